import { fail, ok } from '../../../common/result.ts';
import type { CrmFieldValue } from '../../types/entity.ts';
import type { CrmResult } from '../../types/crmFailure.ts';
import { readPages, TOO_LONG, type Pages } from '../../transport/pagination.ts';

/**
 * Whether an entity with these fields really has the number that is looked for. Given by the room that
 * knows phone numbers: the service's `query` is a text search over every field (crm-api.md 3.3).
 */
export type HasNumber = (fields: readonly CrmFieldValue[]) => boolean;

/** Many more hits than a number can have: a search that found them matched something else. */
const MOST_PAGES = 4;

/**
 * What to search for, one after the other until somebody is found: the last ten digits, because `+7` and `8`
 * are different to the service; then, as it is UNCERTAIN whether it finds digits across punctuation
 * (crm-api.md 3.3), the end of the number as people write it.
 */
export function searchTexts(phone: string): readonly string[] {
  const digits = phone.replaceAll(/\D/gu, '').slice(-10);
  if (digits.length < 10) return digits === '' ? [] : [digits];
  const groups = [digits.slice(3, 6), digits.slice(6, 8), digits.slice(8)];
  return [digits, groups.join('-'), groups.join(' ')];
}

interface Holder {
  readonly is_deleted: boolean;
  readonly custom_fields_values: readonly CrmFieldValue[];
}

/** All the service finds for a number that really have it; whoever is in the bin does not. */
export async function findByPhone<T extends Holder>(
  search: (text: string) => Pages<T>,
  phone: string,
  hasNumber: HasNumber,
): Promise<CrmResult<readonly T[]>> {
  const holders: T[] = [];
  for (const text of searchTexts(phone)) {
    const hits = await readPages(search(text), MOST_PAGES);
    if (!hits.ok) return hits;
    holders.push(...hits.value.items.filter((one) => !one.is_deleted && hasNumber(one.custom_fields_values)));
    if (holders.length > 0) break;
    if (!hits.value.isWhole) return fail(TOO_LONG);
  }
  return ok(holders);
}
