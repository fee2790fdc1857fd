import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestSandbox } from './client.ts';
import { at, listAt, send, signIn, startTestSandbox } from './client.ts';

let test: TestSandbox;
beforeAll(async () => {
  test = await startTestSandbox();
});
afterAll(() => test.close());

const stored = (): TestSandbox['sandbox']['store']['accounts'][number] => {
  const [account] = test.sandbox.store.accounts;
  if (!account) throw new Error('no account');
  return account;
};

const keysOf = (value: unknown): string[] =>
  typeof value === 'object' && value !== null ? Object.keys(value) : [];

describe('GET /account', () => {
  it('is complete, with whole numbers as times', async () => {
    const answer = await test.ask(
      '/api/v4/account?with=amojo_id,uuid,amojo_rights,users_groups,task_types,version,entity_names,datetime_settings,drive_url,is_api_filter_enabled',
    );
    expect(answer.headers['content-type']).toBe('application/hal+json');
    expect(answer.body).toMatchObject({
      id: 31_000_001,
      subdomain: 'romashka',
      current_user_id: stored().account.agent_id,
      country: 'RU',
      currency: 'RUB',
      is_api_filter_enabled: true,
      version: 11,
      _embedded: {
        users_groups: [{ id: 0 }],
        task_types: [{ id: 1 }, { id: 2 }],
        datetime_settings: { timezone: 'Europe/Moscow', timezone_offset: '+03:00', date_format: 'd.m.Y' },
      },
    });
    expect([at(answer.body, 'created_at'), at(answer.body, 'updated_at')].every(Number.isInteger)).toBe(true);
  });

  it('leaves out what was not asked for', async () => {
    const { body } = await test.ask('/api/v4/account');
    expect(body).not.toHaveProperty('_embedded');
    expect(body).not.toHaveProperty('version');
  });

  it('of the English account is American', async () => {
    const answer = await send(test.port, {
      host: 'northwind.localhost',
      token: test.northwind.longLivedToken,
      path: '/api/v4/account?with=datetime_settings',
    });
    expect(answer.body).toMatchObject({
      country: 'US',
      currency: 'USD',
      _embedded: { datetime_settings: { timezone: 'America/New_York' } },
    });
  });

  it('is also found at the shard the token names', async () => {
    const answer = await send(test.port, {
      host: 'api-b.localhost',
      token: test.romashka.longLivedToken,
      path: '/api/v4/account',
    });
    expect(at(answer.body, 'subdomain')).toBe('romashka');
  });
});

describe('what is not there', () => {
  it.each([
    [undefined, 401],
    ['nonsense', 401],
  ])('a request with the token %s is 401', async (token, status) => {
    const answer = await send(test.port, {
      host: 'northwind.localhost',
      path: '/api/v4/contacts',
      ...(token !== undefined && { token }),
    });
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({
      title: 'Unauthorized',
      type: 'https://httpstatus.es/401',
      status: 401,
      detail: 'Invalid user name or password',
    });
  });

  it('a route is 404 "Cannot GET"', async () => {
    const answer = await test.ask('/api/v4/nothing');
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(at(answer.body, 'detail')).toContain('Cannot GET http://romashka.localhost');
  });

  it('an account is 404', async () => {
    const answer = await send(test.port, { host: 'other.localhost', path: '/api/v4/account', token: 'x' });
    expect(answer.status).toBe(404);
  });
});

describe('users', () => {
  it('are listed with totals for an admin', async () => {
    const answer = await test.ask('/api/v4/users?with=group');
    expect(answer.body).toMatchObject({ _total_items: 5, _page: 1, _page_count: 1 });
    const users = listAt(answer.body, '_embedded', 'users');
    expect(users.map((one) => at(one, 'rights', 'is_admin'))).toEqual([true, false, false, false, false]);
    expect((await test.ask(`/api/v4/users/${String(at(users[1], 'id'))}`)).status).toBe(200);
    expect((await test.ask('/api/v4/users/1')).status).toBe(404);
  });

  it('are forbidden to others, in JSON', async () => {
    const { access } = await signIn(test, 'romashka', stored().users[1]?.id);
    const answer = await test.ask('/api/v4/users', { token: access });
    expect(answer.status).toBe(403);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(at(answer.body, 'title')).toBe('Forbidden');
    expect((await test.ask('/api/v4/contacts', { token: access })).status).toBe(200);
  });

  it('the owner of a token is at /v3/user', async () => {
    expect(at((await test.ask('/v3/user')).body, 'id')).toBe(stored().account.agent_id);
  });
});

