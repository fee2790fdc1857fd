import { systemClock } from '../../../../main/common/clock.ts';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallEvent } from '../../../../main/calls/tracking/callEvent.ts';
import { createHookSource } from '../../../../main/sources/callHook/callHook.ts';
import type { HookSource } from '../../../../main/sources/callHook/callHook.ts';

const token = 'a'.repeat(43);
let end: AbortController;
let source: HookSource;
let port = 0;
let heard: CallEvent[] = [];

interface Reply {
  readonly status: number;
  readonly body: string;
}

/** One request, as raw as node:http lets us: fetch would set Host and Origin for us. */
function send(options: {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const message = request(
      {
        host: '127.0.0.1',
        port,
        method: options.method ?? 'POST',
        path: options.path ?? '/v1/calls',
        headers: options.headers,
      },
      (answer) => {
        let body = '';
        answer.on('data', (chunk: Buffer) => (body += chunk.toString()));
        answer.on('end', () => {
          resolve({ status: answer.statusCode ?? 0, body });
        });
      },
    );
    message.on('error', reject);
    message.end(options.body);
  });
}

const post = (body: unknown, headers: Record<string, string> = {}): Promise<Reply> =>
  send({
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
  });

beforeEach(async () => {
  heard = [];
  source = createHookSource({
    port: 0,
    token,
    clock: systemClock,
    monotonic: () => performance.now(),
    changed: () => undefined,
  });
  end = new AbortController();
  await source.start((event) => heard.push(event), end.signal);
  port = source.port();
});

afterEach(() => {
  end.abort();
});

describe('a softphone reports a call over the loopback hook', () => {
  it('by POST with a bearer token, and is answered 204', async () => {
    const reply = await post({ event: 'ringing', number: '+79161234567', line: '101', callId: 'x1' });
    expect(reply.status).toBe(204);
    expect(heard).toMatchObject([
      {
        source: 'hook',
        kind: 'ringing',
        direction: 'inbound',
        rawNumber: '+79161234567',
        line: '101',
        sourceCallId: 'x1',
      },
    ]);
  });

  it('by a URL alone, where a bare + means a plus', async () => {
    const reply = await send({ method: 'GET', path: `/v1/hook/${token}/dialing?number=+79161234567` });
    expect(reply.status).toBe(204);
    expect(heard).toMatchObject([{ kind: 'dialing', direction: 'outbound', rawNumber: '+79161234567' }]);
  });

  it.each(['sip:+79161234567@pbx.local;transport=udp', 'tel:+7-916-123-45-67;ext=12', 'anonymous', '101'])(
    'with a number written as %s',
    async (number) => {
      expect((await post({ event: 'ringing', number })).status).toBe(204);
      expect(heard).toHaveLength(1);
    },
  );
});

describe('a report with an odd extra is taken', () => {
  it.each([
    ['direction', 'sideways', { direction: 'inbound' }],
    ['direction', 5, { direction: 'inbound' }],
    ['line', 'l'.repeat(200), { line: null }],
    ['line', ['101'], { line: null }],
    ['callId', 'a\nb', { sourceCallId: null }],
    ['callId', { id: 1 }, { sourceCallId: null }],
  ] as const)('%s %j: without it, and counted', async (name, value, told) => {
    expect((await post({ event: 'ringing', number: '101', [name]: value })).status).toBe(204);
    expect(heard).toMatchObject([{ kind: 'ringing', rawNumber: '101', ...told }]);
    expect(source.status().unread).toBe(1);
  });
});

describe('what goes on with a call that is known by its id', () => {
  it.each([
    ['is too long', '7'.repeat(300)],
    ['has a line feed', '7916\n123'],
    ['is no text', { number: 7 }],
    ['is null', null],
  ])('is heard though the number %s', async (_name, number) => {
    expect((await post({ event: 'ended', callId: 'c-1', number })).status).toBe(204);
    expect(heard).toMatchObject([{ kind: 'ended', sourceCallId: 'c-1', rawNumber: '' }]);
    expect(source.status().unread).toBe(1);
  });

  it('bytes that are no UTF-8 cost no report', async () => {
    const body = Buffer.concat([
      Buffer.from('{"event":"ringing","number":"\\"'),
      Buffer.from([0xc8, 0xe2, 0xff]),
      Buffer.from('\\" <79161234567>"}'),
    ]);
    expect((await post(body)).status).toBe(204);
    expect(heard).toMatchObject([
      { kind: 'ringing', rawNumber: expect.stringContaining('<79161234567>') as string },
    ]);
  });
});

