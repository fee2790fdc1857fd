import { isSamePhone } from './phoneComparison.ts';
import { digitsOf } from './phoneCleaning.ts';
import { splitPhoneField } from './phoneField.ts';
import { type PhoneNumber, parsePhoneNumber } from './phoneNumber.ts';
import { homeSpellings, variantsOf } from './phoneVariants.ts';

/** Fields of an entity, as far as phones are looked for in them (the CRM's `custom_fields_values`). */
export type PhoneFields = readonly {
  readonly field_code: string | null;
  readonly values: readonly { readonly value: string }[];
}[];

/** How the CRM is asked who has a number: its own text search, and what it finds compared (crm-api.md 3.3). */

/** The digits the service itself goes by (crm-api.md 4.1). */
const DECISIVE_DIGITS = 10;

/** The last ten digits of a number as text, all of a shorter one; '' when there are none. */
export const lastTen = (number: string): string => digitsOf(number).slice(-DECISIVE_DIGITS);

/**
 * The digits to search the CRM by: the last ten of each spelling the line has, or all of a shorter number. None of a
 * withheld number or a feature code. One for most countries.
 */
export function searchTexts(number: PhoneNumber): readonly string[] {
  if (number.kind === 'anonymous' || number.kind === 'featureCode') return [];
  const { e164 } = number;
  const spellings = e164 === null ? [number.digits] : [e164, ...variantsOf(e164), ...homeSpellings(e164)];
  return [...new Set(spellings.map(lastTen))].filter((digits) => digits !== '');
}

/**
 * The phone by which an entity really has this number, as it stands in its field; null when the service's text search was
 * wrong.
 * @param region ISO 3166 alpha-2 of the account
 */
export function verifiedPhone(fields: PhoneFields, number: PhoneNumber, region: string): string | null {
  return (
    phonesOf(fields, region).find((phone) => isSameOrInternal(parsePhoneNumber(phone, { region }), number)) ??
    null
  );
}

/** Whether a card is named by nothing but this number, as those are that telephony made for an unknown caller: nobody named them yet. */
export const isNamedByNumber = (name: string, number: PhoneNumber): boolean =>
  !/\p{L}/u.test(name) && number.digits !== '' && lastTen(name) === lastTen(number.digits);

/** The numbers in a phone field or in what an agent typed as one. */
export function numbersOf(field: string, region: string): readonly PhoneNumber[] {
  return splitPhoneField(field, region).map((text) => parsePhoneNumber(text, { region }));
}

/** Numbers of the own exchange are kept on cards too: they are the same as texts. */
export function isSameOrInternal(one: PhoneNumber, other: PhoneNumber): boolean {
  if (one.kind === 'internal' && other.kind === 'internal')
    return one.digits !== '' && one.digits === other.digits;
  return isSamePhone(one, other);
}

/** The phones in an entity's PHONE field, numbers in one text taken apart. */
function phonesOf(fields: PhoneFields, region: string): readonly string[] {
  return fields
    .filter((field) => field.field_code === 'PHONE')
    .flatMap((field) => field.values)
    .flatMap(({ value }) => splitPhoneField(value, region));
}
