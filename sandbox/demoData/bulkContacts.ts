import type { ContactRecord } from '../model.ts';
import { PHONE_FIELD } from '../model.ts';
import type { Draft } from './contactsAndCompanies.ts';
import { fieldOf } from './fields.ts';

/**
 * A cheap contact for benches: a name with its number in the list and one phone of its own. Numbers count upwards through a range
 * the demo contacts do not use, so that any amount stays unique.
 */
export function bulkContactAt(draft: Draft, index: number): ContactRecord {
  const { culture, userIds, now } = draft;
  const { first, last } = culture.person(index);
  const owner = userIds[index % userIds.length] ?? 0;
  const made = now - 86_400 * 30 - (index % 20_000_000);
  const name = `${first} ${last} ${String(index + 1)}`;
  return {
    id: draft.nextId(),
    responsible_user_id: owner,
    group_id: 0,
    created_by: owner,
    updated_by: owner,
    created_at: made,
    updated_at: made,
    closest_task_at: null,
    is_deleted: false,
    is_unsorted: false,
    name,
    first_name: first,
    last_name: `${last} ${String(index + 1)}`,
    company_id: null,
    custom_fields_values: [
      fieldOf(PHONE_FIELD, culture.account.language, [
        { value: written(bulkNumber(culture.account.country, index), index), enum_code: 'WORK' },
      ]),
    ],
    tags: [],
  };
}

/** E.164 of the n-th bulk contact: Russian mobiles from +7 951 0000000, American numbers from +1 201 200 0000. */
function bulkNumber(country: string, index: number): string {
  if (country === 'RU') return `+7${String(9_510_000_000 + index)}`;
  const area = 201 + Math.floor(index / 7_000_000);
  return `+1${String(area)}${String(2_000_000 + (index % 7_000_000))}`;
}

/** One of four spellings, by turns. */
function written(e164: string, index: number): string {
  const country = e164.slice(0, 2);
  const [a, b, c] = [e164.slice(2, 5), e164.slice(5, 8), e164.slice(8)];
  switch (index % 4) {
    case 0:
      return e164;
    case 1:
      return `${country} (${a}) ${b}-${c}`;
    case 2:
      return `${country}-${a}-${b}-${c}`;
    default:
      return e164.slice(1);
  }
}
