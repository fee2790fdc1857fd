import { wallTime, monotonicTime, systemClock, type Clock } from '../../../main/common/clock.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { fail } from '../../../main/common/result.ts';
import {
  browser,
  decide,
  openAccountsUnderTest,
  settled,
  type AccountsUnderTest,
} from './accountsUnderTest.ts';
import { signInToRomashka, startProcess as startProcessOn, type AppProcess } from './process.ts';

const HOUR = 3_600_000;
const TOKEN_PATH = '/oauth2/access_token';

let fixture: AccountsUnderTest;
let ahead = 0;
/** The real time, as far ahead as a test says. */
const clock: Clock = {
  ...systemClock,
  now: () => wallTime(Date.now() + ahead),
  monotonic: () => monotonicTime(performance.now() + ahead),
};
afterEach(async () => {
  ahead = 0;
  await fixture.close();
});

const startProcess = (): AppProcess => startProcessOn(fixture, clock);

async function signedIn(options: { readonly grace?: boolean } = {}): Promise<AppProcess> {
  fixture = await openAccountsUnderTest({ ...options, now: () => clock.now() });
  await signInToRomashka(fixture);
  return startProcess();
}

const refreshes = (): number => fixture.sandbox.log().filter(({ path }) => path === TOKEN_PATH).length - 1;
const unreachable = { ok: false, error: { kind: 'unreachable' } };

describe('tokens against the real wire', () => {
  it('refreshes once for a thousand requests over an expired token, and all of them are answered', async () => {
    const { client } = await signedIn();
    ahead = 25 * HOUR;
    const answers = await Promise.all(Array.from({ length: 1000 }, () => client.account()));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1000);
    expect(refreshes()).toBe(1);
  });

  it('refreshes once when the service ends a token early', async () => {
    const { client } = await signedIn();
    ahead = HOUR;
    for (const pair of fixture.sandbox.store.oauth.pairs) pair.isAccessRevoked = true;
    const answers = await Promise.all(Array.from({ length: 50 }, () => client.account()));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(50);
    expect(refreshes()).toBe(1);
  });

  it('has the new pair in the journal before the first request carries it', async () => {
    const { client, tokens } = await signedIn();
    ahead = 25 * HOUR;
    const held = fixture.sandbox
      .waitFor(
        ({ request, phase }) => phase === 'received' && request.path.startsWith('/api/') && refreshes() === 1,
      )
      .then(async () =>
        fixture.journal.secrets.get(fixture.journal.accounts.list()[0]?.key ?? '', 'previousTokens'),
      );
    expect(await client.account()).toMatchObject({ ok: true });
    expect(await held).not.toBeNull();
    expect(await tokens.accessToken()).toMatchObject({ ok: true });
  });

  it.each(['dropAfter', 'truncated'] as const)(
    'gets on with the old token when the answer was lost (%s) and the service gives grace',
    async (what) => {
      await signedIn({ grace: true });
      ahead = 25 * HOUR;
      fixture.sandbox.misbehave({ what, path: TOKEN_PATH, when: 'after' });
      expect(await startProcess().tokens.accessToken()).toMatchObject(unreachable);
      expect(await startProcess().client.account()).toMatchObject({ ok: true });
      expect(refreshes()).toBe(2);
    },
  );

  it('needs a sign-in when the answer was lost and the service gives no grace; another sign-in mends it', async () => {
    await signedIn({ grace: false });
    ahead = 25 * HOUR;
    fixture.sandbox.misbehave({ what: 'dropAfter', path: TOKEN_PATH });
    expect(await startProcess().tokens.accessToken()).toMatchObject(unreachable);
    const { client } = startProcess();
    expect(await client.account()).toEqual(fail({ kind: 'needsSignIn', words: 'Token has been revoked' }));
    expect(fixture.journal.accounts.list()[0]?.state).toBe('needsSignIn');
    const before = refreshes();
    expect(await client.account()).toMatchObject({ error: { kind: 'needsSignIn' } });
    expect(refreshes()).toBe(before);
    await fixture.signIn.again(fixture.journal.accounts.list()[0]?.key ?? '');
    await browser.get(await decide(fixture.opened.at(-1) ?? '', { decision: 'allow', account: 'romashka' }));
    expect(await settled(fixture.signIn)).toMatchObject({ phase: 'done' });
    expect(await client.account()).toMatchObject({ ok: true });
  });

  it.each(['500', '403html', 'htmlOk', 'dropBefore'] as const)(
    'stays signed in when the refresh is answered with %s',
    async (what) => {
      await signedIn();
      ahead = 25 * HOUR;
      fixture.sandbox.misbehave({ what, path: TOKEN_PATH });
      expect(await startProcess().tokens.accessToken()).toMatchObject(unreachable);
      expect(fixture.journal.accounts.list()[0]?.state).toBe('ready');
      expect(await startProcess().client.account()).toMatchObject({ ok: true });
    },
  );

  it('is signed in after 89 days offline, and asks for a sign-in when the service forgot it', async () => {
    const { client } = await signedIn();
    ahead = 89 * 24 * HOUR;
    expect(await client.account()).toMatchObject({ ok: true });
    ahead += 93 * 24 * HOUR;
    expect(await client.account()).toEqual(fail({ kind: 'needsSignIn', words: 'Token has expired' }));
  });

  it('asks for a sign-in when the integration was taken away, and deletes nothing', async () => {
    const { client } = await signedIn();
    ahead = HOUR;
    fixture.sandbox.revoke('romashka');
    expect(await client.account()).toMatchObject({ error: { kind: 'needsSignIn' } });
    expect(fixture.journal.accounts.list()).toHaveLength(1);
    expect(fixture.journal.secrets.any()).toBe(true);
  });
});
