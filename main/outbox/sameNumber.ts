import type { CrmFieldValue } from '../amocrm/client.ts';

/** Digits that decide who a caller is, as the service's own matching has it (facts/amocrm-api 4.1). */
const DECISIVE_DIGITS = 10;

/** Separators of several numbers in one field (facts/call-sources 2.2). */
const SEVERAL = /[,;/|\n]| и /;
/** What follows is an extension (facts/call-sources 2.2). */
const EXTENSION = /доб|ext|[x#]/i;

/** The digits to search the CRM by: the last ten, or all of a shorter number; '' when there are none. */
export function lastDigits(phone: string): string {
  const main = phone.split(EXTENSION, 1)[0] ?? '';
  return main.replaceAll(/\D/g, '').slice(-DECISIVE_DIGITS);
}

/**
 * Whether one of the entity's phones is this number. The service's `query` is a text search over every
 * field, so what it finds must be checked (facts/amocrm-api 3.3).
 */
export function hasNumber(fields: readonly CrmFieldValue[], phone: string): boolean {
  const wanted = lastDigits(phone);
  if (wanted === '') return false;
  return fields
    .filter((field) => field.field_code === 'PHONE')
    .flatMap((field) => field.values)
    .flatMap(({ value }) => value.normalize('NFKC').split(SEVERAL))
    .some((number) => lastDigits(number) === wanted);
}
