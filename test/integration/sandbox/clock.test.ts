import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../../sandbox/commandLine.ts';
import type { HttpAnswer, TestSandbox } from './client.ts';
import { askTokens, at, send, signIn, startTestSandbox } from './client.ts';

const NOW = Date.UTC(2026, 3, 1, 9, 30, 15);
const HOUR = 3_600;
let test: TestSandbox;
beforeEach(async () => {
  test = await startTestSandbox({ contacts: 30, now: () => NOW, clockSkewSeconds: -3 * HOUR });
});
afterEach(() => test.close());

const control = (body?: object): Promise<HttpAnswer> =>
  send(test.port, { path: '/_sandbox/clock', ...(body && { body }) });
const dated = (seconds: number): string => new Date(NOW + seconds * 1_000).toUTCString();

describe("the service's own clock", () => {
  it.each([
    ['an answer of the API', '/api/v4/account'],
    ['an empty answer', '/api/v4/contacts/1'],
    ['a refusal', '/api/v4/nothing'],
  ])('is the Date of %s', async (_what, path) => {
    expect((await test.ask(path)).headers.date).toBe(dated(-3 * HOUR));
  });

  it('is the Date of pages, controls, 401s and of answers bent on purpose', async () => {
    const pages = await Promise.all(
      ['/', '/_sandbox/clock', '/oauth'].map((path) => send(test.port, { path })),
    );
    expect(pages.map((page) => page.headers.date)).toEqual(Array.from({ length: 3 }, () => dated(-3 * HOUR)));
    expect((await test.ask('/api/v4/account', { token: 'no' })).headers.date).toBe(dated(-3 * HOUR));
    test.sandbox.misbehave({ what: '500' });
    expect((await test.ask('/api/v4/account')).headers.date).toBe(dated(-3 * HOUR));
  });

  it('is put ahead while it runs; what is written from then on says so', async () => {
    const answer = await control({ skewSeconds: 720 });
    expect(answer.body).toEqual({ skewSeconds: 720, now: new Date(NOW + 720_000).toISOString() });
    expect((await test.ask('/api/v4/account')).headers.date).toBe(dated(720));
    const made = await test.ask('/api/v4/contacts', { body: [{ name: 'A' }] });
    const id = at(made.body, '_embedded', 'contacts', 0, 'id');
    const read = await test.ask(`/api/v4/contacts/${String(id)}`);
    expect(at(read.body, 'created_at')).toBe(NOW / 1_000 + 720);
  });

  it('is the server_time of tokens, and ends them', async () => {
    const { access, refresh } = await signIn(test, 'romashka');
    const renewed = await askTokens(test.port, test.romashka, 'romashka', {
      grant_type: 'refresh_token',
      refresh_token: refresh,
    });
    expect(at(renewed.body, 'server_time')).toBe(NOW / 1_000 - 3 * HOUR);
    expect((await test.ask('/api/v4/account', { token: access })).status).toBe(200);
    await control({ skewSeconds: 30 * HOUR });
    expect((await test.ask('/api/v4/account', { token: access })).status).toBe(401);
  });

  it.each([[{}], [{ skewSeconds: '5' }], [{ skewSeconds: 1e12 }]])('%j is no skew', async (body) => {
    expect((await control(body)).status).toBe(400);
    expect((await control()).body).toMatchObject({ skewSeconds: -3 * HOUR });
  });

  it.each([
    [['--clock-skew', '-720'], -720],
    [['--clock-skew=-720'], -720],
    [['--port', '0', '--clock-skew', '10800'], 10_800],
    [[], 0],
  ])('%j on the command line is %i s', (args, skew) => {
    expect(parseCommandLine(args)).toMatchObject({ options: { clockSkewSeconds: skew } });
  });
});

describe('a limit counted before the clock was put back', () => {
  it('does not hold for as long as the clock went back', async () => {
    await test.close();
    test = await startTestSandbox({ contacts: 30, now: () => NOW, requestsPerSecond: 1, blockSeconds: 60 });
    const status = async (): Promise<number> => (await test.ask('/api/v4/account')).status;
    expect([await status(), await status()]).toEqual([200, 429]);
    await control({ skewSeconds: -3 * HOUR });
    expect(await status()).toBe(200);
  });
});
