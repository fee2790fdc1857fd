import {
  EMPTY,
  mapFields,
  type Field,
  type Fields,
  type FieldType,
  type ValuesOf,
} from '../../../entities/field.ts';
import { keptValue, valueText } from '../../../entities/customFields.ts';

import { isUnixSecond } from '../../common/unixTime.ts';

/**
 * Reads items as the service's lists hold them (crm-api.md 3). By hand: a schema takes as long for one as storing it does, and a first sync
 * has hundreds of thousands. What cannot be read is empty, and costs nothing else.
 */
export type Item = Readonly<Record<string, unknown>>;

/** Longer names are cut: no list shows them, and one hostile contact must not fill the mirror. */
export const LONGEST_NAME = 1_000;
/** More texts than these are not kept of one field. */
const MOST_TEXTS = 100;

export const isItem = (value: unknown): value is Item => typeof value === 'object' && value !== null;

/** A reader of an entity's fields. */
export function itemReader<F extends Fields>(fields: F): (item: Item) => ValuesOf<F> {
  const readers = Object.values(
    mapFields(fields, (field, name) => ({
      name,
      find: finderOf(field),
      read: READ[field.type],
      none: EMPTY[field.type],
    })),
  );
  return (item) => {
    const values: Record<string, unknown> = {};
    for (const { name, find, read, none } of readers) values[name] = read(find(item)) ?? none;
    return values as ValuesOf<F>;
  };
}

/** What an item says of a field: one value, or a list of them. */
function finderOf(field: Field): (item: Item) => unknown {
  if ('key' in field) return (item) => item[field.key];
  if ('customField' in field) {
    return (item) => customValues(item, field.customField).map((one) => one['value']);
  }
  if ('otherFields' in field) return (item) => otherFieldValues(item, field.otherFields);
  const part = field.type === 'text' || field.type === 'texts' ? 'name' : 'id';
  return (item) => embeddedItems(item, field.embedded)?.map((one) => one[part]);
}

/** How a type is read of what was found; null when there is nothing of that type. */
const READ: { readonly [Type in FieldType]: (found: unknown) => unknown } = {
  text: (found) => firstOf(found, nameOf),
  texts: (found) =>
    Array.isArray(found) ? found.flatMap((one) => nameOf(one) ?? []).slice(0, MOST_TEXTS) : null,
  whole: (found) => firstOf(found, whole),
  wholeOrNull: (found) => firstOf(found, whole),
  seconds: (found) => firstOf(found, seconds),
  // 0 is no time.
  secondsOrNull: (found) => firstOf(found, seconds) || null,
  amountOrNull: (found) => firstOf(found, amount),
};

function firstOf<T>(found: unknown, read: (value: unknown) => T | null): T | null {
  if (!Array.isArray(found)) return read(found);
  for (const one of found as readonly unknown[]) {
    const value = read(one);
    if (value !== null) return value;
  }
  return null;
}

/** The values of a custom field, by its code. */
export function customValues(item: Item, code: string): readonly Item[] {
  const fields = item['custom_fields_values'];
  if (!Array.isArray(fields)) return [];
  const values: Item[] = [];
  for (const field of fields as readonly unknown[]) {
    if (!isItem(field) || field['field_code'] !== code || !Array.isArray(field['values'])) continue;
    for (const value of field['values'] as readonly unknown[]) if (isItem(value)) values.push(value);
  }
  return values;
}

/** The values of all custom fields but those of these codes, as they are kept. */
function otherFieldValues(item: Item, codes: readonly string[]): readonly string[] {
  const fields = item['custom_fields_values'];
  if (!Array.isArray(fields)) return [];
  const kept: string[] = [];
  for (const field of fields as readonly unknown[]) {
    if (!isItem(field) || !Array.isArray(field['values'])) continue;
    const { field_code: code } = field;
    const id = whole(field['field_id']);
    if (id === null || (typeof code === 'string' && codes.includes(code))) continue;
    for (const value of field['values'] as readonly unknown[]) {
      const text = isItem(value) ? valueText(value['value']) : null;
      if (text !== null) kept.push(keptValue(id, text));
    }
  }
  return kept;
}

/** What is embedded under a name; null where the answer does not say, as against none. */
export function embeddedItems(item: Item, name: string): readonly Item[] | null {
  const embedded = item['_embedded'];
  const list = isItem(embedded) ? embedded[name] : undefined;
  return Array.isArray(list) ? list.filter(isItem) : null;
}

/** Ids of what is embedded under a name; null where the answer does not say. */
export const embeddedIds = (item: Item, name: string): readonly number[] | null =>
  embeddedItems(item, name)?.flatMap((one) => whole(one['id']) ?? []) ?? null;

export function textOf(value: unknown, longest = LONGEST_NAME): string | null {
  if (typeof value === 'string') return value.slice(0, longest);
  return typeof value === 'number' ? String(value) : null;
}

const nameOf = (value: unknown): string | null => textOf(value);

/** A whole number; v4 sends numbers, and what comes as digits (crm-api.md 6) is not lost for that. */
export function whole(value: unknown): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : null;
  return typeof value === 'string' && /^\d{1,15}$/u.test(value) ? Number(value) : null;
}

function amount(value: unknown): number | null {
  if (typeof value === 'number') return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : null;
  return typeof value === 'string' && /^-?\d{1,15}(?:\.\d{1,10})?$/u.test(value) ? Number(value) : null;
}

export function seconds(value: unknown): number | null {
  const said = amount(value);
  return said !== null && isUnixSecond(said) ? Math.trunc(said) : null;
}

/** Yes as the service writes it, and as PHP might. */
const TRUE: ReadonlySet<unknown> = new Set([true, 1, '1', 'true']);
export const isTrue = (value: unknown): boolean => TRUE.has(value);
