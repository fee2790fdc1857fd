import { wallTime, monotonicTime, systemClock, type Clock } from '../../../main/common/clock.ts';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createVault } from '../../../main/accounts/vault/vault.ts';
import { readTokens } from '../../../main/accounts/tokens/storedTokens.ts';
import { createJournal } from '../../../main/journal/createJournal.ts';
import { openDatabase } from '../../../main/journal/journalDatabase.ts';
import { openAccountsUnderTest, type AccountsUnderTest } from './accountsUnderTest.ts';
import { signInToRomashka, startProcess, type AppProcess } from './process.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TOKEN_PATH = '/oauth2/access_token';

let fixture: AccountsUnderTest;
/** The true time, ahead of the real one as far as a test says; and how wrong the agent's computer is. */
let ahead = 0;
let wrong = 0;
const clock: Clock = {
  ...systemClock,
  now: () => wallTime(Date.now() + ahead + wrong),
  monotonic: () => monotonicTime(performance.now() + ahead),
};
afterEach(async () => {
  ahead = 0;
  wrong = 0;
  await fixture.close();
});

async function signedIn(options: Parameters<typeof openAccountsUnderTest>[0] = {}): Promise<AppProcess> {
  fixture = await openAccountsUnderTest({ ...options, now: () => Date.now() + ahead });
  await signInToRomashka(fixture);
  return startProcess(fixture, clock);
}
const again = (): AppProcess => startProcess(fixture, clock);
const refreshes = (): number => fixture.sandbox.log().filter(({ path }) => path === TOKEN_PATH).length - 1;
const state = (): string | undefined => fixture.journal.accounts.list()[0]?.state;

describe('tokens survive', () => {
  it('a refresh that is never answered: it is given up, and the next start is signed in', async () => {
    const totalMs = 2_000;
    await signedIn({ totalMs });
    ahead = 25 * HOUR;
    fixture.sandbox.misbehave({ what: 'delay', when: 'after', delayMs: 2 * totalMs, path: TOKEN_PATH });
    expect(await again().tokens.accessToken()).toMatchObject({
      error: { kind: 'unreachable', words: 'request' },
    });
    expect(state()).toBe('ready');
    expect(await again().client.account()).toMatchObject({ ok: true });
  });

  it.each([
    ['a day ahead', DAY],
    ['a day behind', -DAY],
  ])('a clock that was %s at the sign-in, and is right later', async (_words, error) => {
    wrong = error;
    const { client } = await signedIn();
    expect(await client.account()).toMatchObject({ ok: true });
    wrong = 0;
    for (const hours of [1, 12, 23, 26, 60]) {
      ahead = hours * HOUR;
      expect({ hours, ...(await again().client.account()) }).toMatchObject({ hours, ok: true });
    }
  });

  it.each([
    ['a day ahead', DAY],
    ['a day behind', -DAY],
  ])('a clock that goes %s', async (_words, error) => {
    const { client } = await signedIn();
    wrong = error;
    for (const hours of [1, 23, 26, 60]) {
      ahead = hours * HOUR;
      expect({ hours, ...(await client.account()) }).toMatchObject({ hours, ok: true });
    }
    expect(state()).toBe('ready');
  });

  it('a laptop that slept for 100 hours: one refresh when it wakes, whoever asks', async () => {
    const { client, tokens } = await signedIn();
    tokens.start();
    ahead = 100 * HOUR;
    tokens.onSystemResume();
    const answers = await Promise.all(Array.from({ length: 20 }, () => client.account()));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(20);
    expect(refreshes()).toBe(1);
    tokens.stop();
  });

  it.each([
    [89, 90, 'signed in'],
    [91, 92, 'signed in'],
    [91, 90, 'asked to sign in'],
  ] as const)('%i days offline, where "three months" are %i: %s', async (days, refreshDays, outcome) => {
    const { client } = await signedIn({ refreshDays });
    ahead = days * DAY;
    const answer = await client.account();
    expect(answer.ok ? 'signed in' : answer.error.kind).toBe(
      outcome === 'signed in' ? outcome : 'needsSignIn',
    );
    expect(fixture.journal.accounts.list()).toHaveLength(1);
    expect(fixture.journal.secrets.any()).toBe(true);
  });

  it('a full disk at the commit: the new pair is kept in memory, used by nobody, and committed when there is room', async () => {
    await signedIn({ grace: false });
    const database = openDatabase(join(fixture.folder, 'journal.db'));
    const journal = createJournal(database);
    const vault = createVault({
      rows: journal.secrets,
      masterKey: fixture.masterKey,
      randomBytes,
    });
    const process = startProcess(fixture, clock, {
      journal,
      vault,
      // SQLite's own limit: what would make the file grow fails as on a full disk.
      answered: () => void database.pragma(`max_page_count = ${String(database.pragma('page_count'))}`),
    });
    ahead = 25 * HOUR;
    expect(await process.client.account()).toMatchObject({ error: { kind: 'noToken', words: 'disk' } });
    const newest = fixture.sandbox.store.oauth.pairs.at(-1);
    const held = async (): Promise<string | null> => {
      const opened = await vault.open();
      const sealed = opened.ok ? opened.value.get(journal.accounts.list()[0]?.key ?? '', 'tokens') : null;
      return sealed?.ok === true ? (readTokens(sealed.value ?? '')?.refreshToken ?? null) : null;
    };
    expect(await held()).not.toBe(newest?.refreshToken);
    const carried = fixture.sandbox.log().filter(({ path }) => path === '/api/v4/account').length;
    expect(carried, 'the sign-in asked once; the new pair was not used').toBe(1);
    database.pragma('max_page_count = 1000000');
    expect(await process.client.account()).toMatchObject({ ok: true });
    expect(await held()).toBe(newest?.refreshToken);
    expect(refreshes()).toBe(1);
    journal.close();
  });
});

