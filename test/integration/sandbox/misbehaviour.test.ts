import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Misbehaviour } from '../../../sandbox/misbehaviour.ts';
import type { HttpAnswer, TestSandbox } from './client.ts';
import { at, listAt, send, startTestSandbox } from './client.ts';

let test: TestSandbox;
beforeEach(async () => {
  test = await startTestSandbox();
});
afterEach(() => test.close());

const logCall = (): Promise<HttpAnswer> =>
  test.ask('/api/v4/calls', {
    body: [{ direction: 'inbound', duration: 1, source: 's', phone: test.romashka.showcase.certain }],
  });
const callsHeld = (): number => test.sandbox.calls('romashka').length;
const order = (body: object): Promise<HttpAnswer> => send(test.port, { path: '/_sandbox/misbehave', body });

describe('an ordered misbehaviour', () => {
  it.each<[Misbehaviour, number, string]>([
    ['429', 429, 'application/problem+json'],
    ['403html', 403, 'text/html'],
    ['500', 500, 'application/problem+json'],
    ['502', 502, 'application/problem+json'],
    ['504', 504, 'application/problem+json'],
    ['revoked', 401, 'application/problem+json'],
  ])('%s answers %i instead of the write, once', async (what, status, type) => {
    expect((await order({ method: 'POST', path: '/api/v4/calls', what })).status).toBe(200);
    const answer = await logCall();
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe(type);
    expect(callsHeld()).toBe(0);
    expect((await logCall()).status).toBe(200);
  });

  it.each<Misbehaviour>(['302', '408', '409', '421', '423', '425', '451', '499', '503'])(
    '%s comes from what stands before the service: HTML, nothing written',
    async (what) => {
      await order({ method: 'POST', path: '/api/v4/calls', what });
      const answer = await logCall();
      expect([answer.status, answer.headers['content-type']]).toEqual([Number(what), 'text/html']);
      expect(callsHeld()).toBe(0);
    },
  );

  it('any status, headers and body can be ordered, the call carried out or not', async () => {
    const answer = { what: 'answer', status: 418, headers: { 'X-Odd': 'yes' }, body: { odd: [1] } };
    await order({ ...answer, path: '/api/v4/calls', when: 'after' });
    const first = await logCall();
    expect([first.status, first.headers['x-odd'], first.body]).toEqual([418, 'yes', { odd: [1] }]);
    expect(callsHeld()).toBe(1);
    await order({ what: '302', path: '/api/v4/calls', headers: { location: 'http://127.0.0.1:1/x' } });
    expect((await logCall()).headers.location).toBe('http://127.0.0.1:1/x');
    expect(callsHeld()).toBe(1);
  });

  it("a list's next page can lead to a stranger", async () => {
    const href = 'http://romashka.localhost//stranger.example/api/v4/contacts?page=2';
    await order({ what: 'nextLink', path: '/api/v4/contacts', href });
    const answer = await test.ask('/api/v4/contacts?limit=10');
    expect(at(answer.body, '_links', 'next', 'href')).toBe(href);
    expect(listAt(answer.body, '_embedded', 'contacts')).toHaveLength(10);
    expect(at((await test.ask('/api/v4/contacts?limit=10')).body, '_links', 'next', 'href')).not.toBe(href);
  });

  it('504 after the write hides a call that is there', async () => {
    test.sandbox.misbehave({ path: '/api/v4/calls', what: '504', when: 'after' });
    expect((await logCall()).status).toBe(504);
    expect(callsHeld()).toBe(1);
  });

  it('dropBefore ends the connection with nothing written, dropAfter with the call written', async () => {
    test.sandbox.misbehave({ path: '/api/v4/calls', what: 'dropBefore' });
    await expect(logCall()).rejects.toThrow('socket hang up');
    expect(callsHeld()).toBe(0);
    test.sandbox.misbehave({ path: '/api/v4/calls', what: 'dropAfter' });
    await expect(logCall()).rejects.toThrow('socket hang up');
    expect(callsHeld()).toBe(1);
  });

  it('truncated ends in the middle of the answer', async () => {
    test.sandbox.misbehave({ path: '/api/v4/contacts', what: 'truncated' });
    await expect(test.ask('/api/v4/contacts')).rejects.toThrow('aborted');
  });

  it('malformed and htmlOk are 200 without JSON', async () => {
    test.sandbox.misbehave({ path: '/api/v4/contacts', what: 'malformed' });
    const malformed = await test.ask('/api/v4/contacts');
    expect([malformed.status, malformed.body]).toEqual([200, undefined]);
    test.sandbox.misbehave({ path: '/api/v4/contacts', what: 'htmlOk' });
    const page = await test.ask('/api/v4/contacts');
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html']);
  });

  it('a delay before the write holds it back, one after shows it before the answer', async () => {
    const written = (): Promise<unknown> => test.sandbox.waitFor((event) => event.phase === 'written');
    test.sandbox.misbehave({ path: '/api/v4/calls', what: 'delay', delayMs: 60, when: 'after' });
    const afterwards = written();
    const answer = logCall();
    await afterwards;
    expect(callsHeld()).toBe(1);
    expect(test.sandbox.log().at(-1)?.status).toBeNull();
    await answer;
    test.sandbox.misbehave({ path: '/api/v4/calls', what: 'delay', delayMs: 60 });
    const received = test.sandbox.waitFor((event) => event.phase === 'received');
    const later = logCall();
    await received;
    expect(callsHeld()).toBe(1);
    await later;
    expect(callsHeld()).toBe(2);
  });

  it('meets only its account, method and path', async () => {
    test.sandbox.misbehave({ account: 'northwind', path: '/api/v4/contacts', what: '500', times: null });
    test.sandbox.misbehave({ method: 'PATCH', path: '/api/v4/contacts', what: '500', times: null });
    test.sandbox.misbehave({ path: '/api/v4/*/notes', what: '500', times: null });
    expect((await test.ask('/api/v4/contacts')).status).toBe(200);
    expect((await test.ask('/api/v4/leads/notes')).status).toBe(500);
  });

  it('lasts as often as ordered, and no longer than until it is taken back', async () => {
    await order({ path: '/api/v4/account', what: '500', times: 2 });
    const twice = [await test.ask('/api/v4/account'), await test.ask('/api/v4/account')];
    expect(twice.map((answer) => answer.status)).toEqual([500, 500]);
    expect((await test.ask('/api/v4/account')).status).toBe(200);
    await order({ path: '/api/v4/account', what: '500', times: null });
    expect((await test.ask('/api/v4/account')).status).toBe(500);
    await send(test.port, { method: 'DELETE', path: '/_sandbox/misbehave' });
    expect((await test.ask('/api/v4/account')).status).toBe(200);
  });

  it('that is none is refused with the list of those there are', async () => {
    const answer = await order({ what: 'explode' });
    expect(answer.status).toBe(400);
    expect(String(at(answer.body, 'error'))).toContain('dropAfter');
  });
});

