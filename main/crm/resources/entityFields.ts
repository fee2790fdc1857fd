import { z } from 'zod';
import type { CrmFieldValue } from '../types/crmClient.ts';

/** Ids of v4 are integers; only webhooks send them as strings (crm-api.md 6), which are read all the same. */
export const id = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^\d{1,15}$/u)
    .transform(Number),
]);

/** Unix seconds. */
export const unixSeconds = z.number().transform(Math.trunc);

/** Of a list inside of an item what can be read; null, absent and odd are none. What is odd costs itself alone. */
export const readable = <S extends z.ZodType>(item: S) =>
  z
    .array(z.unknown())
    .nullish()
    .catch(null)
    .transform((items) =>
      (items ?? []).flatMap((one): z.output<S>[] => {
        const read = item.safeParse(one);
        return read.success ? [read.data] : [];
      }),
    );

/** A value is text, a number, a flag or an object by its field's type; only what reads as text is kept. */
const fieldValue = z
  .object({
    value: z.unknown(),
    enum_code: z.string().nullish().catch(null),
    /** Old answers call it so (crm-api.md 3.3). */
    enum: z.string().nullish().catch(null),
  })
  .transform(({ value, enum_code, enum: oldCode }) => ({ value, enum_code: enum_code ?? oldCode ?? null }));

/** `custom_fields_values` of any entity: null and absent when empty (crm-api.md 3.3). */
const customFields = readable(
  z
    .object({ field_id: id, field_code: z.string().nullish().catch(null), values: readable(fieldValue) })
    .transform((field): CrmFieldValue => ({
      field_id: field.field_id,
      field_code: field.field_code ?? null,
      values: field.values.flatMap(({ value, enum_code }) =>
        typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
          ? [{ value: String(value), enum_code }]
          : [],
      ),
    })),
);

/** Ids of embedded entities, absent without the fitting `with`. */
export const linkedIds = readable(z.object({ id })).transform((links) => links.map((link) => link.id));

/** Names of an entity's tags; always embedded, but for deleted entities (crm-api.md 3.3, 3.4). */
export const tagNames = readable(z.object({ name: z.string() })).transform((tags) =>
  tags.map((tag) => tag.name),
);

/** A name may be missing or null; the window says so in its own language. */
export const name = z
  .string()
  .nullish()
  .catch(null)
  .transform((text) => text ?? '');

/** What contacts and companies have in common (crm-api.md 3.3). A deleted one may come with little more than its id. */
export const contactOrCompanyFields = {
  id,
  name,
  responsible_user_id: id.default(0).catch(0),
  created_by: id
    .nullish()
    .catch(null)
    .transform((user) => user ?? undefined),
  created_at: unixSeconds
    .nullish()
    .catch(null)
    .transform((time) => time ?? undefined),
  updated_at: unixSeconds.default(0).catch(0),
  is_deleted: z.boolean().default(false).catch(false),
  custom_fields_values: customFields,
};
