import type { FieldRecord, FieldValue } from '../model.ts';
import type { EntityType } from '../entityType.ts';
import { CHANNEL_FIELD, COMMENT_FIELD, EMAIL_FIELD, PHONE_FIELD, POSITION_FIELD } from '../model.ts';

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
}

const PARTIES: readonly EntityType[] = ['contacts', 'companies'];

/** All custom fields of the demo accounts. `enums` are kinds of values, or for a `select` the values themselves. */
export const FIELD_DEFINITIONS: readonly FieldDefinition[] = [
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
    id: EMAIL_FIELD,
    entities: PARTIES,
    code: 'EMAIL',
    type: 'multitext',
    ru: 'Email',
    en: 'Email',
    enums: EMAIL_ENUMS,
  },
  {
    id: POSITION_FIELD,
    entities: ['contacts'],
    code: 'POSITION',
    type: 'text',
    ru: 'Должность',
    en: 'Position',
    enums: null,
  },
  {
    id: CHANNEL_FIELD,
    entities: ['leads'],
    code: null,
    type: 'select',
    ru: 'Откуда узнали',
    en: 'Channel',
    enums: CHANNELS,
  },
  {
    id: COMMENT_FIELD,
    entities: ['leads'],
    code: null,
    type: 'text',
    ru: 'Комментарий',
    en: 'Comment',
    enums: null,
  },
];

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
      if (definition.type === 'select') return one;
      const { value, enum_code } = one;
      const enumId = enum_code === undefined ? undefined : definition.enums?.[enum_code];
      return enum_code === undefined || enumId === undefined
        ? { value }
        : { value, enum_id: enumId, enum_code };
    }),
  };
}