describe('the controls', () => {
  it('end the tokens of an account', async () => {
    await send(test.port, { path: '/_sandbox/revoke', body: { account: 'romashka' } });
    expect((await test.ask('/api/v4/account')).status).toBe(401);
  });

  it('tell what was asked, and never a token', async () => {
    await test.ask('/api/v4/contacts?limit=1');
    await test.ask('/api/v4/account', { token: 'wrong' });
    const log = await send(test.port, { path: '/_sandbox/log' });
    expect(listAt(log.body, 'requests')).toMatchObject([
      { method: 'GET', path: '/api/v4/contacts', account: 'romashka', status: 200, authorised: true },
      { path: '/api/v4/account', status: 401, authorised: false },
    ]);
    expect(log.text).not.toContain(test.romashka.longLivedToken);
  });

  it('tell the calls an account holds, its made-up history only when asked', async () => {
    await logCall();
    const calls = await send(test.port, { path: '/_sandbox/calls?account=romashka' });
    expect(listAt(calls.body, 'calls')).toMatchObject([
      { account: 'romashka', direction: 'inbound', phone: test.romashka.showcase.certain, duration: 1 },
    ]);
    expect(
      listAt((await send(test.port, { path: '/_sandbox/calls?account=northwind' })).body, 'calls'),
    ).toEqual([]);
    const all = await send(test.port, { path: '/_sandbox/calls?account=romashka&history=1' });
    expect(listAt(all.body, 'calls').length).toBeGreaterThan(20);
  });

  it('answer programs of this computer only: no other host, no other origin', async () => {
    const foreign = await send(test.port, {
      path: '/_sandbox/log',
      headers: { origin: 'https://evil.example' },
    });
    expect(foreign.status).toBe(403);
    const rebound = await send(test.port, { path: '/_sandbox/log', host: 'evil.example' });
    expect(rebound.status).toBe(403);
    expect((await send(test.port, { path: '/_sandbox/log', host: 'romashka.localhost' })).status).toBe(403);
  });

  it('announce each moment of a request as it happens', async () => {
    const stream = await fetch(`http://127.0.0.1:${String(test.port)}/_sandbox/events`);
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    if (!reader) throw new Error('no stream');
    let heard = '';
    const until = async (text: string): Promise<void> => {
      while (!heard.includes(text)) {
        // oxlint-disable-next-line no-await-in-loop -- a stream is read piece by piece
        const piece = await reader.read();
        if (piece.done) throw new Error(`the stream ended before ${text}`);
        heard += piece.value;
      }
    };
    await until('listening');
    await logCall();
    await until('answered');
    await reader.cancel();
    const phases = [...heard.matchAll(/"phase":"(\w+)"/gu)].map((match) => match[1]);
    expect(phases).toEqual(['received', 'written', 'answered']);
  });

  it('have a page with the accounts and the calls received', async () => {
    await logCall();
    const page = await send(test.port, { path: '/' });
    expect(page.status).toBe(200);
    expect(page.text).toContain('romashka.localhost');
    expect(page.text).toContain(`↓ ${test.romashka.showcase.certain}`);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  });
});
