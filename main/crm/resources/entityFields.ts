import { z } from 'zod';
import { isUnixSecond } from '../../common/unixTime.ts';
import { valueText } from '../../../entities/customFields.ts';
import type { CrmFieldValue } from '../types/entity.ts';

/** Ids of v4 are integers; only webhooks send them as strings (crm-api.md 6), which are read all the same. */
export const id = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^\d{1,15}$/u)
    .transform(Number),
]);

/** A number, or one written as text: integrations write what they like into what the service keeps for them. */
export const amount = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d{1,15}(?:\.\d{1,10})?$/u)
    .transform(Number),
]);

/** Unix seconds; a number that cannot be a time is none. */
export const unixSeconds = amount.refine(isUnixSecond).transform(Math.trunc);

/** Text, or a number where text is meant: ids of other programs, telephone numbers. */
export const words = z.union([z.string(), z.number().transform(String)]);

/** Yes or no; PHP's 1 and 0 are read too. */
export const flag = z.union([
  z.boolean(),
  z.union([z.literal(1), z.literal('1'), z.literal('true')]).transform(() => true),
  z.union([z.literal(0), z.literal('0'), z.literal('false'), z.literal('')]).transform(() => false),
]);

/** What may be absent, null, or nothing that can be read: all three are nothing, and cost nothing else. */
export const maybe = <S extends z.ZodType>(schema: S) => schema.nullish().catch(null);

/** As `maybe`, with what stands in its place. */
export const orElse = <S extends z.ZodType>(schema: S, instead: z.output<S>) =>
  maybe(schema).transform((value): z.output<S> => value ?? instead);

/** The parts of `_embedded`, or of another object; PHP writes an object without keys as `[]`, and then there are none. */
export const parts = <S extends z.ZodRawShape>(shape: S) => maybe(z.object(shape));

/** Of a list what can be read: an item that is odd costs itself alone. */
export const listOf = <S extends z.ZodType>(item: S) =>
  z.array(z.unknown()).transform((items) =>
    items.flatMap((one): z.output<S>[] => {
      const read = item.safeParse(one);
      return read.success ? [read.data] : [];
    }),
  );

/** As `listOf`; null, absent and what is no list are none. */
export const readable = <S extends z.ZodType>(item: S) => orElse(listOf(item), []);

/** A value is text, a number, a flag or an object by its field's type; what it says as a text is kept. */
const fieldValue = z
  .object({
    value: z.unknown(),
    enum_code: maybe(z.string()),
    /** Old answers call it so (crm-api.md 3.3). */
    enum: maybe(z.string()),
  })
  .transform(({ value, enum_code, enum: oldCode }) => ({ value, enum_code: enum_code ?? oldCode ?? null }));

/** `custom_fields_values` of any entity: null and absent when empty (crm-api.md 3.3). */
export const customFields = readable(
  z
    .object({ field_id: id, field_code: maybe(z.string()), values: readable(fieldValue) })
    .transform((field): CrmFieldValue => ({
      field_id: field.field_id,
      field_code: field.field_code ?? null,
      values: field.values.flatMap(({ value, enum_code }) => {
        const text = valueText(value);
        return text === null ? [] : [{ value: text, enum_code }];
      }),
    })),
);

/** Ids of embedded entities, absent without the fitting `with`. */
export const linkedIds = readable(z.object({ id })).transform((links) => links.map((link) => link.id));

/** Names of an entity's tags; always embedded, but for deleted entities (crm-api.md 3.3, 3.4). */
export const tagNames = readable(z.object({ name: words })).transform((tags) => tags.map((tag) => tag.name));

/** A name may be missing or null; the window says so in its own language. */
export const name = orElse(words, '');

/** What contacts and companies have in common (crm-api.md 3.3). A deleted one may come with little more than its id. */
export const contactOrCompanyFields = {
  id,
  name,
  responsible_user_id: orElse(id, 0),
  created_by: maybe(id).transform((user) => user ?? undefined),
  created_at: maybe(unixSeconds).transform((time) => time ?? undefined),
  updated_at: orElse(unixSeconds, 0),
  is_deleted: orElse(flag, false),
  custom_fields_values: customFields,
};
