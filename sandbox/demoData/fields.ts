import type { FieldRecord, FieldValue } from '../model.ts';
import type { EntityType } from '../entityType.ts';
import { PHONE_FIELD } from '../model.ts';
import type { Culture } from './culture.ts';
import type { Random } from './random.ts';

/** Enum ids of the phone kinds, in the order of crm-api.md 3.3. */
const PHONE_ENUMS: Readonly<Record<string, number>> = {
  WORK: 552_471,
  WORKDD: 552_472,
  MOB: 552_473,
  FAX: 552_474,
  HOME: 552_475,
  OTHER: 552_476,
};

/** Enum ids of the e-mail kinds. */
const EMAIL_ENUMS: Readonly<Record<string, number>> = {
  WORK: 552_481,
  PRIV: 552_482,
  OTHER: 552_483,
};

/** Values of the list of ways a lead came in. */
const CHANNELS: Readonly<Record<string, number>> = { Call: 552_491, Site: 552_492, Referral: 552_493 };

/** Values of the list of what a contact buys. */
const INTERESTS: Readonly<Record<string, number>> = { Office: 552_501, School: 552_502, Gifts: 552_503 };

/** Values of the list of how a deal's goods arrive. */
const DELIVERIES: Readonly<Record<string, number>> = { Courier: 552_511, Pickup: 552_512, Post: 552_513 };

/** The values of a list at these places. */
const chosen = (enums: Readonly<Record<string, number>>, places: readonly number[]): readonly FieldValue[] =>
  Object.entries(enums)
    .filter((_one, place) => places.includes(place))
    .map(([value, id]) => ({ value, enum_id: id }));

/** A custom field as the account's settings define it. */
export interface FieldDefinition {
  readonly id: number;
  /** The kinds of entities that have it. */
  readonly entities: readonly EntityType[];
  readonly code: string | null;
  readonly type: string;
  readonly ru: string;
  readonly en: string;
  readonly enums: Readonly<Record<string, number>> | null;
  /** What so many percent of the demo's contacts have in it. */
  readonly demo?: {
    readonly percent: number;
    readonly value: (culture: Culture, index: number, random: Random) => FieldValue;
  };
  /** What the entity at a place of its list has in it, by the place alone. */
  readonly filled?: (index: number, culture: Culture) => readonly FieldValue[];
}

const PARTIES: readonly EntityType[] = ['contacts', 'companies'];

const definitions = [
  {
    id: PHONE_FIELD,
    entities: PARTIES,
    code: 'PHONE',
    type: 'multitext',
    ru: 'Телефон',
    en: 'Phone',
    enums: PHONE_ENUMS,
  },
  {
    id: 771_903,
    entities: PARTIES,
    code: 'EMAIL',
    type: 'multitext',
    ru: 'Email',
    en: 'Email',
    enums: EMAIL_ENUMS,
    demo: {
      percent: 60,
      value: ({ account }, index) => ({
        value: `person${String(index + 1)}@${account.subdomain}.example`,
        enum_code: 'WORK',
      }),
    },
  },
  {
    id: 771_905,
    entities: ['contacts'],
    code: 'POSITION',
    type: 'text',
    ru: 'Должность',
    en: 'Position',
    enums: null,
    demo: { percent: 40, value: ({ positions }, _index, random) => ({ value: random.pick(positions) }) },
  },
  {
    id: 771_907,
    entities: ['leads'],
    code: null,
    type: 'select',
    ru: 'Откуда узнали',
    en: 'Channel',
    enums: CHANNELS,
  },
  {
    id: 771_909,
    entities: ['leads'],
    code: null,
    type: 'text',
    ru: 'Комментарий',
    en: 'Comment',
    enums: null,
  },
  {
    id: 771_911,
    entities: ['contacts'],
    code: null,
    type: 'checkbox',
    ru: 'Подписан на новости',
    en: 'Gets the newsletter',
    enums: null,
    filled: (index) => (index % 3 === 0 ? [{ value: true }] : []),
  },
  {
    id: 771_913,
    entities: ['contacts'],
    code: null,
    type: 'birthday',
    ru: 'День рождения',
    en: 'Birthday',
    enums: null,
    // Midnight in Moscow.
    filled: (index) =>
      index % 2 === 0
        ? [{ value: Date.UTC(1960 + (index % 45), index % 12, 1 + (index % 28)) / 1_000 - 10_800 }]
        : [],
  },
  {
    id: 771_915,
    entities: ['contacts'],
    code: null,
    type: 'numeric',
    ru: 'Скидка, %',
    en: 'Discount, %',
    enums: null,
    filled: (index) => (index % 4 === 0 ? [{ value: String(5 + (index % 3) * 5) }] : []),
  },
  {
    id: 771_917,
    entities: ['contacts'],
    code: null,
    type: 'multiselect',
    ru: 'Интересы',
    en: 'Interests',
    enums: INTERESTS,
    filled: (index) => chosen(INTERESTS, index % 5 === 0 ? [0, 2] : []),
  },
  {
    id: 771_919,
    entities: ['leads'],
    code: null,
    type: 'date',
    ru: 'Дата поставки',
    en: 'Delivery',
    enums: null,
  },
  {
    id: 771_923,
    entities: ['leads'],
    code: null,
    type: 'select',
    ru: 'Способ доставки',
    en: 'Delivered by',
    enums: DELIVERIES,
    filled: (index) => chosen(DELIVERIES, index % 4 === 3 ? [] : [index % 3]),
  },
  {
    id: 771_921,
    entities: ['companies'],
    code: null,
    type: 'legal_entity',
    ru: 'Реквизиты',
    en: 'Legal entity',
    enums: null,
    filled: (index, culture) => [
      { value: { name: culture.company(index), vat_id: String(7_701_000_000 + index) } },
    ],
  },
] as const satisfies readonly FieldDefinition[];

/** All custom fields of the demo accounts. `enums` are kinds of values, or for a `select` the values themselves. */
export const FIELD_DEFINITIONS: readonly FieldDefinition[] = definitions;
/** Codes of the fields that every account has. */
export type FieldCode = NonNullable<(typeof definitions)[number]['code']>;

/** What an entity at this place of its list has in its fields. */
export function filledFields(type: EntityType, index: number, culture: Culture): readonly FieldRecord[] {
  return FIELD_DEFINITIONS.filter(({ entities }) => entities.includes(type)).flatMap(({ id, filled }) => {
    const values = filled?.(index, culture) ?? [];
    return values.length === 0 ? [] : [fieldOf(id, culture.account.language, values)];
  });
}

/** Types whose `enums` are the values themselves. */
export const LISTS: ReadonlySet<string> = new Set(['select', 'multiselect', 'radiobutton']);

/** The filled field of a definition; an enum code beside a value becomes its id as well. */
export function fieldOf(id: number, language: 'ru' | 'en', values: readonly FieldValue[]): FieldRecord {
  const definition = FIELD_DEFINITIONS.find((one) => one.id === id);
  if (!definition) throw new Error(`no field ${String(id)}`);
  return {
    field_id: definition.id,
    field_name: definition[language],
    field_code: definition.code,
    field_type: definition.type,
    values: values.map((one) => {
      if (LISTS.has(definition.type)) return one;
      const { value, enum_code } = one;
      const enumId = enum_code === undefined ? undefined : definition.enums?.[enum_code];
      return enum_code === undefined || enumId === undefined
        ? { value }
        : { value, enum_id: enumId, enum_code };
    }),
  };
}
