import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestSandbox } from './client.ts';
import { at, startTestSandbox, textAt } from './client.ts';

let test: TestSandbox;
beforeAll(async () => {
  test = await startTestSandbox({ contacts: 30 });
});
afterAll(() => test.close());

describe('what the service has and the sandbox has not', () => {
  it.each([
    ['POST', '/api/v4/users'],
    ['GET', '/api/v4/roles'],
    ['POST', '/api/v4/customers'],
    ['PATCH', '/api/v4/customers/5'],
    ['PATCH', '/api/v4/customers/mode'],
    ['GET', '/api/v4/customers/segments'],
    ['GET', '/api/v4/customers/5/transactions'],
    ['GET', '/api/v4/catalogs'],
    ['PATCH', '/api/v4/catalogs/7/elements'],
    ['POST', '/api/v4/leads/pipelines'],
    ['DELETE', '/api/v4/leads/pipelines/5/statuses/6'],
    ['POST', '/api/v4/contacts/custom_fields'],
    ['DELETE', '/api/v4/leads/custom_fields/5'],
    ['PATCH', '/api/v4/leads/tags'],
    ['GET', '/api/v4/contacts/chats'],
    ['POST', '/api/v4/talks/5/close'],
    ['PUT', '/api/v4/contacts/5/files'],
    ['GET', '/api/v4/leads/5/subscriptions'],
    ['POST', '/api/v4/short_links'],
    ['GET', '/api/v4/sources'],
    ['GET', '/api/v4/widgets/abc'],
    ['GET', '/api/v4/chats/templates'],
    ['GET', '/api/v2/contacts'],
    ['POST', '/private/api/v2/json/calls/add'],
    ['GET', '/api/v2/search/by_phone'],
    ['POST', '/oauth2/exchange_api_key'],
  ])('%s %s is answered 501 with a sentence', async (method, path) => {
    const answer = await test.ask(path, { method });
    expect(answer.status).toBe(501);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(textAt(answer.body, 'detail')).toContain(`${method} ${path}`);
  });

  it.each([
    ['DELETE', '/api/v4/contacts', 405],
    ['DELETE', '/api/v4/tasks/5', 405],
    ['GET', '/api/v4/calls', 405],
    ['GET', '/api/v4/nothing', 404],
    ['POST', '/api/v4/bots/run', 400],
    ['GET', '/api/v4/customers/5', 204],
    ['GET', '/api/v4/leads/pipelines', 200],
  ])("%s %s is the service's own answer: %i", async (method, path, status) => {
    expect((await test.ask(path, { method })).status).toBe(status);
  });

  it('is not told to strangers: the token comes first', async () => {
    const answer = await test.ask('/api/v4/roles', { token: 'no' });
    expect(at(answer.body, 'status')).toBe(401);
  });
});
