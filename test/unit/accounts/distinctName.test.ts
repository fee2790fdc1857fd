import { describe, expect, it } from 'vitest';
import { createAccountList } from '../../../main/accounts/accountList.ts';
import type { AccountRow } from '../../../main/journal/journal.ts';
import { createAccountRows, romashka } from './rows.ts';

const other = (key: string, more: Partial<AccountRow>): AccountRow => ({ ...romashka, key, ...more });
const namesOf = (...rows: readonly AccountRow[]): readonly string[] =>
  createAccountList({ rows: createAccountRows(...rows), sessionOnly: () => false, hasTokens: () => true })
    .list()
    .map(({ name }) => name);

describe('accounts the CRM calls the same', () => {
  it('two users of one account: each with the user’s name', () => {
    expect(namesOf(romashka, other('b', { userName: 'Борис' }))).toEqual([
      'Ромашка · Анна',
      'Ромашка · Борис',
    ]);
  });

  it('the same person in two accounts of one name: each with its host', () => {
    const kommo = other('b', { zone: 'kommo.com', host: 'romashka.kommo.com' });
    expect(namesOf(romashka, kommo)).toEqual([
      'Ромашка · romashka.localhost:8787',
      'Ромашка · romashka.kommo.com',
    ]);
  });

  it('two users here and one of them there: no two are called the same', () => {
    const host = 'romashka.kommo.com';
    const names = namesOf(
      romashka,
      other('b', { userName: 'Борис' }),
      other('c', { host }),
      other('d', { host, userName: '' }),
    );
    expect(new Set(names).size).toBe(4);
  });

  it('users whom the CRM does not name: their numbers', () => {
    const rows = [other('b', { userName: '', userId: 1 }), other('c', { userName: '', userId: 2 })];
    expect(namesOf(...rows)).toEqual(['Ромашка · 1', 'Ромашка · 2']);
  });

  it('the agent’s own name stands as it is, and the other one needs no more than the CRM’s', () => {
    const rows = createAccountRows(romashka, other('b', { userName: 'Борис', label: 'Boss' }));
    const list = createAccountList({ rows, sessionOnly: () => false, hasTokens: () => true });
    expect(list.list().map(({ name }) => name)).toEqual(['Ромашка', 'Boss']);
    // What it would be called without the agent's name, as the settings say.
    expect(list.get('b')?.crmName).toBe('Ромашка · Борис');
  });

  it('an account alone is called what the CRM calls it', () => {
    expect(namesOf(romashka, other('b', { name: 'Василёк' }))).toEqual(['Ромашка', 'Василёк']);
  });
});
