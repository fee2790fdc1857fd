import type { FieldRecord } from './model.ts';

interface Searchable {
  readonly name: string;
  readonly custom_fields_values: readonly FieldRecord[] | null;
}

/** What people write between the digits of a number. */
const PHONE_LIKE = /^[\d\s()+.-]+$/u;

/** Shorter queries are no numbers, but parts of prices and house numbers. */
const LEAST_DIGITS = 5;

/**
 * `query`: a substring of any filled field, case ignored (crm-api.md 3.3). Whether the service finds digits across punctuation is UNCERTAIN:
 * `digits` finds them, `literal` does not.
 */
export function matcherOf(query: string, phoneSearch: 'digits' | 'literal'): (row: Searchable) => boolean {
  const wanted = query.trim().toLowerCase();
  const digits = PHONE_LIKE.test(wanted) ? wanted.replace(/\D/gu, '') : '';
  const acrossPunctuation = phoneSearch === 'digits' && digits.length >= LEAST_DIGITS;
  return (row) => {
    if (row.name.toLowerCase().includes(wanted)) return true;
    return (row.custom_fields_values ?? []).some((field) =>
      field.values.some(
        ({ value }) =>
          typeof value === 'string' &&
          (value.toLowerCase().includes(wanted) ||
            (acrossPunctuation &&
              field.field_code === 'PHONE' &&
              value.replace(/\D/gu, '').includes(digits))),
      ),
    );
  };
}
