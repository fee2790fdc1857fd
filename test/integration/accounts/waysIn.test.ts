import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../main/common/clock.ts';
import { DEFAULTS } from '../../../relay/options.ts';
import { startRelay, type Relay } from '../../../relay/relay.ts';
import {
  browser,
  decide,
  openAccountsUnderTest,
  settled,
  type AccountsUnderTest,
} from './accountsUnderTest.ts';
import { startProcess } from './process.ts';

const MINUTE = 60_000;
const ALLOW = { decision: 'allow', account: 'romashka' };

let fixture: AccountsUnderTest;
let ahead = 0;
let folder = '';
let relay: Relay | null = null;
afterEach(async () => {
  ahead = 0;
  await relay?.close();
  relay = null;
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
  folder = '';
  await fixture.close();
});

const open = async (redirect?: string): Promise<void> => {
  fixture = await openAccountsUnderTest({ now: () => Date.now() + ahead }, redirect);
};
/** What an agent copies from the integration's page. */
const copied = (more: Readonly<Record<string, string>> = {}) => ({
  ...fixture.integration,
  address: 'romashka',
  code: fixture.sandbox.issueCode('romashka') ?? '',
  ...more,
});
const outcome = (state: Awaited<ReturnType<AccountsUnderTest['signIn']['start']>>): string =>
  state.phase === 'failed' ? state.failure : state.phase;

describe('a pasted code', () => {
  it('signs in without any browser, whatever the redirect URI', async () => {
    await open('https://yandex.ru/');
    expect(outcome(await fixture.signIn.withCode(fixture.zone, copied()))).toBe('done');
    expect(fixture.opened).toEqual([]);
    expect(fixture.journal.accounts.list()).toMatchObject([
      { subdomain: 'romashka', way: 'code', state: 'ready', redirectUri: 'https://yandex.ru/' },
    ]);
  });

  it.each(['taken', 'refused'] as const)(
    'signs in where redirects to this computer are %s',
    async (loopbackRedirects) => {
      fixture = await openAccountsUnderTest({ loopbackRedirects }, 'https://yandex.ru/');
      expect(outcome(await fixture.signIn.withCode(fixture.zone, copied()))).toBe('done');
    },
  );

  it('takes the address as people copy it', async () => {
    await open();
    for (const address of [
      `http://romashka.localhost:${String(fixture.zone.port)}/leads/detail/1?x=y#z`,
      ` romashka.localhost:${String(fixture.zone.port)} `,
      'ROMASHKA',
    ]) {
      const state = await fixture.signIn.withCode(fixture.zone, copied({ address }));
      expect([address, outcome(state)]).toEqual([address, 'done']);
    }
    expect(fixture.journal.accounts.list()).toHaveLength(1);
  });

  it('has a failure of its own for each way a code can be no good, and keeps nothing of it', async () => {
    await open();
    const used = copied();
    await fixture.signIn.withCode(fixture.zone, used);
    const outcomes = [await fixture.signIn.withCode(fixture.zone, used)];
    const old = copied();
    ahead += 21 * MINUTE;
    outcomes.push(
      await fixture.signIn.withCode(fixture.zone, old),
      await fixture.signIn.withCode(fixture.zone, copied({ code: 'def50200unknown' })),
      await fixture.signIn.withCode(fixture.zone, copied({ code: 'short' })),
      await fixture.signIn.withCode(fixture.zone, copied({ clientSecret: 'wrong' })),
      await fixture.signIn.withCode(fixture.zone, copied({ redirectUri: 'https://other.example/' })),
      await fixture.signIn.withCode(fixture.zone, copied({ redirectUri: 'other' })),
      await fixture.signIn.withCode(fixture.zone, copied({ clientId: '42' })),
      await fixture.signIn.withCode(fixture.zone, copied({ address: 'nobody' })),
      await fixture.signIn.withCode(fixture.zone, copied({ address: 'evil.example' })),
      await fixture.signIn.withCode(fixture.zone, copied({ address: 'demo.amocrm.ru' })),
    );
    fixture.sandbox.setStanding('romashka', 'lapsed');
    outcomes.push(await fixture.signIn.withCode(fixture.zone, copied()));
    fixture.sandbox.setStanding('romashka', 'closed');
    outcomes.push(await fixture.signIn.withCode(fixture.zone, copied()));
    expect(outcomes.map(outcome)).toEqual([
      'codeUsed',
      'codeExpired',
      'codeUnknown',
      'badCode',
      'wrongClient',
      'wrongClient',
      'badRedirectUri',
      'badClientId',
      'noSuchAccount',
      'badSubdomain',
      'otherZone',
      'notPaid',
      'wrongClient',
    ]);
    expect(fixture.journal.accounts.list()).toHaveLength(1);
  });
});

