/** What a body says of whose it is. */
export type NamedAccount =
  | { readonly kind: 'named'; readonly id: number }
  /** The CRM does not always send the account block (crm-api.md 5.2). */
  | { readonly kind: 'unnamed' }
  /** Names two, or something that is no account. */
  | { readonly kind: 'unclear' };

/** `account[id]` with every character percent-encoded; no longer key can mean it. */
const LONGEST_KEY = 'account[id]'.length * 3;
const SHAPE = /^[1-9]\d{0,14}$/u;

/**
 * The account a percent-encoded body names, without reading the rest: the relay asks before it answers, and a full
 * parse of 40 parameters costs more than storing them. `parseWebhook` believes it too.
 */
export function accountOf(text: string): NamedAccount {
  let found: string | null = null;
  for (let start = 0; start <= text.length;) {
    const next = text.indexOf('&', start);
    const end = next < 0 ? text.length : next;
    const value = valueOfAccountId(text, start, end);
    if (value !== null) {
      if (found !== null && found !== value) return { kind: 'unclear' };
      found = value;
    }
    start = end + 1;
  }
  if (found === null) return { kind: 'unnamed' };
  return SHAPE.test(found) ? { kind: 'named', id: Number(found) } : { kind: 'unclear' };
}

/** The value of the pair between two places if its key is `account[id]` however encoded. */
function valueOfAccountId(text: string, start: number, end: number): string | null {
  const first = text.charCodeAt(start);
  // "a" or "%".
  if (first !== 0x61 && first !== 0x25) return null;
  const equals = text.indexOf('=', start);
  if (equals < 0 || equals >= end || equals - start > LONGEST_KEY) return null;
  if (decoded(text.slice(start, equals)) !== 'account[id]') return null;
  // Anything long is no number; it is not decoded at all.
  return end - equals > 64 ? '' : decoded(text.slice(equals + 1, end));
}

function decoded(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
