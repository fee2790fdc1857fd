import { describe, expect, it } from 'vitest';
import { createAccountList } from '../../../main/accounts/accountList.ts';
import { signedInRow, type SignedIn } from '../../../main/accounts/signIn/newAccount.ts';
import { platform } from '../../../main/accounts/platformZones.ts';
import { createAccountRows, romashka } from './rows.ts';

const words = '';
const path = '/api/v4/contacts';

describe('the list of accounts', () => {
  it('shows a passing state over the row, and takes it away when the account works again', () => {
    const rows = createAccountRows(romashka);
    const list = createAccountList({ rows, sessionOnly: () => false, hasTokens: () => true });
    const seen: (string | undefined)[] = [];
    list.onChange((accounts) => seen.push(accounts[0]?.state));
    list.limiterChanged(romashka.key, { kind: 'blocked', until: 1 });
    list.limiterChanged(romashka.key, { kind: 'blocked', until: 2 });
    list.limiterChanged(romashka.key, { kind: 'open' });
    list.responseReceived(romashka.key, { kind: 'paymentRequired', words }, path, true);
    list.responseReceived(romashka.key, { kind: 'network', maySucceed: false, words }, path, true);
    list.responseReceived(romashka.key, null, path, true);
    list.tokensChanged(romashka.key, { kind: 'keychain', reason: 'locked', words });
    list.tokensChanged(romashka.key, { kind: 'unreachable', words });
    expect(seen).toEqual(['blocked', 'ready', 'paymentRequired', 'ready', 'keychainLocked', 'ready']);
    expect(rows.get(romashka.key)).toEqual(romashka);
  });

  it('names a proxy or an unknown authority that stands in the way, until the CRM is reached', () => {
    const list = createAccountList({
      rows: createAccountRows(romashka),
      sessionOnly: () => false,
      hasTokens: () => true,
    });
    const seen: (string | undefined)[] = [];
    list.onChange((accounts) => seen.push(accounts[0]?.state));
    for (const trouble of ['proxyRefused', 'certificateUnknown', null] as const)
      list.networkChanged(romashka.key, trouble);
    expect(seen).toEqual(['proxyRefused', 'certificateUnknown', 'ready']);
  });

  it('tells how far the CRM’s clock is ahead, to the minute, and not of every wavering', () => {
    const minute = 60_000;
    const list = createAccountList({
      rows: createAccountRows(romashka),
      sessionOnly: () => false,
      hasTokens: () => true,
    });
    const seen: (number | undefined)[] = [];
    list.onChange((accounts) => seen.push(accounts[0]?.clockAhead));
    const day = 24 * 60 * minute;
    for (const ahead of [400, -29_000, 31_000, -day + 2_000, -day - 20_000, day, day + 40_000, 100])
      list.clockChanged(romashka.key, ahead);
    expect(seen).toEqual([-day, day, 0]);
  });

  it('keeps `needs sign-in` until the row is signed in again', () => {
    const rows = createAccountRows(romashka);
    const list = createAccountList({ rows, sessionOnly: () => true, hasTokens: () => true });
    rows.setState(romashka.key, 'needsSignIn');
    list.tokensChanged(romashka.key, { kind: 'needsSignIn', words });
    expect(list.get(romashka.key)).toMatchObject({ state: 'needsSignIn', sessionOnly: true });
    rows.put(romashka);
    list.changed();
    expect(list.get(romashka.key)?.state).toBe('ready');
  });
});

describe('the row of an account', () => {
  const signedIn: SignedIn = {
    zone: platform('kommo.com'),
    host: { host: 'demo.kommo.com', subdomain: 'demo' },
    names: {
      account: {
        id: 7,
        name: '',
        subdomain: 'demo',
        current_user_id: 8,
        country: 'Россия',
        currency: 'USD',
        timezone: null,
      },
      userName: null,
    },
    clientId: 'id',
    redirectUri: 'uri',
    way: 'browser',
    tokenEndsAt: null,
  };

  it('is new with a place, a colour and a region of its own', () => {
    const row = signedInRow(signedIn, [romashka]);
    expect(row).toMatchObject({
      key: 'kommo.com:7:8',
      name: 'demo',
      position: 1,
      region: 'US',
      state: 'ready',
    });
    expect(row.colour).not.toBe(romashka.colour);
  });

  it('has a colour no other has, whatever the agent chose for those and whichever were removed', () => {
    const rows = [romashka];
    for (let user = 1; user < 10; user += 1) {
      const { account } = signedIn.names;
      const names = { ...signedIn.names, account: { ...account, current_user_id: user } };
      rows.push(signedInRow({ ...signedIn, names }, rows));
    }
    expect(new Set(rows.map(({ colour }) => colour)).size).toBe(10);
    const others = rows.filter(({ position }) => position !== 4);
    const names = { ...signedIn.names, account: { ...signedIn.names.account, current_user_id: 99 } };
    expect(signedInRow({ ...signedIn, names }, others).colour).toBe(rows[4]?.colour);
  });

  it('keeps colour and place when the agent signs in again', () => {
    const before = {
      ...signedInRow(signedIn, []),
      colour: 'red',
      position: 5,
      state: 'needsSignIn' as const,
    };
    expect(signedInRow(signedIn, [romashka, before])).toMatchObject({
      colour: 'red',
      position: 5,
      state: 'ready',
    });
  });
});

