import { afterEach, describe, expect, it } from 'vitest';
import { entriesOf } from '../../../sandbox/validation.ts';
import type { HttpAnswer, TestSandbox } from './client.ts';
import { at, keysAt, askTokens, romashkaOf, send, signIn, startTestSandbox } from './client.ts';

let test: TestSandbox;
afterEach(() => test.close());

const claimsOf = (token: string): ReadonlyMap<string, unknown> => {
  const parsed: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  return entriesOf(parsed);
};

describe('an account of a real zone', () => {
  it.each([
    ['amocrm.ru', 'ru'],
    ['kommo.com', 'com'],
  ] as const)('%s: its tokens and its host name the zone', async (domain, topLevel) => {
    test = await startTestSandbox({ contacts: 30, domain });
    const token = test.romashka.longLivedToken;
    const claims = claimsOf(token);
    expect([claims.get('base_domain'), claims.get('api_domain')]).toEqual([domain, `api-b.${domain}`]);
    const ask = (host: string, path: string, bearer = token): Promise<HttpAnswer> =>
      send(test.port, { host, path, token: bearer });
    const here = {
      id: 31_000_001,
      subdomain: 'romashka',
      domain: `romashka.${domain}`,
      top_level_domain: topLevel,
    };
    for (const host of [`www.${domain}`, `romashka.${domain}`]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect((await ask(host, '/oauth2/account/subdomain')).body).toEqual(here);
    }
    expect((await ask(`www.${domain}`, '/oauth2/account/subdomain', 'no')).status).toBe(401);
    expect((await ask(`api-b.${domain}`, '/api/v4/account')).body).toMatchObject({ subdomain: 'romashka' });
  });

  it('answers where a refresh token belongs, as the token endpoint names it', async () => {
    test = await startTestSandbox({ contacts: 30 });
    const { refresh } = await signIn(test, 'romashka');
    const answer = await send(test.port, {
      host: 'api-b.localhost',
      path: '/oauth2/account/current/subdomain',
      headers: { 'x-refresh-token': refresh },
    });
    expect(answer.body).toMatchObject({ subdomain: 'romashka', top_level_domain: 'localhost' });
    const again = await askTokens(test.port, test.romashka, 'romashka', {
      grant_type: 'refresh_token',
      refresh_token: refresh,
    });
    expect(at(again.body, 'server_time')).toBeTypeOf('number');
  });
});

describe('the price of a lead', () => {
  const price = async (subdomain: 'romashka' | 'northwind', sent: unknown): Promise<HttpAnswer> => {
    const account = test[subdomain];
    const host = `${subdomain}.localhost`;
    const token = account.longLivedToken;
    const made = await send(test.port, { host, token, path: '/api/v4/leads', body: [{ price: sent }] });
    if (made.status !== 200) return made;
    const id = String(at(made.body, '_embedded', 'leads', 0, 'id'));
    return send(test.port, { host, token, path: `/api/v4/leads/${id}` });
  };

  it('has cents on Kommo, in requests and in answers', async () => {
    test = await startTestSandbox({ contacts: 30 });
    expect((await price('northwind', 1_250.75)).body).toMatchObject({
      price: 1_251,
      price_with_minor_units: 1_250.75,
    });
    expect((await price('northwind', 40)).body).toMatchObject({ price: 40, price_with_minor_units: 40 });
  });

  it('is whole on amoCRM', async () => {
    test = await startTestSandbox({ contacts: 30 });
    expect((await price('romashka', 1_250.75)).status).toBe(400);
    const whole = await price('romashka', 40);
    expect(whole.body).toMatchObject({ price: 40 });
    expect(keysAt(whole.body)).not.toContain('price_with_minor_units');
  });
});

describe('X-Context-User-ID', () => {
  it("makes an admin's token write in a colleague's name; nobody else's does", async () => {
    test = await startTestSandbox({ contacts: 30 });
    const [, agent] = romashkaOf(test).users;
    const as = (id: number | undefined): Readonly<Record<string, string>> => ({
      'x-context-user-id': String(id),
    });
    const made = await test.ask('/api/v4/contacts', { body: [{ name: 'A' }], headers: as(agent?.id) });
    const path = `/api/v4/contacts/${String(at(made.body, '_embedded', 'contacts', 0, 'id'))}`;
    expect((await test.ask(path)).body).toMatchObject({ created_by: agent?.id });
    expect((await test.ask(path, { headers: as(1) })).status).toBe(403);
    const { access } = await signIn(test, 'romashka', agent?.id);
    const other = as(romashkaOf(test).users[0]?.id);
    expect((await test.ask(path, { token: access, headers: other })).status).toBe(403);
    expect((await test.ask(path, { token: access, headers: as(agent?.id) })).status).toBe(200);
  });
});
