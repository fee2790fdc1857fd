import { connect, createServer, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { openLoopback } from '../../../main/accounts/signIn/loopbackListener.ts';
import { parseRedirectUri } from '../../../main/accounts/signIn/redirectUri.ts';
import { fail } from '../../../main/common/result.ts';
import { openIdleSockets } from '../../phones/idleSockets.ts';
import { createFakeClock } from '../../unit/fakeClock.ts';
import {
  browser,
  decide,
  openAccountsUnderTest,
  settled,
  type AccountsUnderTest,
} from './accountsUnderTest.ts';
import { speechOf } from '../../speech.ts';

/** Each of these is played against the real listener of a real sign-in, with a real sandbox behind it. */
let fixture: AccountsUnderTest;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await fixture.close();
});

const ALLOW = { decision: 'allow', account: 'romashka' };

/** The good callback of a sign-in that waits for it. */
async function waiting(): Promise<URL> {
  fixture = await openAccountsUnderTest();
  await fixture.signIn.start(fixture.zone, fixture.integration);
  return decide(fixture.opened.at(-1) ?? '', ALLOW);
}

/** Requests that left this computer's Ringside: the browser's own are not among them. */
const outbound = (): readonly string[] =>
  fixture.sandbox
    .log()
    .map(({ path }) => path)
    .filter((path) => path !== '/oauth');

/** After an attack: nothing was sent, the listener waits, and the good callback still signs in. */
async function survives(callback: URL): Promise<void> {
  expect(outbound()).toEqual([]);
  expect(fixture.signIn.state().phase).toBe('browser');
  expect((await browser.get(callback)).statusCode).toBe(303);
  expect(await settled(fixture.signIn)).toMatchObject({ phase: 'done' });
}

/** Sends bytes as they are; what came back until the connection ended or fell silent. */
function raw(port: string, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1');
    sockets.push(socket);
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    const end = (): void => {
      resolve(text);
    };
    socket.on('error', end).on('close', end);
    socket.write(bytes);
  });
}

/** The callback with some parameters replaced, as text: nothing is normalised on the way. */
function withQuery(callback: URL, replace: Readonly<Record<string, string | null>>): string {
  const parameters = [...callback.searchParams]
    .filter(([name]) => replace[name] !== null)
    .map(([name, value]) => `${name}=${encodeURIComponent(replace[name] ?? value)}`);
  return `${callback.origin}${callback.pathname}?${parameters.join('&')}`;
}

