import { describe, expect, it } from 'vitest';
import type { PartyCard } from '../../../preload/contract.ts';
import { fieldsOf, partyChange } from '../../../renderer/account/cards/partyChange.ts';

const phone = (value: string) => ({ value, display: value, e164: null, kind: 'WORK' });
const party: NonNullable<PartyCard['party']> = {
  entity: 'contact',
  id: 11,
  name: 'Margaret ',
  phone: '',
  company: null,
  responsible: null,
  responsibleIsMe: true,
  updatedAt: 0,
  pending: null,
  phones: [phone('+1 202 1 / +1 202 2'), phone('+1 202 1 / +1 202 2'), phone(' +1 202 3')],
  emails: [],
  tags: [],
  contacts: [],
};
const lines = (...values: readonly string[]) => values.map((value, key) => ({ key, value }));
const target = { entity: 'contact', id: 11 };

describe('what an edited card writes', () => {
  it('a field with two numbers stands once, as a whole', () => {
    expect(fieldsOf(party.phones).map(({ value }) => value)).toEqual(['+1 202 1 / +1 202 2', ' +1 202 3']);
  });

  it('nothing when nothing was changed', () => {
    expect(partyChange(party, 'Margaret', fieldsOf(party.phones))).toBeNull();
    expect(partyChange(party, '  ', fieldsOf(party.phones))).toBeNull();
  });

  it('only the name, with the name the card showed', () => {
    expect(partyChange(party, ' Margaret Osborne ', fieldsOf(party.phones))).toEqual({
      target,
      name: 'Margaret Osborne',
      before: { name: 'Margaret ' },
    });
  });

  it('all numbers when one is changed; those nobody touched as they stood', () => {
    expect(partyChange(party, 'Margaret', lines('+1 202 9', ' +1 202 3', ''))).toEqual({
      target,
      phones: { before: ['+1 202 1 / +1 202 2', ' +1 202 3'], after: ['+1 202 9', ' +1 202 3'] },
    });
  });

  it('a number only once', () => {
    expect(partyChange(party, 'Margaret', lines('+1 202 3', '+1 202 3'))?.phones?.after).toEqual([
      ' +1 202 3',
    ]);
  });
});
