import type { Collection } from './collection.ts';
import type { PhpObject, PhpValue } from './phpQuery.ts';
import { asObject, isPhpObject, listOf, textAt } from './phpQuery.ts';

/** Narrows a list by `filter[...]`, keys and forms as in crm-api.md 2.5. Keys not in `allowed` are ignored, as the service does. */
export function filtered<T extends object>(
  rows: readonly T[],
  filter: PhpValue,
  allowed: readonly string[],
): readonly T[] {
  const conditions = Object.entries(asObject(filter))
    .filter(([key]) => allowed.includes(key))
    .map(([key, value]) => conditionOf(key, value));
  if (conditions.length === 0) return rows;
  return rows.filter((row) => conditions.every((holds) => holds(row)));
}

/** `filter[x][from|to]` is a range with both ends in it, anything else a list of values. */
function conditionOf(key: string, value: PhpValue): (row: object) => boolean {
  if (isPhpObject(value) && ('from' in value || 'to' in value)) {
    const from = Number(textAt(value, 'from') ?? -Infinity);
    const to = Number(textAt(value, 'to') ?? Infinity);
    return (row) => {
      const found = valueAt(row, key);
      return typeof found === 'number' && found >= from && found <= to;
    };
  }
  const wanted = new Set(listOf(value).map((one) => one.toLowerCase()));
  return (row) => wanted.has(textOf(valueAt(row, key)).toLowerCase());
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

function valueAt(row: object, key: string): unknown {
  const value: unknown = Reflect.get(row, key);
  return value;
}

/** All rows in the order `order[x]=asc|desc` asks for, by id ascending when it asks for none of `allowed`. */
export function inOrder<T extends { id: number }>(
  collection: Collection<T>,
  query: PhpObject,
  allowed: readonly string[],
): readonly T[] {
  const found = Object.entries(asObject(query['order'])).find(([key]) => allowed.includes(key));
  if (!found) return collection.all();
  return collection.ordered(found[0], found[1] === 'desc');
}
