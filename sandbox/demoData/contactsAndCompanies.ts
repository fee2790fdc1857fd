import type { CompanyRecord, ContactRecord, EntityRecord, FieldRecord, TagRecord } from '../model.ts';
import { PHONE_FIELD } from '../model.ts';
import type { Culture } from './culture.ts';
import type { Random } from './random.ts';
import { FIELD_DEFINITIONS, fieldOf, filledFields } from './fields.ts';

/** What every generator of one account draws from. */
export interface Draft {
  readonly culture: Culture;
  readonly random: Random;
  readonly userIds: readonly number[];
  /** Unix seconds the data is made relative to. */
  readonly now: number;
  readonly nextId: () => number;
}

/** Where the special contacts stand in the list; the rest is ordinary. */
export const SLOT = {
  /** One contact, one open lead. */
  certain: 0,
  /** Two contacts with the same number. */
  several: [1, 2],
  /** Four people of one company, all on its number. */
  shared: [3, 4, 5, 6],
  nameless: 7,
  longName: 8,
  phoneless: 9,
  /** The first of the odd phone fields. */
  odd: 10,
} as const;

/** Contacts that every account has at least, so that the slots exist. */
export const LEAST_CONTACTS = 30;

const DAY = 86_400;

/** The common columns of an entity made between `oldest` and `newest` days ago. */
export function entityOf(draft: Draft, oldest: number, newest: number): EntityRecord {
  const { random } = draft;
  const owner = random.pick(draft.userIds);
  const created = draft.now - random.between(newest * DAY, oldest * DAY);
  return {
    id: draft.nextId(),
    responsible_user_id: owner,
    group_id: 0,
    created_by: random.pick([owner, owner, 0]),
    updated_by: owner,
    created_at: created,
    updated_at: random.between(created, draft.now - 60),
  };
}

/** The one tag of the demo. */
export const VIP: TagRecord = { id: 100_667, name: 'VIP', color: null };

const contactOrCompany = { closest_task_at: null, is_deleted: false, is_unsorted: false };

/** The company at a place of the list: place 0 is the shared one, place 1 the one whose number nobody else has. */
export function companyAt(draft: Draft, index: number): CompanyRecord {
  const { culture, random } = draft;
  const number = culture.landline(index);
  const values = [{ value: index < 2 ? number : culture.dirty(number, random), enum_code: 'WORK' }];
  return {
    ...entityOf(draft, 900, 30),
    ...contactOrCompany,
    name: culture.company(index),
    custom_fields_values:
      index > 2 && random.chance(12)
        ? null
        : [
            fieldOf(PHONE_FIELD, culture.account.language, values),
            ...filledFields('companies', index, culture),
          ],
    tags: [],
  };
}

/** The contact at a place of the list, with the name, company and phones of that place. */
export function contactAt(draft: Draft, index: number, companies: readonly CompanyRecord[]): ContactRecord {
  const { culture, random } = draft;
  const name =
    index === SLOT.nameless
      ? { first: '', last: '' }
      : index === SLOT.longName
        ? culture.longName
        : culture.person(index);
  const isShared = SLOT.shared.some((slot) => slot === index);
  const employer = isShared
    ? companies[0]
    : random.chance(45)
      ? companies[random.between(2, companies.length - 1)]
      : undefined;
  return {
    ...entityOf(draft, 700, 1),
    ...contactOrCompany,
    name: `${name.first} ${name.last}`.trim(),
    first_name: name.first,
    last_name: name.last,
    company_id: employer?.id ?? null,
    custom_fields_values: fieldsAt(draft, index),
    tags: random.chance(8) ? [{ ...VIP }] : [],
  };
}

/** The filled fields of a contact; null, as the service answers it, when there are none. */
function fieldsAt(draft: Draft, index: number): FieldRecord[] | null {
  if (index === SLOT.phoneless) return null;
  const { culture, random } = draft;
  const { language } = culture.account;
  const phones = phonesAt(draft, index).map((value, place) => ({
    value,
    enum_code: place === 0 ? random.pick(['WORK', 'MOB', 'MOB']) : random.pick(['HOME', 'OTHER', 'WORKDD']),
  }));
  const fields = [fieldOf(PHONE_FIELD, language, phones)];
  for (const { id, demo } of FIELD_DEFINITIONS) {
    if (demo !== undefined && random.chance(demo.percent))
      fields.push(fieldOf(id, language, [demo.value(culture, index, random)]));
  }
  return [...fields, ...filledFields('contacts', index, culture)];
}

/** The phone values of a contact as typed; unique but for the places that share one on purpose. */
function phonesAt(draft: Draft, index: number): readonly string[] {
  const { culture, random } = draft;
  if (index === SLOT.certain) return [culture.mobile(SLOT.certain)];
  if (index === SLOT.several[1]) return [culture.dirty(culture.mobile(SLOT.several[0]), random)];
  if (SLOT.shared.some((slot) => slot === index)) {
    return [`${culture.landline(0)}${culture.extension(101 + index - SLOT.shared[0])}`];
  }
  const odd = culture.oddPhones[index - SLOT.odd];
  if (odd) return odd;
  const own = culture.dirty(culture.mobile(index), random);
  // A second number comes from far behind the first ones, so that no two contacts meet by chance.
  return random.chance(22) ? [own, culture.dirty(culture.mobile(index + 700), random)] : [own];
}
