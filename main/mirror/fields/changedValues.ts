import { mapFields, type Field, type Fields, type FieldType } from '../../../entities/field.ts';
import { keptValue, valueText } from '../../../entities/customFields.ts';
import type { ChangedValues } from './entityTable.ts';

/** A card as a webhook's body shows it (webhooks/cardBodies.ts). */
interface HookedCard {
  readonly name: string;
  readonly customFields: readonly {
    readonly id: number;
    readonly code: string | null;
    readonly values: readonly { readonly value: string }[];
  }[];
}

/** What a body says of an entity's fields. */
export const changedValues = <F extends Fields<keyof Item & string>, Item extends HookedCard>(
  fields: F,
  item: Item,
): ChangedValues<F> =>
  mapFields(fields, (field: Field<keyof Item & string>) =>
    read(
      field.type,
      'customField' in field
        ? customTexts(item, field.customField)
        : 'otherFields' in field
          ? otherTexts(item, field.otherFields)
          : saidOf(item, item[field.webhook]),
    ),
  ) as ChangedValues<F>;

/** The values of all custom fields but those of these codes, as they are kept; null where they are not told. */
const otherTexts = (item: HookedCard, codes: readonly string[]): readonly string[] | null =>
  saidOf(
    item,
    item.customFields
      .filter(({ code }) => code === null || !codes.includes(code))
      .flatMap(({ id, values }) =>
        values.flatMap(({ value }) => {
          const text = valueText(value);
          return text === null ? [] : [keptValue(id, text)];
        }),
      ),
  );

/** The texts of a custom field; null where that is not told. */
export const customTexts = (item: HookedCard, code: string): readonly string[] | null =>
  saidOf(
    item,
    item.customFields
      .filter((field) => field.code === code)
      .flatMap(({ values }) => values.flatMap(({ value }) => (value === '' ? [] : [value]))),
  );

/** A body without a name tells little else: what its empty texts and lists would mean is not believed. */
const saidOf = <T>(item: HookedCard, said: T): T | null =>
  item.name === '' && typeof said !== 'number' ? null : said;

function read(type: FieldType, said: unknown): string | readonly string[] | number | null {
  if (type !== 'text' && type !== 'texts') return typeof said === 'number' ? said : null;
  if (typeof said === 'string') return type === 'text' ? said : [said];
  if (!Array.isArray(said)) return null;
  const texts = (said as readonly (string | { readonly name: string })[]).map((one) =>
    typeof one === 'string' ? one : one.name,
  );
  return type === 'texts' ? texts : (texts[0] ?? '');
}