describe('what happens to an account at the service', () => {
  it.each([
    ['disabled', 404, 'integrationDisabled'],
    ['closed', 404, 'accountClosed'],
    // Where the service does not say, the text of this state names the closed account, too.
    ['closed', 401, 'integrationDisabled'],
  ] as const)(
    '%s (lookup %i): said, nothing given up, and well again without a sign-in',
    async (standing, closedLookup, reason) => {
      const { client, tokens, heard } = await signedIn({ closedLookup });
      ahead = HOUR;
      fixture.sandbox.setStanding('romashka', standing);
      expect(await client.account()).toMatchObject({ error: { kind: 'noToken' } });
      expect(heard.at(-1)).toMatchObject({ kind: 'refused', reason });
      const asked = refreshes();
      for (let time = 0; time < 20; time += 1) await client.account();
      expect(refreshes(), 'it is not asked again and again').toBe(asked);
      expect(
        heard.slice(1).some((failure) => failure === null),
        'nor called well in between',
      ).toBe(false);
      expect(state()).toBe('ready');
      fixture.sandbox.setStanding('romashka', 'active');
      tokens.tryAgain();
      expect(await client.account()).toMatchObject({ ok: true });
      expect(heard.at(-1)).toBeNull();
    },
  );

  it('the tariff lapsed and paid again: 402 until then, tokens untouched', async () => {
    const { client } = await signedIn();
    fixture.sandbox.setStanding('romashka', 'lapsed');
    expect(await client.account()).toMatchObject({ error: { kind: 'paymentRequired' } });
    ahead = 25 * HOUR;
    expect(await client.account()).toMatchObject({ error: { kind: 'paymentRequired' } });
    expect(refreshes()).toBe(1);
    fixture.sandbox.setStanding('romashka', 'active');
    expect(await client.account()).toMatchObject({ ok: true });
  });

  it.each([HOUR, 25 * HOUR])(
    'renamed, %i ms after the sign-in: found at its new host and followed',
    async (later) => {
      const { client } = await signedIn();
      ahead = later;
      fixture.sandbox.rename('romashka', 'vasilek');
      const lists = await Promise.all([client.account(), client.users(), client.account()]);
      expect(lists.map(({ ok }) => ok)).toEqual([true, true, true]);
      expect(fixture.journal.accounts.list()[0]).toMatchObject({
        subdomain: 'vasilek',
        host: `vasilek.localhost:${String(fixture.zone.port)}`,
        state: 'ready',
      });
      expect(await again().client.account()).toMatchObject({ ok: true });
    },
  );

  it('renamed while signed in with a long-lived token: followed, too', async () => {
    fixture = await openAccountsUnderTest({ now: () => Date.now() + ahead });
    const token = fixture.sandbox.issueLongLived('romashka', 30 * 86_400) ?? '';
    expect(await fixture.signIn.withToken(fixture.zone, { address: 'romashka', token })).toMatchObject({
      phase: 'done',
    });
    fixture.sandbox.rename('romashka', 'vasilek');
    expect(await again().client.account()).toMatchObject({ ok: true });
    expect(fixture.journal.accounts.list()[0]?.subdomain).toBe('vasilek');
  });

  it('a long-lived token is never refreshed, and over when the service says so', async () => {
    fixture = await openAccountsUnderTest({ now: () => Date.now() + ahead });
    const token = fixture.sandbox.issueLongLived('romashka', 30 * 86_400) ?? '';
    await fixture.signIn.withToken(fixture.zone, { address: 'romashka', token });
    const { client, tokens } = again();
    tokens.start();
    ahead = 29 * DAY;
    tokens.onSystemResume();
    expect(await client.account()).toMatchObject({ ok: true });
    ahead = 31 * DAY;
    expect(await client.account()).toMatchObject({ error: { kind: 'needsSignIn' } });
    expect(fixture.sandbox.log().filter(({ path }) => path === TOKEN_PATH)).toEqual([]);
    expect(state()).toBe('needsSignIn');
    expect(fixture.journal.secrets.any()).toBe(true);
    tokens.stop();
  });
});
