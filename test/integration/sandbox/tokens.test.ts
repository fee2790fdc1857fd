import { afterEach, describe, expect, it } from 'vitest';
import type { SandboxOptions } from '../../../sandbox/options.ts';
import type { HttpAnswer, TestSandbox } from './client.ts';
import { askTokens, at, authorize, send, signIn, startTestSandbox, textAt } from './client.ts';

const START = Date.UTC(2026, 3, 1, 9);
const MINUTE = 60_000;
const DAY = 86_400_000;

let test: TestSandbox;
let now = START;
const start = async (options: SandboxOptions = {}): Promise<void> => {
  now = START;
  test = await startTestSandbox({ now: () => now, ...options });
};
afterEach(() => test.close());

const tokens = (body: Readonly<Record<string, string>>, subdomain = 'romashka'): Promise<HttpAnswer> =>
  askTokens(test.port, test.romashka, subdomain, body);
const refresh = (refreshToken: string): Promise<HttpAnswer> =>
  tokens({ grant_type: 'refresh_token', refresh_token: refreshToken });
const codeFor = (account: string): Promise<string> => authorize(test.port, test.romashka, { account });
const exchange = (code: string, subdomain = 'romashka'): Promise<HttpAnswer> =>
  tokens({ grant_type: 'authorization_code', code }, subdomain);
const account = (token: string, host = 'romashka.localhost'): Promise<HttpAnswer> =>
  send(test.port, { host, token, path: '/api/v4/account' });

describe('a code', () => {
  it('is exchanged for a token in three parts with the claims clients read', async () => {
    await start();
    const answer = await exchange(await codeFor('romashka'));
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ token_type: 'Bearer', expires_in: 86_400 });
    const parts = textAt(answer.body, 'access_token').split('.');
    expect(parts).toHaveLength(3);
    const [header, claims] = parts
      .slice(0, 2)
      .map((part): unknown => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')));
    expect(header).toMatchObject({ typ: 'JWT', alg: 'RS256' });
    expect(claims).toMatchObject({
      aud: test.romashka.clientId,
      account_id: 31_000_001,
      base_domain: 'localhost',
      api_domain: `api-b.localhost:${String(test.port)}`,
      iat: START / 1_000,
      exp: START / 1_000 + 86_400,
    });
  });

  it('is taken from a form as well as from JSON', async () => {
    await start();
    const answer = await send(test.port, {
      host: 'romashka.localhost',
      path: '//oauth2/access_token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        client_id: test.romashka.clientId,
        client_secret: test.romashka.clientSecret,
        redirect_uri: test.romashka.redirectUri,
        grant_type: 'authorization_code',
        code: await codeFor('romashka'),
      }).toString(),
    });
    expect(answer.status).toBe(200);
  });

  it('works once', async () => {
    await start();
    const code = await codeFor('romashka');
    await exchange(code);
    const again = await exchange(code);
    expect(again.status).toBe(400);
    expect(again.body).toMatchObject({ hint: 'Authorization code has been revoked' });
  });

  it('dies after 20 minutes', async () => {
    await start();
    const code = await codeFor('romashka');
    now += 20 * MINUTE;
    expect((await exchange(code)).body).toMatchObject({ hint: 'Authorization code has expired' });
  });

  it('is worth nothing at another account', async () => {
    await start();
    expect((await exchange(await codeFor('romashka'), 'northwind')).status).toBe(400);
  });
});

