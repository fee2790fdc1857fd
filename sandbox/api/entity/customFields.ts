import type { FieldRecord, FieldValue } from '../../model.ts';
import type { ValidationError } from '../../problem.ts';
import type { FieldDefinition } from '../../demoData/fields.ts';
import { FIELD_DEFINITIONS, LISTS, fieldOf } from '../../demoData/fields.ts';
import type { EntityType } from '../../entityType.ts';
import { entriesOf, errorAt, stringAt } from '../../validation.ts';

/** What is wrong with a `custom_fields_values` that is to be written: fields and kinds that do not exist. */
export function customFieldErrors(type: EntityType, value: unknown): readonly ValidationError[] {
  if (value === null || value === undefined) return [];
  // An empty object is PHP's empty list.
  if (!Array.isArray(value) && entriesOf(value).size === 0 && typeof value === 'object') return [];
  if (!Array.isArray(value)) {
    return [
      { code: 'InvalidType', path: 'custom_fields_values', detail: 'This value should be of type array.' },
    ];
  }
  return value.flatMap((field: unknown, index) => {
    const path = `custom_fields_values.${String(index)}`;
    const keys = entriesOf(field);
    const definition = definitionOf(keys);
    if (!definition?.entities.includes(type)) {
      return [errorAt('NotSupportedChoice', `${path}.${keys.has('field_code') ? 'field_code' : 'field_id'}`)];
    }
    const values = keys.get('values');
    if (values === null) return [];
    if (!Array.isArray(values)) return [errorAt('FieldMissing', `${path}.values`)];
    return values.flatMap((one: unknown, place) =>
      valueErrors(definition, one, `${path}.values.${String(place)}`),
    );
  });
}

function valueErrors(definition: FieldDefinition, value: unknown, path: string): readonly ValidationError[] {
  const keys = entriesOf(value);
  const text = keys.get('value');
  if (LISTS.has(definition.type)) {
    return choiceOf(definition, keys) ? [] : [errorAt('NotSupportedChoice', `${path}.value`)];
  }
  const wrong = wrongType(definition.type, text);
  if (wrong !== null)
    return [{ code: 'InvalidType', path: `${path}.value`, detail: `This value should be of type ${wrong}.` }];
  if (typeof text === 'boolean') return [];
  if (typeof text !== 'string' && typeof text !== 'number') return [errorAt('NotBlank', `${path}.value`)];
  const enumCode = keys.get('enum_code');
  const { enums } = definition;
  if (typeof enumCode === 'string' && !(enums && Object.hasOwn(enums, enumCode))) {
    return [errorAt('NotSupportedChoice', `${path}.enum_code`)];
  }
  return [];
}

/** The type a value should have and has not; null where it fits. Dates are Unix seconds, or texts as RFC 3339 writes them. */
function wrongType(type: string, value: unknown): string | null {
  const isNumber =
    typeof value === 'number' || (typeof value === 'string' && /^-?\d+(?:\.\d+)?$/u.test(value));
  switch (type) {
    case 'checkbox':
      return typeof value === 'boolean' || value === 0 || value === 1 ? null : 'bool';
    case 'numeric':
    case 'monetary':
      return isNumber ? null : 'numeric';
    case 'date':
    case 'date_time':
    case 'birthday':
      return isNumber || (typeof value === 'string' && !Number.isNaN(Date.parse(value))) ? null : 'integer';
    default:
      return null;
  }
}

/** The value of a list that is meant: by its id, or by its text. */
function choiceOf({ enums }: FieldDefinition, keys: ReadonlyMap<string, unknown>): FieldValue | null {
  const found = Object.entries(enums ?? {}).find(
    ([text, id]) => id === keys.get('enum_id') || (!keys.has('enum_id') && text === keys.get('value')),
  );
  return found ? { value: found[0], enum_id: found[1] } : null;
}

const definitionOf = (keys: ReadonlyMap<string, unknown>): FieldDefinition | undefined =>
  FIELD_DEFINITIONS.find(
    (one) => one.id === Number(keys.get('field_id')) || one.code === keys.get('field_code'),
  );

/**
 * The fields after a write: each written field replaces all its values, `values: []` or null clears it, others stay; null when none
 * is left (crm-api.md 3.3). A phone or e-mail without a kind becomes WORK.
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
    // A checkbox that is not ticked is not there.
    const list = (Array.isArray(values) ? values.map((value) => valueOf(definition, value)) : []).filter(
      ({ value }) => value !== false,
    );
    if (list.length === 0) fields.delete(definition.id);
    else fields.set(definition.id, fieldOf(definition.id, language, list));
  }
  return fields.size === 0 ? null : [...fields.values()];
}

const DATES: ReadonlySet<string> = new Set(['date', 'date_time', 'birthday']);

function valueOf(definition: FieldDefinition, value: unknown): FieldValue {
  const keys = entriesOf(value);
  const { enums } = definition;
  const given = keys.get('value');
  const text = typeof given === 'number' ? String(given) : stringAt(keys, 'value');
  if (LISTS.has(definition.type)) return choiceOf(definition, keys) ?? { value: text };
  if (definition.type === 'checkbox') return { value: given === true || given === 1 };
  if (DATES.has(definition.type))
    return { value: typeof given === 'number' ? given : Math.floor(Date.parse(text) / 1_000) };
  if (!enums) return { value: text };
  const asked = keys.get('enum_code');
  const byId = Object.keys(enums).find((code) => enums[code] === keys.get('enum_id'));
  return { value: text, enum_code: typeof asked === 'string' ? asked : (byId ?? 'WORK') };
}
