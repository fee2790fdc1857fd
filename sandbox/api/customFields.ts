import type { FieldRecord, FieldValue } from '../model.ts';
import type { ValidationError } from '../problem.ts';
import { EMAIL_ENUMS, FIELD_DEFINITIONS, PHONE_ENUMS, fieldOf } from '../demoData/fields.ts';
import { EMAIL_FIELD, PHONE_FIELD } from '../model.ts';
import { entriesOf, errorAt, stringAt } from '../validation.ts';

/** What is wrong with a `custom_fields_values` that is to be written: fields and kinds that do not exist. */
export function customFieldErrors(value: unknown): readonly ValidationError[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) {
    return [
      { code: 'InvalidType', path: 'custom_fields_values', detail: 'This value should be of type array.' },
    ];
  }
  return value.flatMap((field: unknown, index) => {
    const path = `custom_fields_values.${String(index)}`;
    const keys = entriesOf(field);
    const definition = definitionOf(keys);
    if (!definition) {
      return [errorAt('NotSupportedChoice', `${path}.${keys.has('field_code') ? 'field_code' : 'field_id'}`)];
    }
    const values = keys.get('values');
    if (values === null) return [];
    if (!Array.isArray(values)) return [errorAt('FieldMissing', `${path}.values`)];
    return values.flatMap((one: unknown, place) =>
      valueErrors(definition.id, one, `${path}.values.${String(place)}`),
    );
  });
}

function valueErrors(fieldId: number, value: unknown, path: string): readonly ValidationError[] {
  const keys = entriesOf(value);
  const text = keys.get('value');
  if (typeof text !== 'string' && typeof text !== 'number') return [errorAt('NotBlank', `${path}.value`)];
  const enumCode = keys.get('enum_code');
  const enums = enumsOf(fieldId);
  if (typeof enumCode === 'string' && !(enums && Object.hasOwn(enums, enumCode))) {
    return [errorAt('NotSupportedChoice', `${path}.enum_code`)];
  }
  return [];
}

const enumsOf = (fieldId: number): Readonly<Record<string, number>> | null =>
  fieldId === PHONE_FIELD ? PHONE_ENUMS : fieldId === EMAIL_FIELD ? EMAIL_ENUMS : null;

const definitionOf = (keys: ReadonlyMap<string, unknown>): (typeof FIELD_DEFINITIONS)[number] | undefined =>
  FIELD_DEFINITIONS.find(
    (one) => one.id === Number(keys.get('field_id')) || one.code === keys.get('field_code'),
  );

/**
 * The fields after a write: each written field replaces all its values, `values: []` or null clears it, others stay; null when none
 * is left (facts 3.3). A phone or e-mail without a kind becomes WORK.
 */
export function withCustomFields(
  present: readonly FieldRecord[] | null,
  written: unknown,
  language: 'ru' | 'en',
): FieldRecord[] | null {
  if (!Array.isArray(written)) return written === null ? null : present && [...present];
  const fields = new Map((present ?? []).map((field) => [field.field_id, field]));
  for (const one of written) {
    const keys = entriesOf(one);
    const definition = definitionOf(keys);
    if (!definition) continue;
    const values: unknown = keys.get('values');
    const list = Array.isArray(values) ? values.map((value) => valueOf(definition.id, value)) : [];
    if (list.length === 0) fields.delete(definition.id);
    else fields.set(definition.id, fieldOf(definition.id, language, list));
  }
  return fields.size === 0 ? null : [...fields.values()];
}

function valueOf(fieldId: number, value: unknown): FieldValue {
  const keys = entriesOf(value);
  const enums = enumsOf(fieldId);
  const given = keys.get('value');
  const text = typeof given === 'number' ? String(given) : stringAt(keys, 'value');
  if (!enums) return { value: text };
  const asked = keys.get('enum_code');
  const byId = Object.keys(enums).find((code) => enums[code] === keys.get('enum_id'));
  return { value: text, enum_code: typeof asked === 'string' ? asked : (byId ?? 'WORK') };
}
