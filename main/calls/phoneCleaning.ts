/**
 * Step 1 of facts/call-sources 2.3: what a source or the CRM says, made short, plain and printable.
 * Everything here is linear in a capped input: the text may come from whoever dials.
 */

/** The longest number kept, in UTF-16 units after cleaning (facts 1.2). */
const LONGEST_NUMBER = 64;

/** Read at all: room for a SIP URI with parameters. Normalising may grow a text, so it is cut before. */
const LONGEST_INPUT = 512;

/**
 * The text as reported: NFKC, without control, format and unpaired surrogate characters, blanks
 * folded, Arabic digits as ASCII ones, at most `LONGEST_NUMBER` characters.
 */
export function cleanRaw(raw: string): string {
  return capped(tidy(raw), LONGEST_NUMBER);
}

/**
 * The part of a report that names the remote party: without scheme, display name, host, password
 * and URI parameters, percent-decoded; `;ext=` stays. At most `LONGEST_NUMBER` characters.
 */
export function remoteParty(raw: string): string {
  let text = tidy(raw);
  const address = /<\s*((?:sips?|tel|callto):[^>]*)>?/iu.exec(text);
  if (address?.[1] !== undefined) text = address[1];
  text = percentDecoded(text).trim();
  const scheme = /^(?:sips?|tel|callto):(?:\/\/)?/iu.exec(text);
  if (scheme) text = text.slice(scheme[0].length);
  const host = text.indexOf('@');
  if (host >= 0) text = text.slice(0, host).replace(/:.*$/u, '');
  if (scheme || host >= 0) text = text.replace(/;(?!ext=)[^;]*/giu, '');
  return capped(text.trim(), LONGEST_NUMBER);
}

const EXTENSION =
  /^(.*?\d.*?)\s*(?:;\s*ext\s*=|ext(?:ension|n)?\b|доб(?:авочный|ав)?(?![а-яё])|вн(?:утр)?(?![а-яё])|x(?![a-z])|[,;#])[\s.:=,#]*(\d{1,7})#?$/iu;

/** Fewer digits than this before an extension mark are not a number that has extensions. */
const FEWEST_DIGITS_WITH_EXTENSION = 5;

/** Splits `+7 495 123-45-67 доб. 12` into the number and its extension (facts 2.2). */
export function splitExtension(text: string): { readonly main: string; readonly extension: string | null } {
  const found = EXTENSION.exec(text);
  const main = found?.[1];
  const extension = found?.[2];
  if (main === undefined || extension === undefined) return { main: text, extension: null };
  return digitsOf(main).length < FEWEST_DIGITS_WITH_EXTENSION
    ? { main: text, extension: null }
    : { main: main.trim(), extension };
}

/** ASCII digits only. */
export function digitsOf(text: string): string {
  return text.replace(/\D/gu, '');
}

function tidy(raw: string): string {
  return raw
    .slice(0, LONGEST_INPUT)
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (character) => (/\s/u.test(character) ? ' ' : ''))
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replace(/\s+/gu, ' ')
    .trim();
}

function capped(text: string, length: number): string {
  return text
    .slice(0, length)
    .replace(/\p{Cs}/gu, '')
    .trim();
}

function percentDecoded(text: string): string {
  if (!text.includes('%')) return text;
  const decoded = text.replace(/(?:%[0-9a-f]{2})+/giu, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      return escaped;
    }
  });
  return tidy(decoded);
}
