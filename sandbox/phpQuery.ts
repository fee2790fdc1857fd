import qs from 'qs';

/** A query or form as PHP reads it: brackets nest, empty brackets append. */
export type PhpValue = string | readonly PhpValue[] | PhpObject | undefined;

export interface PhpObject {
  readonly [key: string]: PhpValue;
}

/** Reads `a=1&filter[id][]=2&filter[created_at][from]=3`. Never throws: a broken escape stays as it is. */
export function parsePhpQuery(text: string): PhpObject {
  const parsed: unknown = qs.parse(text, { depth: 8, arrayLimit: 500, parameterLimit: 2_000 });
  return asObject(clean(parsed));
}

/** qs answers strings, arrays and objects; anything else cannot come out of text. */
function clean(value: unknown): PhpValue {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clean(inner)]));
  }
  return undefined;
}

/** The text under a key, if it is one. */
export function textAt(query: PhpObject, key: string): string | undefined {
  const value = query[key];
  return typeof value === 'string' ? value : undefined;
}

/** An object, or an empty one in place of anything else. */
export function asObject(value: PhpValue): PhpObject {
  return isPhpObject(value) ? value : {};
}

export function isPhpObject(value: PhpValue): value is PhpObject {
  return typeof value === 'object' && !Array.isArray(value);
}

/** The values of `x`, `x[]`, `x[0]` or a comma list, as texts. */
export function listOf(value: PhpValue): string[] {
  if (value === undefined) return [];
  if (typeof value === 'string') return value.split(',').map((one) => one.trim());
  const inner = isPhpObject(value) ? Object.values(value) : [...value];
  return inner.flatMap(listOf);
}

/** The query a nested object stands for, brackets escaped as the service escapes them. */
export function formatPhpQuery(query: PhpObject): string {
  return qs.stringify(query, { arrayFormat: 'indices' });
}
