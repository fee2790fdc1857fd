import type { NewFieldValue } from '../types/entity.ts';
import type { JsonObject } from '../transport/writeRequest.ts';

/** `custom_fields_values` of a request: each field gets this one value in the place of all it had, or none (crm-api.md 3.3). */
export const fieldValues = (fields: readonly NewFieldValue[]): JsonObject[] =>
  fields.map(({ id, value }) => ({ field_id: id, values: value === null ? [] : [{ value }] }));
