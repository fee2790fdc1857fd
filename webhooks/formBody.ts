import qs from 'qs';

/** A form as the CRM nests it: texts under keys; a list is an object with the keys 0, 1, ... (crm-api.md 5.2). */
export type FormNode = string | FormObject;

/** Has no prototype: `constructor`, `toString` and the like are keys as any other. */
export interface FormObject {
  readonly [key: string]: FormNode;
}

/** Why a body is not read: it is longer, or has more parameters, than any body of the CRM. */
export type FormRefusal = 'tooLong' | 'tooMany';

/**
 * 250 entities (the largest batch, crm-api.md 2.2) of 40 fields of 830 bytes each: 350 for the keys with their brackets
 * percent-encoded, and 80 Russian letters of name and value in six bytes each. With 20 fields it is 2.8 MB.
 */
export const LONGEST_BODY = 2 ** 23;
/** 250 entities of 40 fields in ten parameters each; more is nobody's body. */
const MOST_PARAMETERS = 100_000;
/** `leads[note][0][note][metadata][...]` is the deepest seen, at 5. What is deeper stays one odd key. */
const DEEPEST = 10;
/** Of empty brackets (`x[]=`): beyond these qs keeps an object, which is what we want of it anyway. */
const MOST_APPENDED = 1_000;

/**
 * Reads a percent-encoded form. Never throws. Repeated keys: the last counts, as in PHP. `__proto__` is dropped by qs;
 * every object is without a prototype.
 */
export function readForm(
  text: string,
): { readonly ok: true; readonly form: FormObject } | { readonly ok: false; readonly refusal: FormRefusal } {
  if (text.length > LONGEST_BODY) return { ok: false, refusal: 'tooLong' };
  if (separatorsIn(text, MOST_PARAMETERS) >= MOST_PARAMETERS) return { ok: false, refusal: 'tooMany' };
  const parsed: unknown = qs.parse(text, {
    plainObjects: true,
    // Lists of one item at index 4,000,000,000 and lists that are no lists cannot happen to objects.
    parseArrays: false,
    duplicates: 'last',
    depth: DEEPEST,
    arrayLimit: MOST_APPENDED,
    parameterLimit: MOST_PARAMETERS,
  });
  const form = toNode(parsed);
  return { ok: true, form: typeof form === 'object' ? form : emptyForm() };
}

/** The entries of a list, in the order of their numbers; of anything but an object none. */
export function listOf(node: FormNode | undefined): readonly FormNode[] {
  // An object's whole-number keys come first and ascending, whatever order they were set in.
  return typeof node === 'object' ? Object.values(node) : [];
}

/** The object under a key, or an empty one. */
export function objectAt(form: FormObject, key: string): FormObject {
  const node = form[key];
  return typeof node === 'object' ? node : emptyForm();
}

/** The text under a key, if it is one. */
export function textAt(form: FormObject, key: string): string | undefined {
  const node = form[key];
  return typeof node === 'string' ? node : undefined;
}

/** An object to fill. */
export const emptyForm = (): Record<string, FormNode> => Object.create(null) as Record<string, FormNode>;

function toNode(value: unknown): FormNode {
  if (typeof value === 'string') return value;
  const node = emptyForm();
  if (typeof value !== 'object' || value === null) return node;
  for (const [key, inner] of Object.entries(value)) node[key] = toNode(inner);
  // `x[]=1&x[]=2` comes as one list inside the list.
  const only = Object.keys(node).length === 1 ? Object.entries(value)[0] : undefined;
  return only?.[0] === '0' && Array.isArray(only[1]) ? toNode(only[1]) : node;
}

/** Counted before anything is split, so that a body of a million `&` costs no memory. */
function separatorsIn(text: string, enough: number): number {
  let count = 0;
  for (let at = text.indexOf('&'); at >= 0 && count < enough; at = text.indexOf('&', at + 1)) count += 1;
  return count;
}