describe('the states of an account', () => {
  it('rights taken: said of the lists everybody needs, not of what admins alone may see', () => {
    const list = createAccountList({
      rows: createAccountRows(romashka),
      sessionOnly: () => false,
      hasTokens: () => true,
    });
    const forbidden = { kind: 'forbidden', words } as const;
    list.responseReceived(romashka.key, forbidden, '/api/v4/users', true);
    expect(list.get(romashka.key)?.state).toBe('ready');
    list.responseReceived(romashka.key, forbidden, '/api/v4/contacts', true);
    expect(list.get(romashka.key)?.state).toBe('forbidden');
    list.responseReceived(romashka.key, null, '/api/v4/users', true);
    expect(list.get(romashka.key)?.state).toBe('forbidden');
    list.responseReceived(romashka.key, null, '/api/v4/contacts', true);
    expect(list.get(romashka.key)?.state).toBe('ready');
  });

  it('one card or one write that is refused says nothing of the account', () => {
    const list = createAccountList({
      rows: createAccountRows(romashka),
      sessionOnly: () => false,
      hasTokens: () => true,
    });
    const forbidden = { kind: 'forbidden', words } as const;
    list.responseReceived(romashka.key, forbidden, '/api/v4/leads/12', true);
    list.responseReceived(romashka.key, forbidden, '/api/v4/leads', false);
    list.responseReceived(romashka.key, forbidden, '/api/v4/contacts/notes', false);
    expect(list.get(romashka.key)?.state).toBe('ready');
  });

  it.each([
    [{ kind: 'refused', reason: 'integrationDisabled', words }, 'integrationDisabled'],
    [{ kind: 'refused', reason: 'accountClosed', words }, 'accountClosed'],
    [{ kind: 'keychain', reason: 'locked', words }, 'keychainLocked'],
    [{ kind: 'keychain', reason: 'missing', words }, 'keychainMissing'],
    [{ kind: 'keychain', reason: 'wrong', words }, 'keychainWrong'],
    [{ kind: 'keychain', reason: 'denied', words }, 'keychainDenied'],
    [{ kind: 'keychain', reason: 'slow', words }, 'keychainSlow'],
  ] as const)('%j is %s, and passes with the first token', (failure, state) => {
    const rows = createAccountRows(romashka);
    const list = createAccountList({ rows, sessionOnly: () => false, hasTokens: () => true });
    list.tokensChanged(romashka.key, failure);
    expect(list.get(romashka.key)?.state).toBe(state);
    list.tokensChanged(romashka.key, null);
    expect(list.get(romashka.key)?.state).toBe('ready');
    expect(rows.get(romashka.key)).toEqual(romashka);
  });

  it('a sign-in that Ringside could not keep is not said to be refused by the CRM', () => {
    const rows = createAccountRows(romashka);
    let hasTokens = false;
    const list = createAccountList({ rows, sessionOnly: () => false, hasTokens: () => hasTokens });
    // After a start without a keychain nothing is sealed; starting anew drops what is.
    list.tokensChanged(romashka.key, { kind: 'needsSignIn', words });
    expect(list.get(romashka.key)?.state).toBe('signInLost');
    rows.setState(romashka.key, 'needsSignIn');
    expect(list.get(romashka.key)?.state).toBe('signInLost');
    hasTokens = true;
    expect(list.get(romashka.key)?.state).toBe('needsSignIn');
  });

  it('signed out is a state of its own, and the agent’s name for the account stands before the CRM’s', () => {
    const rows = createAccountRows({ ...romashka, label: 'Boss', signedOut: true, state: 'needsSignIn' });
    const list = createAccountList({ rows, sessionOnly: () => false, hasTokens: () => true });
    expect(list.get(romashka.key)).toMatchObject({
      state: 'signedOut',
      name: 'Boss',
      crmName: romashka.name,
    });
  });
});
