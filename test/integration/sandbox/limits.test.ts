import { afterEach, describe, expect, it } from 'vitest';
import type { HttpAnswer, TestSandbox } from './client.ts';
import { send, startTestSandbox } from './client.ts';

let now = Date.UTC(2026, 3, 1);
let test: TestSandbox;
afterEach(() => test.close());

const start = async (
  options: { blockSeconds?: number; requestsPerSecond?: number | null } = {},
): Promise<void> => {
  test = await startTestSandbox({ now: () => now, requestsPerSecond: 7, retryAfterSeconds: 3, ...options });
};

/** Statuses of `count` requests sent at the same moment. */
async function statuses(count: number): Promise<number[]> {
  const answers = await Promise.all(Array.from({ length: count }, () => test.ask('/api/v4/account')));
  return answers.map((answer) => answer.status).sort((a, b) => a - b);
}

const northwind = (): Promise<HttpAnswer> =>
  send(test.port, {
    host: 'northwind.localhost',
    token: test.northwind.longLivedToken,
    path: '/api/v4/account',
  });

describe('the request limit', () => {
  it('lets seven requests a second through and answers 429 with how long to wait', async () => {
    await start();
    expect(await statuses(8)).toEqual([200, 200, 200, 200, 200, 200, 200, 429]);
    const refused = await test.ask('/api/v4/account');
    expect(refused.headers['retry-after']).toBe('3');
    expect(refused.headers['content-type']).toBe('application/problem+json');
    expect(refused.body).toEqual({
      title: 'Too Many Requests',
      status: 429,
      detail: 'You have sent too many requests in a given amount of time. Please try again later.',
      retry_after: 3,
    });
    now += 1_000;
    expect(await statuses(1)).toEqual([200]);
  });

  it('counts each account by itself', async () => {
    await start();
    await statuses(8);
    expect((await northwind()).status).toBe(200);
  });

  it('blocks with the HTML of the server in front when 429 is ignored a hundred times, for a while', async () => {
    await start({ blockSeconds: 30 });
    await statuses(7 + 100);
    const answer = await test.ask('/api/v4/account');
    expect(answer.status).toBe(403);
    expect(answer.headers['content-type']).toBe('text/html');
    expect(answer.text).toContain('nginx');
    now += 29_000;
    expect(await statuses(1)).toEqual([403]);
    now += 1_000;
    expect(await statuses(1)).toEqual([200]);
  });

  it('can be switched off and changed', async () => {
    await start({ requestsPerSecond: null });
    expect(new Set(await statuses(30))).toEqual(new Set([200]));
    test.sandbox.setRateLimit(1);
    expect(await statuses(2)).toEqual([200, 429]);
  });
});
