import { afterEach, describe, expect, it } from 'vitest';
import type { SandboxOptions } from '../../../sandbox/options.ts';
import { askTokens, at, send, signIn, startTestSandbox, type TestSandbox } from './client.ts';

const DAY = 86_400_000;
let now = Date.UTC(2026, 3, 1, 9);
let test: TestSandbox;
const start = async (options: SandboxOptions = {}): Promise<void> => {
  test = await startTestSandbox({ now: () => now, ...options });
};
afterEach(() => test.close());

const account = (token: string, host = 'romashka.localhost') =>
  send(test.port, { host, token, path: '/api/v4/account' });
const refresh = (refresh_token: string, subdomain = 'romashka') =>
  askTokens(test.port, test.romashka, subdomain, { grant_type: 'refresh_token', refresh_token });
const subdomainOf = (refreshToken: string) =>
  send(test.port, {
    host: 'api-b.localhost',
    path: '/oauth2/account/current/subdomain',
    headers: { 'x-refresh-token': refreshToken },
  });
const control = (path: string, body: object) => send(test.port, { path: `/_sandbox/${path}`, body });

describe('what can happen to an account outside of the API', () => {
  it('a lapsed tariff answers 402 to the API while tokens are still given', async () => {
    await start();
    const { access, refresh: token } = await signIn(test, 'romashka');
    expect((await control('standing', { account: 'romashka', standing: 'lapsed' })).status).toBe(204);
    expect((await account(access)).status).toBe(402);
    expect((await refresh(token)).status).toBe(200);
    test.sandbox.setStanding('romashka', 'active');
    expect((await account(access)).status).toBe(200);
  });

  it.each(['disabled', 'closed'] as const)(
    '%s: its tokens are dead, the client is refused',
    async (standing) => {
      await start();
      const { access, refresh: token } = await signIn(test, 'romashka');
      test.sandbox.setStanding('romashka', standing);
      expect((await account(access)).status).toBe(401);
      expect((await account(test.romashka.longLivedToken)).status).toBe(401);
      const refused = await refresh(token);
      expect([refused.status, at(refused.body, 'hint')]).toEqual([401, undefined]);
      expect((await subdomainOf(token)).status).toBe(standing === 'closed' ? 404 : 200);
      test.sandbox.setStanding('romashka', 'active');
      expect((await refresh(token)).status).toBe(200);
    },
  );

  it('a closed account may also refuse to say where it is', async () => {
    await start({ closedLookup: 401 });
    const { refresh: token } = await signIn(test, 'romashka');
    test.sandbox.setStanding('romashka', 'closed');
    expect((await subdomainOf(token)).status).toBe(401);
  });

  it('a renamed account is gone from its old host, and the shard tells the new one', async () => {
    await start();
    const { access, refresh: token } = await signIn(test, 'romashka');
    expect((await control('rename', { account: 'romashka', subdomain: 'vasilek' })).status).toBe(204);
    expect((await account(access)).status).toBe(404);
    expect((await refresh(token)).status).toBe(404);
    expect((await subdomainOf(token)).body).toMatchObject({
      subdomain: 'vasilek',
      domain: `vasilek.localhost:${String(test.port)}`,
    });
    expect((await refresh(token, 'vasilek')).status).toBe(200);
    expect((await account(access, 'vasilek.localhost')).status).toBe(200);
    expect((await control('rename', { account: 'vasilek', subdomain: 'northwind' })).status).toBe(400);
  });

  it('the page of the integration shows a fresh code each time, and a long-lived token that ends', async () => {
    await start();
    const open = async (query: string): Promise<string> =>
      (await send(test.port, { path: `/_sandbox/keys?account=romashka${query}` })).text;
    const codes = [await open(''), await open('')].map((text) => /def50200[\da-f]+/u.exec(text)?.[0] ?? '');
    expect(new Set(codes).size).toBe(2);
    for (const code of codes) {
      const answer = await askTokens(test.port, test.romashka, 'romashka', {
        grant_type: 'authorization_code',
        code,
      });
      expect(answer.status).toBe(200);
    }
    const token = /ey[\w-]+\.[\w-]+\.[\w-]+/u.exec(await open('&days=10'))?.[0] ?? '';
    expect((await account(token)).status).toBe(200);
    now += 11 * DAY;
    expect((await account(token)).status).toBe(401);
  });

  it.each([
    [90, 401],
    [92, 200],
  ] as const)('a refresh token of %i days is answered %i after 91', async (refreshDays, status) => {
    await start({ refreshDays });
    const { refresh: token } = await signIn(test, 'romashka');
    now += 91 * DAY;
    expect((await refresh(token)).status).toBe(status);
  });
});