describe('a long-lived token', () => {
  it('signs in with nothing but itself and the address, and says when it ends', async () => {
    await open();
    const token = fixture.sandbox.issueLongLived('romashka', 10 * 86_400) ?? '';
    expect(
      outcome(await fixture.signIn.withToken(fixture.zone, { address: 'romashka', token: ` ${token}\n` })),
    ).toBe('done');
    const [row] = fixture.journal.accounts.list();
    expect(row).toMatchObject({ way: 'token', clientId: '', redirectUri: '' });
    expect((row?.tokenEndsAt ?? 0) - Date.now()).toBeGreaterThan(9.9 * 86_400_000);
  });

  it('has ended when the CRM says so, not when this computer believes it', async () => {
    await open();
    // The computer's clock is a month ahead of the CRM's.
    ahead = -30 * 86_400_000;
    const token = fixture.sandbox.issueLongLived('romashka', 86_400) ?? '';
    expect(outcome(await fixture.signIn.withToken(fixture.zone, { address: 'romashka', token }))).toBe(
      'done',
    );
    ahead = 0;
    const later = fixture.sandbox.issueLongLived('romashka', 86_400) ?? '';
    // The computer's clock is two days behind.
    ahead = 2 * 86_400_000;
    expect(outcome(await fixture.signIn.withToken(fixture.zone, { address: 'romashka', token: later }))).toBe(
      'tokenEnded',
    );
  });

  it('has a failure of its own for each way it can be no good', async () => {
    await open();
    const token = fixture.sandbox.issueLongLived('romashka', 86_400) ?? '';
    const [head = '', , tail = ''] = token.split('.');
    const claims = (more: object): string =>
      `${head}.${Buffer.from(JSON.stringify(more)).toString('base64url')}.${tail}`;
    const exp = Math.floor(Date.now() / 1000) + 86_400;
    const tries = [
      { address: 'romashka', token: 'no token' },
      { address: 'romashka', token: claims({ nothing: 1 }) },
      { address: 'romashka', token: claims({ exp: exp - 90_000 }) },
      { address: 'romashka', token: claims({ exp, base_domain: 'kommo.com' }) },
      { address: 'romashka', token: claims({ exp }) },
      { address: 'northwind', token },
      { address: 'nobody', token },
      { address: '..', token },
    ];
    const outcomes: string[] = [];
    for (const one of tries) outcomes.push(outcome(await fixture.signIn.withToken(fixture.zone, one)));
    expect(outcomes).toEqual([
      'badToken',
      'badToken',
      'tokenEnded',
      'otherZone',
      'tokenRefused',
      'tokenRefused',
      'noSuchAccount',
      'badSubdomain',
    ]);
    expect(fixture.journal.accounts.list()).toEqual([]);
    expect(fixture.journal.secrets.any()).toBe(false);
  });

  it('is followed by another account: the window opened for that begins anew', async () => {
    await open();
    const token = fixture.sandbox.issueLongLived('romashka', 86_400) ?? '';
    expect(outcome(await fixture.signIn.withToken(fixture.zone, { address: 'romashka', token }))).toBe(
      'done',
    );
    expect(fixture.signIn.wantForm(null)).toEqual({ phase: 'idle' });
    fixture.signIn.wantForm(fixture.journal.accounts.list()[0]?.key ?? '');
    expect(fixture.signIn.wantForm(null)).toEqual({ phase: 'idle' });
  });

  it('asks for its own form when it is to be signed in again', async () => {
    await open();
    const token = fixture.sandbox.issueLongLived('romashka', 86_400) ?? '';
    await fixture.signIn.withToken(fixture.zone, { address: 'romashka', token });
    const key = fixture.journal.accounts.list()[0]?.key ?? '';
    expect(await fixture.signIn.again(key)).toEqual({
      phase: 'form',
      zone: 'sandbox',
      way: 'token',
      subdomain: 'romashka',
    });
    // The form was asked for this account: another one's token is not taken for it.
    const other = fixture.sandbox.issueLongLived('northwind', 86_400) ?? '';
    expect(
      outcome(await fixture.signIn.withToken(fixture.zone, { address: 'northwind', token: other })),
    ).toBe('otherAccount');
    await fixture.signIn.cancel();
    expect(
      outcome(await fixture.signIn.withToken(fixture.zone, { address: 'northwind', token: other })),
    ).toBe('done');
  });
});

