import type { PhpObject, PhpValue } from './phpQuery.ts';
import { isPhpObject } from './phpQuery.ts';

/** A body as texts under keys, whether it came as a form or as JSON; what is neither is empty. */
export function formOf(body: unknown): PhpObject {
  const value = textual(body);
  return isPhpObject(value) ? value : {};
}

/** Numbers and booleans of JSON become the texts a form would have carried. */
function textual(value: unknown): PhpValue {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(textual);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, textual(inner)]));
  }
  return undefined;
}
