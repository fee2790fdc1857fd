import { afterEach, describe, expect, it } from 'vitest';
import { createTokens, type AccountTokens } from '../../../main/accounts/tokens.ts';
import { askWhereabouts } from '../../../main/accounts/whereabouts.ts';
import { createCrmClient } from '../../../main/amocrm/createCrmClient.ts';
import { createLimiter } from '../../../main/amocrm/limiter.ts';
import { refreshTokens } from '../../../main/amocrm/oauth.ts';
import { createTransport } from '../../../main/amocrm/transport.ts';
import { systemClock, type Clock } from '../../../main/clock.ts';
import { fail } from '../../../main/result.ts';
import type { CrmClient } from '../../../main/amocrm/client.ts';
import { browser, decide, openDesk, settled, type Desk } from './desk.ts';

const HOUR = 3_600_000;
const TOKEN_PATH = '/oauth2/access_token';

let desk: Desk;
let ahead = 0;
/** The real time, as far ahead as a test says. */
const clock: Clock = { now: () => Date.now() + ahead, schedule: (ms, run) => systemClock.schedule(ms, run) };
afterEach(async () => {
  ahead = 0;
  await desk.close();
});

interface SignedInAccount {
  readonly tokens: AccountTokens;
  readonly client: CrmClient;
}

/** A process over the desk's journal: tokens and a client of the account that is signed in. */
function startProcess(random = 0): SignedInAccount {
  const [row] = desk.journal.accounts.list();
  if (row === undefined) throw new Error('nobody is signed in');
  const tokens = createTokens({
    account: row.key,
    accounts: desk.journal.accounts,
    vault: desk.vault,
    transaction: (work) => desk.journal.transaction(work),
    refresh: ({ host, clientId, redirectUri }, clientSecret, refreshToken) =>
      refreshTokens(desk.exchange, host, { clientId, clientSecret, redirectUri }, refreshToken),
    whereabouts: (known, stored) => askWhereabouts(desk.exchange, known, stored),
    clock,
    random: () => random,
  });
  const transport = createTransport({
    host: row.host,
    tokens,
    limiter: createLimiter({ clock, requestsPerSecond: 5000 }),
    exchange: desk.exchange,
    clock,
    random: () => 0,
  });
  return { tokens, client: createCrmClient(transport) };
}

async function signedIn(options: { readonly grace?: boolean } = {}): Promise<SignedInAccount> {
  desk = await openDesk({ ...options, now: () => clock.now() });
  await desk.signIn.start(desk.zone, desk.integration);
  await browser.get(await decide(desk.opened[0] ?? '', { decision: 'allow', account: 'romashka' }));
  expect(await settled(desk.signIn)).toMatchObject({ phase: 'done' });
  return startProcess();
}

const refreshes = (): number => desk.sandbox.log().filter(({ path }) => path === TOKEN_PATH).length - 1;
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
    for (const pair of desk.sandbox.store.oauth.pairs) pair.isAccessRevoked = true;
    const answers = await Promise.all(Array.from({ length: 50 }, () => client.account()));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(50);
    expect(refreshes()).toBe(1);
  });

  it('has the new pair in the journal before the first request carries it', async () => {
    const { client, tokens } = await signedIn();
    ahead = 25 * HOUR;
    const held = desk.sandbox
      .waitFor(
        ({ request, phase }) => phase === 'received' && request.path.startsWith('/api/') && refreshes() === 1,
      )
      .then(async () =>
        desk.journal.secrets.get(desk.journal.accounts.list()[0]?.key ?? '', 'previousTokens'),
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
      desk.sandbox.misbehave({ what, path: TOKEN_PATH, when: 'after' });
      expect(await startProcess().tokens.accessToken()).toMatchObject(unreachable);
      expect(await startProcess().client.account()).toMatchObject({ ok: true });
      expect(refreshes()).toBe(2);
    },
  );

  it('needs a sign-in when the answer was lost and the service gives no grace; another sign-in mends it', async () => {
    await signedIn({ grace: false });
    ahead = 25 * HOUR;
    desk.sandbox.misbehave({ what: 'dropAfter', path: TOKEN_PATH });
    expect(await startProcess().tokens.accessToken()).toMatchObject(unreachable);
    const { client } = startProcess();
    expect(await client.account()).toEqual(fail({ kind: 'needsSignIn', words: 'Token has been revoked' }));
    expect(desk.journal.accounts.list()[0]?.state).toBe('needsSignIn');
    const before = refreshes();
    expect(await client.account()).toMatchObject({ error: { kind: 'needsSignIn' } });
    expect(refreshes()).toBe(before);
    await desk.signIn.again(desk.journal.accounts.list()[0]?.key ?? '');
    await browser.get(await decide(desk.opened.at(-1) ?? '', { decision: 'allow', account: 'romashka' }));
    expect(await settled(desk.signIn)).toMatchObject({ phase: 'done' });
    expect(await client.account()).toMatchObject({ ok: true });
  });

  it.each(['500', '403html', 'htmlOk', 'dropBefore'] as const)(
    'stays signed in when the refresh is answered with %s',
    async (what) => {
      await signedIn();
      ahead = 25 * HOUR;
      desk.sandbox.misbehave({ what, path: TOKEN_PATH });
      expect(await startProcess().tokens.accessToken()).toMatchObject(unreachable);
      expect(desk.journal.accounts.list()[0]?.state).toBe('ready');
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
    desk.sandbox.revoke('romashka');
    expect(await client.account()).toMatchObject({ error: { kind: 'needsSignIn' } });
    expect(desk.journal.accounts.list()).toHaveLength(1);
    expect(desk.journal.secrets.any()).toBe(true);
  });
});
