import { z } from 'zod';
import type { FormNode } from './formBody.ts';
import { listOf, textAt } from './formBody.ts';
import { id, text } from './bodyValues.ts';

/** One value of a custom field: what it says, and which of the field's choices that is. */
export interface CustomFieldValue {
  readonly value: string;
  readonly enumId: number | null;
}

/** A custom field with all its values. */
export interface CustomField {
  readonly id: number;
  readonly name: string;
  /** `PHONE`, `EMAIL`, ... for the fields every account has. */
  readonly code: string | null;
  readonly values: readonly CustomFieldValue[];
}

/** Any form's node: checked where it is read. */
export const node: z.ZodType<FormNode> = z.custom<FormNode>(
  (value) => typeof value === 'string' || (typeof value === 'object' && value !== null),
);

const fieldSchema = z.object({
  id,
  name: text,
  code: text.transform((code) => (code === '' ? null : code)),
  values: node.optional().transform(valuesOf),
});

/** `custom_fields`: fields that are none are left out. */
export const customFields = node.optional().transform((fields): readonly CustomField[] =>
  listOf(fields).flatMap((field) => {
    const read = fieldSchema.safeParse(field);
    return read.success ? [read.data] : [];
  }),
);

/** `[{value,enum}]`; of dates `["1725915600"]`; of radio buttons `{value,enum}`, not in a list (crm-api.md 5.2). */
function valuesOf(values: FormNode | undefined): readonly CustomFieldValue[] {
  if (values === undefined || values === '') return [];
  if (typeof values === 'string') return [{ value: values, enumId: null }];
  const isSingle = typeof values['value'] === 'string';
  return (isSingle ? [values] : listOf(values)).flatMap((one) => {
    if (typeof one === 'string') return [{ value: one, enumId: null }];
    const value = textAt(one, 'value');
    if (value === undefined) return [];
    const choice = id.safeParse(textAt(one, 'enum'));
    return [{ value, enumId: choice.success ? choice.data : null }];
  });
}
