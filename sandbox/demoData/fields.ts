import type { FieldRecord } from '../model.ts';
import { EMAIL_FIELD, PHONE_FIELD, POSITION_FIELD } from '../model.ts';

/** Enum ids of the phone kinds, in the order of facts 3.3. */
export const PHONE_ENUMS: Readonly<Record<string, number>> = {
  WORK: 552_471,
  WORKDD: 552_472,
  MOB: 552_473,
  FAX: 552_474,
  HOME: 552_475,
  OTHER: 552_476,
};

/** Enum ids of the e-mail kinds. */
export const EMAIL_ENUMS: Readonly<Record<string, number>> = {
  WORK: 552_481,
  PRIV: 552_482,
  OTHER: 552_483,
};

interface FieldDefinition {
  readonly id: number;
  readonly code: string | null;
  readonly type: string;
  readonly ru: string;
  readonly en: string;
  readonly enums: Readonly<Record<string, number>> | null;
}

/** The custom fields of contacts and companies. */
export const FIELD_DEFINITIONS: readonly FieldDefinition[] = [
  { id: PHONE_FIELD, code: 'PHONE', type: 'multitext', ru: 'Телефон', en: 'Phone', enums: PHONE_ENUMS },
  { id: EMAIL_FIELD, code: 'EMAIL', type: 'multitext', ru: 'Email', en: 'Email', enums: EMAIL_ENUMS },
  { id: POSITION_FIELD, code: 'POSITION', type: 'text', ru: 'Должность', en: 'Position', enums: null },
];

/** The filled field of a definition; an enum code beside a value becomes its id as well. */
export function fieldOf(
  id: number,
  language: 'ru' | 'en',
  values: readonly { value: string; enum_code?: string }[],
): FieldRecord {
  const definition = FIELD_DEFINITIONS.find((one) => one.id === id);
  if (!definition) throw new Error(`no field ${String(id)}`);
  return {
    field_id: definition.id,
    field_name: definition[language],
    field_code: definition.code,
    field_type: definition.type,
    values: values.map(({ value, enum_code }) => {
      const enumId = enum_code === undefined ? undefined : definition.enums?.[enum_code];
      return enum_code === undefined || enumId === undefined
        ? { value }
        : { value, enum_id: enumId, enum_code };
    }),
  };
}
