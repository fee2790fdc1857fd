import type { PlainMessageKey } from '../i18n/translate.ts';

/** What a field holds, by the name of its type. */
export interface FieldValues {
  /** '' for none. */
  readonly text: string;
  readonly texts: readonly string[];
  /** An id or another whole number of the CRM's, 0 for none. */
  readonly whole: number;
  readonly wholeOrNull: number | null;
  /** Unix seconds. */
  readonly seconds: number;
  readonly secondsOrNull: number | null;
  readonly amountOrNull: number | null;
}
export type FieldType = keyof FieldValues;

/** How a card shows a field: under which label, and as what. */
export interface CardRow {
  readonly label: PlainMessageKey;
  /** Addresses stand a line each, to be copied; all else in one line. */
  readonly look: 'plain' | 'mail' | 'tags';
}

/**
 * Where the CRM says it. In answers (crm-api.md 3) under a key, or as the names or ids of what is embedded; in webhooks under the key that
 * webhooks/cardBodies.ts gives it. A custom field has one code for both; `otherFields` are all custom fields but those of these codes
 * (customFields.ts).
 */
type Source<WebhookKey extends string> =
  | { readonly key: string; readonly webhook: WebhookKey }
  | { readonly embedded: string; readonly webhook: WebhookKey }
  | { readonly customField: string }
  | { readonly otherFields: readonly string[] };

/** One field of an entity; `column` is the mirror's. A card shows texts. */
export type Field<WebhookKey extends string = string> = { readonly column: string } & Source<WebhookKey> &
  ({ readonly type: FieldType } | OnCard);
interface OnCard {
  readonly type: 'text' | 'texts';
  readonly card: CardRow;
}

/** An entity's fields, by the names the program gives them. */
export type Fields<WebhookKey extends string = string> = Readonly<Record<string, Field<WebhookKey>>>;

/** What the fields of an entity hold. */
export type ValuesOf<F extends Fields> = { readonly [Name in keyof F]: FieldValues[F[Name]['type']] };

/** Codes of an entity's custom fields. */
export type CustomFieldCodeOf<F extends Fields> = Extract<
  F[keyof F],
  { readonly customField: string }
>['customField'];

/** Fields that cards show. */
export type CardFields = Readonly<Record<string, Field & OnCard>>;

/** Those of an entity's fields that its card shows. */
export type CardFieldsOf<F extends Fields> = {
  readonly [Name in keyof F as F[Name] extends OnCard ? Name : never]: F[Name] & OnCard;
};

/** A field's value where the CRM says none. */
export const EMPTY: FieldValues = {
  text: '',
  texts: [],
  whole: 0,
  wholeOrNull: null,
  seconds: 0,
  secondsOrNull: null,
  amountOrNull: null,
};

/** Something of each field, by its name. */
export function mapFields<F extends Fields, T>(
  fields: F,
  of: (field: F[keyof F], name: keyof F & string) => T,
): { readonly [Name in keyof F]: T } {
  const entries = Object.entries(fields) as [keyof F & string, F[keyof F]][];
  return Object.fromEntries(entries.map(([name, field]) => [name, of(field, name)])) as Record<keyof F, T>;
}

export const cardFieldsOf = <F extends Fields>(fields: F): CardFieldsOf<F> =>
  Object.fromEntries(Object.entries(fields).filter(([, field]) => 'card' in field)) as CardFieldsOf<F>;

/** Every field, empty. */
export const emptyValues = <F extends Fields>(fields: F): ValuesOf<F> =>
  mapFields(fields, ({ type }) => EMPTY[type]) as ValuesOf<F>;

/** The fields' values alone, of something that has more. */
export const valuesOf = <F extends Fields>(fields: F, values: ValuesOf<F>): ValuesOf<F> =>
  mapFields(fields, (_field, name) => values[name]) as ValuesOf<F>;