describe('leads', () => {
  it('embed tags and companies, and the rest only when asked for', async () => {
    const bare = await test.ask('/api/v4/leads?limit=1');
    expect(keysOf(at(bare.body, '_embedded', 'leads', 0, '_embedded'))).toEqual(['tags', 'companies']);
    const full = await test.ask('/api/v4/leads?limit=1&with=contacts,catalog_elements,loss_reason');
    const embedded = at(full.body, '_embedded', 'leads', 0, '_embedded');
    expect(embedded).toMatchObject({
      contacts: [{ is_main: true }],
      catalog_elements: [],
    });
    expect(keysOf(embedded)).toContain('loss_reason');
  });

  it('are filtered by stage within a pipeline', async () => {
    const [pipeline] = stored().pipelines;
    const answer = await test.ask(
      `/api/v4/leads?limit=250&filter[statuses][0][pipeline_id]=${String(pipeline?.id)}&filter[statuses][0][status_id]=142`,
    );
    const leads = listAt(answer.body, '_embedded', 'leads');
    expect(leads).toHaveLength(
      stored()
        .leads.all()
        .filter((one) => one.status_id === 142).length,
    );
    expect(leads.length).toBeGreaterThan(0);
    expect(at(leads[0], 'closed_at')).toBeTypeOf('number');
  });

  it('answer 204 for an unknown id and for an empty bin', async () => {
    expect((await test.ask('/api/v4/leads/1')).status).toBe(204);
    expect((await test.ask('/api/v4/leads?with=only_deleted')).status).toBe(204);
  });

  it('stand in a pipeline whose won and lost stages are 142 and 143', async () => {
    const answer = await test.ask('/api/v4/leads/pipelines');
    const [pipeline] = listAt(answer.body, '_embedded', 'pipelines');
    const statuses = listAt(pipeline, '_embedded', 'statuses');
    expect(statuses.map((one) => at(one, 'id')).slice(-2)).toEqual([142, 143]);
    expect(at(statuses[0], 'type')).toBe(1);
    expect((await test.ask(`/api/v4/leads/pipelines/${String(at(pipeline, 'id'))}`)).status).toBe(200);
    expect((await test.ask('/api/v4/leads/pipelines/1')).status).toBe(404);
    const reasons = await test.ask('/api/v4/leads/loss_reasons');
    expect(listAt(reasons.body, '_embedded', 'loss_reasons')).toHaveLength(4);
  });
});

describe('companies', () => {
  it('are listed, searched and read', async () => {
    const answer = await test.ask('/api/v4/companies?limit=250');
    expect(listAt(answer.body, '_embedded', 'companies')).toHaveLength(80);
    const number = await test.ask(`/api/v4/companies?query=${test.romashka.showcase.company.slice(-10)}`);
    const [company] = listAt(number.body, '_embedded', 'companies');
    const one = await test.ask(`/api/v4/companies/${String(at(company, 'id'))}?with=contacts,leads`);
    expect(one.body).toMatchObject({ id: at(company, 'id'), _embedded: { contacts: [], leads: [] } });
  });

  it('know their people when asked', async () => {
    const [shared] = stored().companies.all();
    const answer = await test.ask(`/api/v4/companies/${String(shared?.id)}?with=contacts`);
    expect(listAt(answer.body, '_embedded', 'contacts')).toHaveLength(4);
  });
});

describe('the list of contacts from before v2', () => {
  it('finds by number', async () => {
    const path = '/private/api/v2/json/contacts/list?query=';
    const answer = await test.ask(path + test.romashka.showcase.certain.slice(-10));
    expect(at(answer.body, 'response', 'contacts', 0, 'id')).toBe(stored().contacts.all()[0]?.id);
    expect((await test.ask(`${path}0000000000`)).status).toBe(204);
  });
});
