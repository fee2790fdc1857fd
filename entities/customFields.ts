/**
 * What custom fields hold, whatever their types (crm-api.md 3.9): a text a value, after the field's id and a colon. Kept so, a row has its
 * account's fields in one column, and a type nobody knows yet is a text as well.
 */

/** Longer values are cut: no pop shows them, and one hostile card must not fill the mirror. */
export const LONGEST_VALUE = 500;

/**
 * One value as a text; null when there is nothing to read. A checkbox is `1`, what is not ticked is nothing; dates are Unix seconds. Of what is an
 * object (legal_entity, items, file, payer ...) its name is said.
 */
export function valueText(value: unknown): string | null {
  if (value === true) return '1';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value !== 'object' || value === null) return null;
  const parts = new Map<string, unknown>(Object.entries(value));
  for (const name of NAMES) {
    const said = parts.get(name);
    if (typeof said === 'string' || typeof said === 'number') return valueText(said);
  }
  return null;
}

/** What names an object that is a value, the likeliest first. */
const NAMES = ['name', 'file_name', 'description', 'value', 'full_name', 'vat_id', 'sku'];

/** As it is kept. */
export const keptValue = (fieldId: number, value: string): string =>
  `${fieldId}:${value.slice(0, LONGEST_VALUE)}`;

/** All values of a field, in the CRM's order. */
export function valuesOfField(kept: readonly string[], fieldId: number): readonly string[] {
  const start = keptValue(fieldId, '');
  return kept.flatMap((one) => (one.startsWith(start) ? [one.slice(start.length)] : []));
}
