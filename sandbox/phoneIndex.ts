import { wordsOf, type ContactOrCompanyRecord } from './model.ts';
import type { Collection } from './collection.ts';

/** The digits of a text, without an extension: `+7 (916) 123-45-67 доб. 12` -> `79161234567`. */
export function digitsOf(text: string): string {
  return text.replace(/\s*(?:доб|ext|x|#|;ext=).*$/iu, '').replace(/\D/gu, '');
}

/** Every number in a party's phone fields; one field may hold two, as real ones do. */
export function phonesOf(contactOrCompany: ContactOrCompanyRecord): string[] {
  const field = contactOrCompany.custom_fields_values?.find((one) => one.field_code === 'PHONE');
  return (field?.values ?? []).flatMap((one) => wordsOf(one).split(/[,;/|\n]| и /u));
}

/** Finds parties by the last `length` digits of a phone, oldest (lowest id) first. */
export type PhoneIndex<T> = (phone: string) => readonly T[];

/**
 * An index over the phones of a collection, rebuilt when the collection changed. crm-api.md 4.1: calls match by the last 10 digits;
 * 4.2: pop-ups by the last 8. Numbers shorter than that match only as a whole.
 */
export function createPhoneIndex<T extends ContactOrCompanyRecord>(
  collection: Collection<T>,
  length: number,
): PhoneIndex<T> {
  let index = new Map<string, T[]>();
  let revision = -1;
  const rebuild = (): void => {
    index = new Map();
    revision = collection.revision();
    for (const contactOrCompany of collection.all()) {
      if (contactOrCompany.is_deleted) continue;
      for (const key of new Set(phonesOf(contactOrCompany).map((phone) => digitsOf(phone).slice(-length)))) {
        if (key === '') continue;
        const known = index.get(key);
        if (known) known.push(contactOrCompany);
        else index.set(key, [contactOrCompany]);
      }
    }
  };
  return (phone) => {
    if (revision !== collection.revision()) rebuild();
    return index.get(digitsOf(phone).slice(-length)) ?? [];
  };
}
