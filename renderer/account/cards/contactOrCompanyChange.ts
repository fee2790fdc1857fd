import type { AgentWrite, ContactOrCompanyCard } from '../../../preload/contract.ts';

type ContactOrCompany = NonNullable<ContactOrCompanyCard['contactOrCompany']>;
type Change = Extract<AgentWrite, { readonly kind: 'patchContact' }>;

/** A number as it is edited; the key keeps its field while others come and go. */
export interface PhoneLine {
  readonly key: number;
  readonly value: string;
}

/** The fields of a phone list: a field that holds two numbers stands once, as a whole. */
export function fieldsOf(phones: ContactOrCompany['phones']): readonly PhoneLine[] {
  return [...new Set(phones.map(({ value }) => value))].map((value, key) => ({ key, value }));
}

/**
 * What is to be written for the fields as they are: only what differs from the card, with what the card
 * showed, so that somebody else's change is not overwritten. Empty fields are taken out; null: nothing changed.
 */
export function contactOrCompanyChange(
  contactOrCompany: ContactOrCompany,
  name: string,
  phones: readonly PhoneLine[],
): Change | null {
  const before = fieldsOf(contactOrCompany.phones).map(({ value }) => value);
  const after = [...new Set(phones.map(({ value }) => value.trim()).filter((value) => value !== ''))];
  const samePhones =
    before.length === after.length && before.every((value, index) => value.trim() === after[index]);
  const sameName = name.trim() === contactOrCompany.name.trim() || name.trim() === '';
  if (samePhones && sameName) return null;
  return {
    kind: 'patchContact',
    target: { entity: contactOrCompany.entity, id: contactOrCompany.id },
    ...(sameName ? {} : { name: name.trim(), before: { name: contactOrCompany.name } }),
    ...(samePhones ? {} : { phones: { before: [...before], after: withOldSpelling(before, after) } }),
  };
}

/** A number nobody touched is written as it stood, blanks and all: the CRM keeps its kind then. */
function withOldSpelling(before: readonly string[], after: readonly string[]): string[] {
  return after.map((value) => before.find((old) => old.trim() === value) ?? value);
}