describe('bad input is refused with a clear 4xx and nothing is reported', () => {
  it.each([
    ['10,000 characters', { event: 'ringing', number: '7'.repeat(10_000) }, 413],
    ['300 characters', { event: 'ringing', number: '7'.repeat(300) }, 400],
    ['emoji', { event: 'ringing', number: '7916📞1234567' }, 400],
    ['control characters', { event: 'ringing', number: '7916\u0000123' }, 400],
    ['a line feed', { event: 'ringing', number: '7916\n123' }, 400],
    ['an empty number', { event: 'ringing', number: '' }, 400],
    ['blanks for a number', { event: 'ringing', number: '   ' }, 400],
    ['no number', { event: 'ringing' }, 400],
    ['an unknown event', { event: 'exploding', number: '123456789' }, 400],
    ['a number that is a number', { event: 'ringing', number: 79161234567 }, 400],
    ['a body that is not JSON', 'event=ringing', 400],
    ['an array', [], 400],
    ['null', 'null', 400],
    ['an empty body', '', 400],
  ])('%s', async (_name, body, status) => {
    const reply = await post(body);
    expect(reply.status).toBe(status);
    expect(JSON.parse(reply.body)).toEqual({ error: expect.any(String) as string });
    expect(heard).toEqual([]);
  });
});

describe('the hook answers only to whom it belongs', () => {
  const body = JSON.stringify({ event: 'ringing', number: '+79161234567' });
  const bearer = { authorization: `Bearer ${token}` };

  it.each([
    ['no token', {}, 401],
    ['a wrong token', { authorization: `Bearer ${'b'.repeat(43)}` }, 401],
    ['a token of another length', { authorization: 'Bearer a' }, 401],
    ['a foreign Host (DNS rebinding)', { ...bearer, host: 'evil.example:47824' }, 421],
    ['a Host without its port', { ...bearer, host: '127.0.0.1' }, 421],
    ['an Origin', { ...bearer, origin: 'https://evil.example' }, 403],
    ['even an Origin of its own', { ...bearer, origin: 'http://127.0.0.1' }, 403],
    ['a cross-site fetch without Origin', { ...bearer, 'sec-fetch-site': 'cross-site' }, 403],
  ])('%s is refused', async (_name, headers, status) => {
    expect((await send({ headers, body })).status).toBe(status);
    expect(heard).toEqual([]);
  });

  it.each([
    ['a wrong token in the URL', 'GET', `/v1/hook/${'b'.repeat(43)}/ringing?number=123456789`, 401],
    ['POST to the URL form', 'POST', `/v1/hook/${token}/ringing?number=123456789`, 405],
    ['GET of the JSON form', 'GET', '/v1/calls', 405],
    ['a path that is none', 'GET', '/', 404],
    ['a URL that is none', 'GET', '//[', 400],
  ])('%s is refused', async (_name, method, path, status) => {
    expect((await send({ method, path })).status).toBe(status);
    expect(heard).toEqual([]);
  });

  it('a taken port is said, and no other one is taken', async () => {
    const second = createHookSource({
      monotonic: () => performance.now(),
      port,
      token,
      clock: systemClock,
      changed: () => undefined,
    });
    await second.start((event) => heard.push(event), end.signal);
    expect(second.status()).toMatchObject({ state: 'failed', reason: 'portInUse', words: String(port) });
  });

  it('more than a hundred reports a second are refused', async () => {
    end.abort();
    end = new AbortController();
    let passed = 1000;
    source = createHookSource({
      port: 0,
      token,
      clock: systemClock,
      monotonic: () => passed,
      changed: () => undefined,
    });
    await source.start((event) => heard.push(event), end.signal);
    port = source.port();
    const statuses = [];
    for (let n = 0; n < 101; n += 1)
      statuses.push((await post({ event: 'ringing', number: '+79161234567' })).status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(100);
    expect(statuses.at(-1)).toBe(429);
    passed += 1000;
    expect((await post({ event: 'ringing', number: '+79161234567' })).status).toBe(204);
  });
});
