import { connect } from 'node:net';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { readTokens } from '../../../../main/accounts/tokens/storedTokens.ts';
import {
  browser,
  decide,
  openAccountsUnderTest,
  settled,
  type AccountsUnderTest,
} from '../accountsUnderTest.ts';

let fixture: AccountsUnderTest;
afterEach(() => fixture.close());

const ALLOW = { decision: 'allow', account: 'romashka' };

/** Starts a sign-in; the URL the browser was opened with. */
async function started(): Promise<string> {
  fixture = await openAccountsUnderTest();
  expect(await fixture.signIn.start(fixture.zone, fixture.integration)).toMatchObject({
    phase: 'browser',
    zone: 'sandbox',
  });
  return fixture.opened.at(-1) ?? '';
}

/** Requests the sandbox got with a code, a token or a secret in them. */
const outbound = (): readonly string[] =>
  fixture.sandbox
    .log()
    .map(({ path }) => path)
    .filter((path) => path !== '/oauth');

describe('signing in', () => {
  it('brings an agent from the browser to a named account whose tokens are sealed', async () => {
    const callback = await decide(await started(), ALLOW);
    const answer = await browser.get(callback);
    expect(answer.statusCode).toBe(303);
    expect(answer.headers['cache-control']).toBe('no-store');
    const done = await browser.get(new URL(answer.headers.location ?? '', callback));
    expect(done.url).not.toMatch(/code|state/u);
    expect(done.body).toContain('Back to Ringside');
    expect(done.headers['content-security-policy']).toContain("default-src 'none'");
    const state = await settled(fixture.signIn);
    const [row] = fixture.journal.accounts.list();
    expect(state).toEqual({ phase: 'done', account: row?.key });
    expect(fixture.signedIn).toEqual([row]);
    const romashka = fixture.sandbox.store.accounts.find(({ account }) => account.subdomain === 'romashka');
    expect(row).toMatchObject({
      key: `sandbox:${String(romashka?.account.id)}:${String(romashka?.account.agent_id)}`,
      host: `romashka.localhost:${String(fixture.zone.port)}`,
      name: romashka?.account.name,
      userName: romashka?.users.find(({ id }) => id === romashka.account.agent_id)?.name,
      region: 'RU',
      state: 'ready',
    });
    const vault = await fixture.vault.open();
    const sealed = vault.ok ? vault.value.get(row?.key ?? '', 'tokens') : null;
    const tokens = sealed?.ok === true ? readTokens(sealed.value ?? '') : null;
    expect(tokens?.accessToken.split('.')).toHaveLength(3);
    expect(vault.ok && vault.value.get('sandbox:pending', 'tokens')).toEqual({ ok: true, value: null });
    // Nothing readable on disk.
    for (const name of readdirSync(fixture.folder)) {
      const bytes = readFileSync(join(fixture.folder, name));
      for (const secret of [tokens?.accessToken, tokens?.refreshToken, fixture.integration.clientSecret]) {
        expect(bytes.includes(secret ?? 'missing')).toBe(false);
      }
    }
  });

  it('signs in again to the same account without a second row, and to another one beside it', async () => {
    await browser.get(await decide(await started(), ALLOW));
    await settled(fixture.signIn);
    const [first] = fixture.journal.accounts.list();
    if (first === undefined) throw new Error('no account');
    fixture.journal.accounts.put({ ...first, colour: '#123456', state: 'needsSignIn' });
    expect(await fixture.signIn.again(first.key)).toMatchObject({ phase: 'browser' });
    await browser.get(await decide(fixture.opened.at(-1) ?? '', ALLOW));
    await settled(fixture.signIn);
    expect(fixture.journal.accounts.list()).toEqual([{ ...first, colour: '#123456', state: 'ready' }]);
    await fixture.signIn.start(fixture.zone, fixture.integration);
    await browser.get(await decide(fixture.opened.at(-1) ?? '', { ...ALLOW, account: 'northwind' }));
    await settled(fixture.signIn);
    expect(fixture.journal.accounts.list().map(({ subdomain, position }) => [subdomain, position])).toEqual([
      ['romashka', 0],
      ['northwind', 1],
    ]);
  });

  it('tells the agent that it was not allowed, and sends nothing', async () => {
    const callback = await decide(await started(), { decision: 'deny' });
    await browser.get(callback);
    expect(await settled(fixture.signIn)).toMatchObject({ phase: 'failed', failure: 'denied' });
    expect(outbound()).toEqual([]);
  });

  it('sends nothing for a callback with no, a wrong or a doubled state, and survives it', async () => {
    const callback = await decide(await started(), ALLOW);
    const state = callback.searchParams.get('state') ?? '';
    for (const replace of ['', 'state=wrong', `state=${state}x`, `state=${state}&state=${state}`]) {
      const attack = new URL(callback);
      attack.search = callback.search.replace(`state=${state}`, replace);
      expect((await browser.get(attack)).statusCode).toBe(400);
    }
    expect(outbound()).toEqual([]);
    expect(fixture.signIn.state().phase).toBe('browser');
    await browser.get(callback);
    expect(await settled(fixture.signIn)).toMatchObject({ phase: 'done' });
  });

  it('takes one answer only, however often it is replayed', async () => {
    const callback = await decide(await started(), ALLOW);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => browser.get(callback)));
    const statuses = answers.map(({ statusCode }) => statusCode);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([303, 400, 400, 400, 400]);
    await settled(fixture.signIn);
    expect(outbound().filter((path) => path === '/oauth2/access_token')).toHaveLength(1);
  });

  it.each(['evil.example', 'romashka.amocrm.ru', 'romashka.localhost:1', 'user@romashka.localhost'])(
    'sends nothing to the foreign host %s, and says so',
    async (referer) => {
      const callback = await decide(await started(), ALLOW);
      callback.searchParams.set('referer', referer);
      await browser.get(callback);
      expect(await settled(fixture.signIn)).toEqual({
        phase: 'failed',
        zone: 'sandbox',
        failure: 'foreignHost',
        words: referer,
      });
      expect(outbound()).toEqual([]);
    },
  );

  it('answers nobody but a navigation of this computer', async () => {
    const callback = await decide(await started(), ALLOW);
    const asked = [
      browser.get(callback, { headers: { host: `evil.example:${callback.port}` } }),
      browser.get(callback, { headers: { 'sec-fetch-mode': 'cors' } }),
      browser.post(callback, { form: {} }),
      browser.get(new URL('/', callback)),
      browser.get(new URL('/done', callback)),
      browser.get(`${callback.href}&x=${'y'.repeat(10_000)}`),
    ];
    const statuses = (await Promise.all(asked)).map(({ statusCode }) => statusCode);
    expect(statuses).toEqual([403, 403, 405, 404, 404, 414]);
    expect(fixture.signIn.state().phase).toBe('browser');
    expect(outbound()).toEqual([]);
  });

  it('still hears the browser when a thousand connections were opened to be silent', async () => {
    const callback = await decide(await started(), ALLOW);
    const sockets = Array.from({ length: 1000 }, () =>
      connect(Number(callback.port), '127.0.0.1').on('error', () => undefined),
    );
    // A connection beyond the most it holds is cut off at once. One it took is answered, and used up the state.
    await expect
      .poll(async () => (await browser.get(callback).catch(() => null))?.statusCode, { timeout: 50_000 })
      .toBe(303);
    for (const socket of sockets) socket.destroy();
    expect(await settled(fixture.signIn)).toMatchObject({ phase: 'done' });
  });

  it('frees the port when it is cancelled, and when another sign-in takes its place', async () => {
    const first = await started();
    const { port } = new URL(fixture.integration.redirectUri);
    await Promise.all([
      fixture.signIn.start(fixture.zone, fixture.integration),
      fixture.signIn.start(fixture.zone, fixture.integration),
    ]);
    expect(fixture.signIn.state().phase).toBe('browser');
    const late = await decide(first, ALLOW);
    expect((await browser.get(late)).statusCode).toBe(400);
    await fixture.signIn.cancel();
    expect(fixture.signIn.state()).toEqual({ phase: 'idle' });
    await expect(browser.get(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('names the port that is in use, and takes no other', async () => {
    fixture = await openAccountsUnderTest();
    const { port } = new URL(fixture.integration.redirectUri);
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(Number(port), '127.0.0.1', resolve));
    expect(await fixture.signIn.start(fixture.zone, fixture.integration)).toEqual({
      phase: 'failed',
      zone: 'sandbox',
      failure: 'portInUse',
      words: port,
    });
    expect(fixture.opened).toEqual([]);
    await new Promise((resolve) => other.close(resolve));
    // Free again: the browser opens without the agent asking once more.
    await expect.poll(() => fixture.signIn.state().phase).toBe('browser');
    expect(fixture.opened).toHaveLength(1);
  });

  it('tells a wrong secret, a dead code and a silent service apart, and keeps nothing of them', async () => {
    fixture = await openAccountsUnderTest();
    const outcomes: unknown[] = [];
    const attempt = async (clientSecret: string, prepare: (callback: URL) => void): Promise<void> => {
      await fixture.signIn.start(fixture.zone, { ...fixture.integration, clientSecret });
      const callback = await decide(fixture.opened.at(-1) ?? '', ALLOW);
      prepare(callback);
      await browser.get(callback);
      const state = await settled(fixture.signIn);
      outcomes.push(state.phase === 'failed' ? state.failure : state.phase);
    };
    const { clientSecret } = fixture.integration;
    await attempt('not-the-secret', () => undefined);
    await attempt(clientSecret, (callback) => {
      callback.searchParams.set('code', 'def50200');
    });
    const path = '/oauth2/access_token';
    await attempt(clientSecret, () => {
      fixture.sandbox.misbehave({ what: '500', path });
    });
    await attempt(clientSecret, () => {
      fixture.sandbox.misbehave({ what: '403html', path });
    });
    await attempt(clientSecret, () => {
      fixture.sandbox.misbehave({ what: 'htmlOk', path });
    });
    await attempt(clientSecret, () => {
      fixture.sandbox.misbehave({ what: '403html', path: '/api/v4/account' });
    });
    expect(outcomes).toEqual([
      'wrongClient',
      'codeUnknown',
      'serviceUnreachable',
      'serviceBlocked',
      'serviceUnreachable',
      'serviceBlocked',
    ]);
    expect(fixture.journal.accounts.list()).toEqual([]);
    expect(fixture.journal.secrets.any()).toBe(false);
  });
});
