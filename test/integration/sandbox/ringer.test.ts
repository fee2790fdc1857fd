import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHookSource } from '../../../main/sources/callHook/callHook.ts';
import type { CallEvent } from '../../../main/calls/tracking/callEvent.ts';
import { systemClock } from '../../../main/common/clock.ts';
import type { TestSandbox } from './client.ts';
import { send, startTestSandbox } from './client.ts';

const TOKEN = 'a-secret-of-the-hook-0123456789';
let test: TestSandbox;
let heard: CallEvent[];
let end: AbortController;
let hookPort = 0;
beforeEach(async () => {
  test = await startTestSandbox({ contacts: 30 });
  heard = [];
  const hook = createHookSource({
    port: 0,
    token: TOKEN,
    clock: systemClock,
    monotonic: () => 0,
    changed: () => undefined,
  });
  end = new AbortController();
  await hook.start((event) => heard.push(event), end.signal);
  hookPort = hook.port();
});
afterEach(async () => {
  end.abort();
  await test.close();
});

const address = (token = TOKEN): string =>
  `http://127.0.0.1:${String(hookPort)}/v1/hook/${token}/ringing?number=NUMBER`;
const press = (form: Record<string, string>, headers: Record<string, string> = {}) =>
  send(test.port, {
    path: '/_sandbox/ring',
    body: new URLSearchParams(form).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
const pageText = async (): Promise<string> => (await send(test.port, { path: '/' })).text;

describe('the page of the sandbox rings a call in Ringside', () => {
  it('with the address pasted once, for every event of a call', async () => {
    expect((await press({ hook: address(), event: 'ringing', number: '+79161234567' })).status).toBe(303);
    await press({ hook: '', event: 'answered', number: '+79161234567' });
    await press({ hook: '', event: 'ended', number: '+79161234567' });
    expect(heard.map(({ kind, rawNumber }) => [kind, rawNumber])).toEqual([
      ['ringing', '+79161234567'],
      ['answered', '+79161234567'],
      ['ended', '+79161234567'],
    ]);
    expect(await pageText()).toContain('Ringside heard it');
  });

  it('and never shows the secret again', async () => {
    await press({ hook: address(), event: 'ringing', number: '1' });
    expect(await pageText()).not.toContain(TOKEN);
  });

  it.each([
    ['a wrong secret', 'refused', () => address('x'.repeat(20))],
    ['no address', 'paste the address first', () => ''],
    ['another path', 'not Ringside’s address', () => `http://127.0.0.1:${String(hookPort)}/v1/calls`],
    ['another computer', 'not Ringside’s address', () => `http://192.168.0.1/v1/hook/${TOKEN}/ringing`],
    [
      'a name that looks like this one',
      'not Ringside’s address',
      () => `http://127.0.0.1.example.com/v1/hook/${TOKEN}/ringing`,
    ],
    [
      'a user before the host',
      'not Ringside’s address',
      () => `http://127.0.0.1@example.com/v1/hook/${TOKEN}/ringing`,
    ],
    ['another scheme', 'not Ringside’s address', () => `file:///v1/hook/${TOKEN}/ringing`],
  ])('says what is wrong with %s', async (_what, said, given) => {
    await press({ hook: given(), event: 'ringing', number: '1' });
    expect(await pageText()).toContain(said);
    expect(heard).toEqual([]);
  });

  it('is not rung by a web page elsewhere', async () => {
    const { status } = await press(
      { hook: address(), event: 'ringing', number: '1' },
      { origin: 'https://example.com' },
    );
    expect(status).toBe(403);
    expect(heard).toEqual([]);
  });

  it('asks with no Origin, and follows no redirect', async () => {
    const seen: IncomingHttpHeaders[] = [];
    const other = createServer((request, response) => {
      seen.push(request.headers);
      response.writeHead(302, { location: address() }).end();
    });
    await new Promise<void>((resolve) => {
      other.listen(0, '127.0.0.1', resolve);
    });
    const place = other.address();
    const port = typeof place === 'object' ? place?.port : 0;
    await press({
      hook: `http://127.0.0.1:${String(port)}/v1/hook/${TOKEN}/ringing`,
      event: 'ringing',
      number: '1',
    });
    other.close();
    expect(seen.map(({ origin }) => origin)).toEqual([undefined]);
    expect(heard).toEqual([]);
  });
});