describe('the loopback listener against its attackers', () => {
  it.each(['evil.example', 'localhost', '127.0.0.1.evil.example', '[::1]', '0.0.0.0', '127.1'])(
    'DNS rebinding: the Host %s is refused',
    async (host) => {
      const callback = await waiting();
      const answer = await browser.get(callback, { headers: { host: `${host}:${callback.port}` } });
      expect([answer.statusCode, answer.body]).toEqual([403, '']);
      await survives(callback);
    },
  );

  it('a Host without its port, with another port, with userinfo, twice, or none at all is refused', async () => {
    const callback = await waiting();
    const path = `${callback.pathname}${callback.search}`;
    const { host } = callback;
    const statuses: (string | undefined)[] = [];
    for (const headers of [
      'Host: 127.0.0.1',
      'Host: 127.0.0.1:1',
      `Host: x@${host}`,
      `Host: ${host}\r\nHost: evil.example`,
      'X: y',
      'Host: ',
      `Host: ${host}\u{0000}`,
    ]) {
      const answer = await raw(
        callback.port,
        `GET ${path} HTTP/1.1\r\n${headers}\r\nConnection: close\r\n\r\n`,
      );
      statuses.push(/^HTTP\/1\.1 (\d)/u.exec(answer)?.[1]);
      expect(answer).not.toMatch(/location:/iu);
    }
    expect(statuses.every((status) => status === '4')).toBe(true);
    await survives(callback);
  });

  it('no, an empty, a wrong, a shortened or a doubled state: refused, and the sign-in survives', async () => {
    const callback = await waiting();
    const state = callback.searchParams.get('state') ?? '';
    for (const url of [
      withQuery(callback, { state: null }),
      withQuery(callback, { state: '' }),
      withQuery(callback, { state: 'x'.repeat(43) }),
      withQuery(callback, { state: state.slice(1) }),
      withQuery(callback, { state: state.toUpperCase() }),
      `${callback.href}&state=${state}`,
      `${callback.href}&state[]=${state}`.replace(`state=${state}`, 'x=y'),
    ]) {
      expect((await browser.get(url)).statusCode).toBe(400);
    }
    await survives(callback);
  });

  it('the state of an earlier sign-in, and of one that was cancelled, are over', async () => {
    const old = await waiting();
    await fixture.signIn.cancel();
    await fixture.signIn.start(fixture.zone, fixture.integration);
    const callback = await decide(fixture.opened.at(-1) ?? '', ALLOW);
    expect((await browser.get(old)).statusCode).toBe(400);
    await survives(callback);
  });

  it('a used state is over: replays are refused, and exchange nothing', async () => {
    const callback = await waiting();
    const first = await browser.get(callback);
    const replays = await Promise.all([1, 2, 3].map(() => browser.get(callback)));
    expect([first, ...replays].map(({ statusCode }) => statusCode)).toEqual([303, 400, 400, 400]);
    await settled(fixture.signIn);
    expect(outbound().filter((path) => path === '/oauth2/access_token')).toHaveLength(1);
  });

  it('an expired state is over, and the listener does not outlive its sign-in', async () => {
    fixture = await openAccountsUnderTest();
    const clock = createFakeClock();
    const redirect = parseRedirectUri(fixture.listener);
    if (!redirect.ok) throw new Error(fixture.listener);
    const opened = await openLoopback({
      redirect: redirect.value,
      state: 'state',
      checkReferer: () => fail('foreignHost'),
      lifetimeMs: 600_000,
      speech: speechOf('en'),
      clock,
    });
    if (!opened.ok) throw new Error(opened.error);
    await clock.advance(600_000);
    expect(await opened.value.outcome).toEqual({ kind: 'expired' });
    await opened.value.close();
    await expect(browser.get(`${fixture.listener}?state=state&code=c`)).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });

  it('is gone once the clean page was shown', async () => {
    const callback = await waiting();
    const answer = await browser.get(callback);
    await browser.get(new URL(answer.headers.location ?? '', callback));
    await settled(fixture.signIn);
    await expect
      .poll(() =>
        browser.get(callback).then(
          () => 'answers',
          () => 'gone',
        ),
      )
      .toBe('gone');
  });

  it('two sign-ins at once: the later one has the port, the earlier one cannot end in it', async () => {
    const first = await waiting();
    await Promise.all([
      fixture.signIn.start(fixture.zone, fixture.integration),
      fixture.signIn.start(fixture.zone, fixture.integration),
    ]);
    expect((await browser.get(first)).statusCode).toBe(400);
    await survives(await decide(fixture.opened.at(-1) ?? '', ALLOW));
  });

  // `{port}` is the sandbox's own: what differs is only the host.
  it.each([
    ['a foreign host', 'evil.example'],
    ['a foreign host that ends alike', 'romashka-localhost:{port}'],
    ['a host in the userinfo', 'romashka.localhost:{port}@evil.example'],
    ['userinfo', 'user:password@romashka.localhost:{port}'],
    ['another port', 'romashka.localhost:1'],
    ['no port', 'romashka.localhost'],
    ['a trailing dot', 'romashka.localhost.:{port}'],
    ['a path', 'romashka.localhost:{port}/x'],
    ['a scheme', 'http://romashka.localhost:{port}'],
    ['a deeper name', 'a.romashka.localhost:{port}'],
    ['no name', '.localhost:{port}'],
    ['an IDN look-alike in Cyrillic', 'rоmаshkа.localhost:{port}'],
    ['the same in punycode', 'xn--rmshk-3ve6bc.localhost:{port}'],
    ['the other zone', 'romashka.amocrm.ru'],
    ['the platform itself', 'www.localhost:{port}'],
    ['a line break', 'romashka.localhost:{port}\r\nx: y'],
    ['nothing', ''],
  ])('a referer with %s: zero requests go out', async (_words, referer) => {
    const callback = await waiting();
    const answer = await browser.get(
      withQuery(callback, { referer: referer.replace('{port}', String(fixture.zone.port)) }),
    );
    expect(answer.statusCode).toBe(303);
    expect(await settled(fixture.signIn)).toMatchObject({ phase: 'failed', failure: 'foreignHost' });
    expect(outbound()).toEqual([]);
    expect(fixture.journal.secrets.any()).toBe(false);
  });

  it('duplicate parameters: refused, whichever is the good one', async () => {
    const callback = await waiting();
    for (const name of ['code', 'referer', 'client_id', 'state']) {
      const value = encodeURIComponent(callback.searchParams.get(name) ?? '');
      for (const url of [`${callback.href}&${name}=x`, `${callback.href}&${name}=${value}`]) {
        expect((await browser.get(url)).statusCode).toBe(400);
      }
    }
    expect((await browser.get(`${callback.href}&error=a&error=b`)).statusCode).toBe(400);
    await survives(callback);
  });

  it.each(['POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'] as const)(
    'the method %s is refused, without any permission for web pages',
    async (method) => {
      const callback = await waiting();
      const answer = await raw(
        callback.port,
        `${method} ${callback.pathname}${callback.search} HTTP/1.1\r\nHost: ${callback.host}\r\nOrigin: https://evil.example\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 405 /u);
      expect(answer).not.toMatch(/access-control/iu);
      await survives(callback);
    },
  );

  it('huge URLs, headers and bodies: refused, cut off, and the listener waits', async () => {
    const callback = await waiting();
    expect((await browser.get(`${callback.href}&x=${'y'.repeat(9000)}`)).statusCode).toBe(414);
    const huge = await raw(
      callback.port,
      `GET ${callback.pathname}${callback.search} HTTP/1.1\r\nHost: ${callback.host}\r\nX: ${'y'.repeat(100_000)}\r\n\r\n`,
    );
    expect(huge).toMatch(/^HTTP\/1\.1 4/u);
    const url = await raw(
      callback.port,
      `GET /${'x'.repeat(100_000)} HTTP/1.1\r\nHost: ${callback.host}\r\n\r\n`,
    );
    expect(url).toMatch(/^HTTP\/1\.1 4/u);
    const body = await browser.post(callback, { body: 'x'.repeat(1_000_000) }).catch(() => null);
    expect(body?.statusCode ?? 405).toBe(405);
    await survives(callback);
  });

  it.each([
    'GET',
    'GET /oauth/callback',
    'GET http://evil.example/oauth/callback?state=x HTTP/1.1\r\nHost: {host}\r\n\r\n',
    'GET //evil.example/oauth/callback HTTP/1.1\r\nHost: {host}\r\n\r\n',
    'GET /oauth/callback#x HTTP/1.1\r\nHost: {host}\r\n\r\n',
    'GET /oauth/../oauth/callback?state=%zz HTTP/1.1\r\nHost: {host}\r\n\r\n',
    'GET /oauth/callback?%=%&state HTTP/1.1\r\nHost: {host}\r\n\r\n',
    'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n',
    'GET /oauth/callback HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    '\u{0016}\u{0003}\u{0001}',
    '\r\n\r\n\r\n',
  ])('malformed: %j', async (bytes) => {
    const callback = await waiting();
    const socket = connect(Number(callback.port), '127.0.0.1').on('error', () => undefined);
    sockets.push(socket);
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.end(bytes.replace('{host}', callback.host));
    await new Promise((resolve) => socket.once('close', resolve));
    expect(answer).not.toMatch(/^HTTP\/1\.1 [235]/u);
    await survives(callback);
  });

  it('slow clients do not keep others from the listener, and are cut off', async () => {
    const callback = await waiting();
    const slow = Array.from({ length: 20 }, () => {
      const socket = connect(Number(callback.port), '127.0.0.1').on('error', () => undefined);
      socket.write('GET /oauth/callback HTTP/1.1\r\nHost: ');
      sockets.push(socket);
      return new Promise<void>((resolve) => {
        socket.once('close', () => {
          resolve();
        });
        socket.resume();
      });
    });
    await survives(callback);
    expect(await Promise.all(slow)).toHaveLength(20);
  });

  it.each(['', 'GET /oauth/callback HTTP/1.1\r\nHost: '])(
    'three hundred connections that say no more than %j keep no browser out',
    async (first) => {
      const callback = await waiting();
      const idle = await openIdleSockets({ port: Number(callback.port) }, 300, first);
      await survives(callback);
      expect(idle.ended()).toBeGreaterThan(0);
      idle.close();
    },
  );

  it('script in error_description: nothing of a request stands in any page', async () => {
    const callback = await waiting();
    const state = callback.searchParams.get('state') ?? '';
    const script = '<script>alert(1)</script>';
    const denied = `${callback.origin}${callback.pathname}?error=access_denied&error_description=${encodeURIComponent(script)}&state=${state}`;
    const answer = await browser.get(denied);
    expect(answer.body).toBe('');
    const page = await browser.get(new URL(answer.headers.location ?? '', callback));
    expect(page.body).not.toMatch(/script|alert/iu);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(await settled(fixture.signIn)).toMatchObject({ phase: 'failed', failure: 'denied', words: '' });
  });

  it.each([
    { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty', origin: 'https://evil.example' },
    { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
    { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' },
    { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
    { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'object' },
    { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-purpose': 'prefetch' },
    { 'sec-fetch-mode': 'websocket' },
  ])('a background fetch of a web page, with the right state even: %j', async (headers) => {
    const callback = await waiting();
    expect((await browser.get(callback, { headers })).statusCode).toBe(403);
    await survives(callback);
  });

  it('a port already taken is named, and no other one is opened', async () => {
    fixture = await openAccountsUnderTest();
    const port = Number(new URL(fixture.listener).port);
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    expect(await fixture.signIn.start(fixture.zone, fixture.integration)).toMatchObject({
      failure: 'portInUse',
      words: String(port),
    });
    expect(fixture.opened).toEqual([]);
    await new Promise((resolve) => other.close(resolve));
  });

  it('listens on loopback alone: no other address of this computer answers', async () => {
    const callback = await waiting();
    const others = Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .filter(({ internal, address }) => !internal && !address.startsWith('fe80'))
      .map(({ address }) => address);
    const reached: string[] = [];
    for (const address of others) {
      const isReached = await new Promise<boolean>((resolve) => {
        const socket = connect({ host: address, port: Number(callback.port), timeout: 2000 });
        sockets.push(socket);
        const no = (): void => {
          resolve(false);
        };
        socket.once('error', no).once('timeout', no);
        socket.once('connect', () => {
          resolve(true);
        });
      });
      if (isReached) reached.push(address);
    }
    expect(reached).toEqual([]);
    await survives(callback);
  });

  it('the browser keeps no code and no state: a redirect to a clean page, nothing stored, nothing sent on', async () => {
    const callback = await waiting();
    const answer = await browser.get(callback);
    expect(answer.headers).toMatchObject({
      location: '/done',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    expect(answer.headers['set-cookie']).toBeUndefined();
    const page = await browser.get(new URL('/done', callback));
    for (const part of ['code', 'state', 'referer', callback.searchParams.get('code') ?? '', 'romashka']) {
      expect(page.body + JSON.stringify(page.headers)).not.toContain(part);
    }
    expect(await settled(fixture.signIn)).toMatchObject({ phase: 'done' });
  });
});