describe('the token endpoint', () => {
  it.each([
    { client_id: 'x' },
    { client_secret: 'x' },
    { redirect_uri: 'http://127.0.0.1:47823/oauth/callback/' },
  ])('answers %o as an unknown client', async (wrong) => {
    await start();
    const answer = await tokens({ grant_type: 'authorization_code', code: 'x', ...wrong });
    expect(answer.status).toBe(401);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.body).toEqual({
      title: 'Некорректный клиент',
      type: 'https://developers.amocrm.ru/v3/errors/OAuthProblemJson',
      status: 401,
      detail: 'Авторизация клиента не прошла',
    });
  });

  it('says at the www host to go to the account', async () => {
    await start();
    const answer = await send(test.port, { path: '/oauth2/access_token', body: {} });
    expect(answer.body).toMatchObject({ hint: 'Send request to account' });
  });

  it('tells by a refresh token where an account is', async () => {
    await start();
    const { refresh: token } = await signIn(test, 'northwind');
    const answer = await send(test.port, {
      host: 'api-b.localhost',
      path: '/oauth2/account/current/subdomain',
      headers: { 'x-refresh-token': token },
    });
    expect(answer.body).toMatchObject({
      subdomain: 'northwind',
      domain: `northwind.localhost:${String(test.port)}`,
    });
  });
});

describe('an access token', () => {
  it('opens its own account and no other', async () => {
    await start();
    const { access } = await signIn(test, 'romashka');
    expect((await account(access)).status).toBe(200);
    const other = await account(access, 'northwind.localhost');
    expect(other.status).toBe(401);
    expect(other.headers['content-type']).toBe('application/problem+json');
    expect(other.body).toMatchObject({ title: 'Unauthorized', status: 401 });
  });

  it('lives 24 hours', async () => {
    await start();
    const { access } = await signIn(test, 'romashka');
    now += DAY - 1_000;
    expect((await account(access)).status).toBe(200);
    now += 1_000;
    expect((await account(access)).status).toBe(401);
  });

  it('speaks for the user chosen on the page', async () => {
    await start();
    const user = test.sandbox.store.accounts[0]?.users[2]?.id ?? 0;
    const { access } = await signIn(test, 'romashka', user);
    expect(at((await account(access)).body, 'current_user_id')).toBe(user);
  });

  it('and everything else an account gave out dies when it is revoked', async () => {
    await start();
    const { access, refresh: token } = await signIn(test, 'romashka');
    test.sandbox.revoke('romashka');
    expect((await account(access)).status).toBe(401);
    expect((await account(test.romashka.longLivedToken)).status).toBe(401);
    expect((await refresh(token)).body).toMatchObject({ hint: 'Token has been revoked' });
    expect((await account(test.northwind.longLivedToken, 'northwind.localhost')).status).toBe(200);
  });
});

describe('a refresh token', () => {
  it('is replaced at each refresh and dies after three months unused', async () => {
    await start();
    const first = await signIn(test, 'romashka');
    const second = textAt((await refresh(first.refresh)).body, 'refresh_token');
    expect(second).not.toBe(first.refresh);
    now += 93 * DAY;
    const late = await refresh(second);
    expect(late.status).toBe(401);
    expect(late.body).toMatchObject({ hint: 'Token has expired' });
  });

  it('with grace works again until the new pair was used', async () => {
    await start({ grace: true });
    const first = await signIn(test, 'romashka');
    await refresh(first.refresh);
    const again = await refresh(first.refresh);
    expect(again.status).toBe(200);
    await account(textAt(again.body, 'access_token'));
    const after = await refresh(first.refresh);
    expect(after.status).toBe(401);
    expect(after.body).toEqual({
      hint: 'Token has been revoked',
      title: 'Некорректный запрос',
      type: 'https://developers.amocrm.ru/v3/errors/OAuthProblemJson',
      status: 401,
      detail: 'В запросе отсутствует ряд параметров или параметры невалидны',
    });
  });

  it('with grace dies when the new refresh token is used instead', async () => {
    await start({ grace: true });
    const first = await signIn(test, 'romashka');
    await refresh(textAt((await refresh(first.refresh)).body, 'refresh_token'));
    expect((await refresh(first.refresh)).status).toBe(401);
  });

  it('without grace works once', async () => {
    await start({ grace: false });
    const first = await signIn(test, 'romashka');
    expect((await refresh(first.refresh)).status).toBe(200);
    expect((await refresh(first.refresh)).status).toBe(401);
  });
});
