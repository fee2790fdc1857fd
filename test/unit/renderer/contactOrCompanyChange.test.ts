import { describe, expect, it } from 'vitest';
import { contactOrCompanyCardFields } from '../../../entities/contactOrCompany.ts';
import { emptyValues } from '../../../entities/field.ts';
import type { ContactOrCompanyCard } from '../../../preload/contract.ts';
import { fieldsOf, contactOrCompanyChange } from '../../../renderer/account/cards/contactOrCompanyChange.ts';

const phone = (value: string) => ({ value, display: value, e164: null, kind: 'WORK' });
const contactOrCompany: NonNullable<ContactOrCompanyCard['contactOrCompany']> = {
  entity: 'contact',
  id: 11,
  name: 'Margaret ',
  phone: '',
  company: null,
  responsible: null,
  responsibleIsMe: true,
  updatedAt: 0,
  deal: null,
  pending: null,
  phones: [phone('+1 202 1 / +1 202 2'), phone('+1 202 1 / +1 202 2'), phone(' +1 202 3')],
  ...emptyValues(contactOrCompanyCardFields),
  contacts: [],
};
const lines = (...values: readonly string[]) => values.map((value, key) => ({ key, value }));
const target = { entity: 'contact', id: 11 };

describe('what an edited card writes', () => {
  it('a field with two numbers stands once, as a whole', () => {
    expect(fieldsOf(contactOrCompany.phones).map(({ value }) => value)).toEqual([
      '+1 202 1 / +1 202 2',
      ' +1 202 3',
    ]);
  });

  it('nothing when nothing was changed', () => {
    expect(
      contactOrCompanyChange(contactOrCompany, 'Margaret', fieldsOf(contactOrCompany.phones)),
    ).toBeNull();
    expect(contactOrCompanyChange(contactOrCompany, '  ', fieldsOf(contactOrCompany.phones))).toBeNull();
  });

  it('only the name, with the name the card showed', () => {
    expect(
      contactOrCompanyChange(contactOrCompany, ' Margaret Osborne ', fieldsOf(contactOrCompany.phones)),
    ).toEqual({
      kind: 'patchContact',
      target,
      name: 'Margaret Osborne',
      before: { name: 'Margaret ' },
    });
  });

  it('all numbers when one is changed; those nobody touched as they stood', () => {
    expect(contactOrCompanyChange(contactOrCompany, 'Margaret', lines('+1 202 9', ' +1 202 3', ''))).toEqual({
      kind: 'patchContact',
      target,
      phones: { before: ['+1 202 1 / +1 202 2', ' +1 202 3'], after: ['+1 202 9', ' +1 202 3'] },
    });
  });

  it('a number only once', () => {
    expect(
      contactOrCompanyChange(contactOrCompany, 'Margaret', lines('+1 202 3', '+1 202 3'))?.phones?.after,
    ).toEqual([' +1 202 3']);
  });
});