describe('a callback forwarded by the relay', () => {
  it('ends at the listener of this computer, with the relay registered as redirect URI', async () => {
    await open('https://relay.example.com/oauth/callback');
    expect(outcome(await fixture.signIn.start(fixture.zone, fixture.integration))).toBe('browser');
    const registered = await decide(fixture.opened.at(-1) ?? '', ALLOW);
    expect(registered.origin).toBe('https://relay.example.com');
    folder = mkdtempSync(join(tmpdir(), 'ringside-relay-'));
    relay = await startRelay({
      ...DEFAULTS,
      data: folder,
      port: 0,
      publicUrl: 'https://relay.example.com',
      callback: fixture.listener,
    });
    expect(relay.announcement.callbackUrl).toBe('https://relay.example.com/oauth/callback');
    const { port } = relay.announcement;
    const forwarded = await browser.get(
      `http://127.0.0.1:${String(port)}/oauth/callback${registered.search}`,
    );
    const answer = await browser.get(forwarded.headers.location ?? '', {
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(answer.statusCode).toBe(303);
    expect(outcome(await settled(fixture.signIn))).toBe('done');
    expect(fixture.journal.accounts.list()).toMatchObject([
      { way: 'relay', redirectUri: 'https://relay.example.com/oauth/callback' },
    ]);
  });
});

describe('an answer for another account than asked', () => {
  it.each([
    ['another account', { account: 'northwind' }],
    ['another user of the account', { account: 'romashka', user: 'other' }],
  ])('%s: nothing is changed, and what came is not kept', async (_words, chosen) => {
    await open();
    await fixture.signIn.start(fixture.zone, fixture.integration);
    await browser.get(await decide(fixture.opened.at(-1) ?? '', ALLOW));
    await settled(fixture.signIn);
    const [row] = fixture.journal.accounts.list();
    if (row === undefined) throw new Error('no account');
    const before = fixture.journal.secrets.get(row.key, 'tokens');
    await fixture.signIn.again(row.key);
    const users =
      fixture.sandbox.store.accounts.find(({ account }) => account.subdomain === 'romashka')?.users ?? [];
    const other = users.find(({ id }) => id !== row.userId)?.id ?? 0;
    const user: Record<string, string> = 'user' in chosen ? { user: String(other) } : {};
    const form = { decision: 'allow', account: chosen.account, ...user };
    await browser.get(await decide(fixture.opened.at(-1) ?? '', form));
    expect(outcome(await settled(fixture.signIn))).toBe('otherAccount');
    expect(fixture.journal.accounts.list()).toEqual([row]);
    expect(fixture.journal.secrets.get(row.key, 'tokens')).toEqual(before);
    expect(fixture.journal.secrets.get('sandbox:pending', 'tokens')).toBeNull();
  });
});

describe('several accounts', () => {
  it('two users of one account, and a person in two accounts, are each their own: row, tokens, and who the CRM takes them for', async () => {
    await open();
    const users =
      fixture.sandbox.store.accounts.find(({ account }) => account.subdomain === 'romashka')?.users ?? [];
    const [first, second] = users;
    if (first === undefined || second === undefined) throw new Error('romashka has one user only');
    for (const form of [
      { account: 'romashka', user: String(first.id) },
      { account: 'romashka', user: String(second.id) },
      { account: 'northwind' },
    ]) {
      await fixture.signIn.start(fixture.zone, fixture.integration);
      await browser.get(await decide(fixture.opened.at(-1) ?? '', { decision: 'allow', ...form }));
      await settled(fixture.signIn);
    }
    const rows = fixture.journal.accounts.list();
    expect(new Set(rows.map(({ key }) => key)).size).toBe(3);
    expect(new Set(rows.map(({ colour }) => colour)).size).toBe(3);
    const taken = await Promise.all(
      rows.map(async ({ key, accountId, userId }) => {
        const answer = await startProcess(fixture, systemClock, { account: key }).client.account();
        const said = answer.ok ? [answer.value.id, answer.value.current_user_id] : [];
        return { said, wanted: [accountId, userId] };
      }),
    );
    for (const { said, wanted } of taken) expect(said).toEqual(wanted);
  });
});
