/** What was taken out of a foreign message, and how many of its fields were left because they are no text. */
export interface ForeignFields {
  readonly fields: Readonly<Record<string, string>>;
  readonly left: number;
}

/**
 * The texts of a JSON object another program wrote. Texts, numbers and truth values are taken as text; of a list the first that
 * is one (FreeSWITCH makes a list of a header that was set twice); what nests, and what is empty, is left. So one odd field never costs the
 * message. Null when the text is no JSON object at all.
 */
export function readForeignObject(text: string): ForeignFields | null {
  let value: unknown;
  try {
    value = JSON.parse(text) as unknown;
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const fields: Record<string, string> = {};
  let left = 0;
  for (const [name, given] of Object.entries(value)) {
    const taken = Array.isArray(given) ? given.map(textOf).find((one) => one !== null) : textOf(given);
    if (typeof taken === 'string') fields[name] = taken;
    else if (given !== null) left += 1;
  }
  return { fields, left };
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}
