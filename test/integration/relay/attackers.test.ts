import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { CLOSED } from '../../../webhooks/relayProtocol.ts';
import type { TestRelay, TestRelayOptions } from './testRelay.ts';
import { createMovedClock } from '../../unit/relay/movedClock.ts';
import { ACCOUNT, OTHER, leadBody, startTestRelay } from './testRelay.ts';

// Real servers: on a busy computer they take their time.
vi.setConfig({ testTimeout: 120_000 });

let relay: TestRelay;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await relay.close();
});

const start = async (more: Partial<TestRelayOptions> = {}): Promise<void> => {
  relay = await startTestRelay({ queue: 'sqlite', ...more });
};

/** A bare connection, for what no HTTP client would send. */
async function dial(): Promise<Socket> {
  const socket = connect(Number(new URL(relay.url()).port), '127.0.0.1');
  socket.on('error', () => {});
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
}
/** Resolves on an event; unlike `once` of node:events, an error beforehand is not one of ours. */
const heard = (socket: Socket, event: 'drain' | 'close'): Promise<void> =>
  new Promise((resolve) => {
    socket.once(event, () => resolve());
  });
/** All that comes until the other end closes. */
async function answerOn(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  await heard(socket, 'close');
  return text;
}
const pathOf = (url: string): string => new URL(url).pathname;
const metric = async (why: string): Promise<number> => {
  const text = await fetch(`${relay.url()}/metrics`).then((answer) => answer.text());
  return Number(new RegExp(`relay_refused_total\\{why="${why}"\\} (\\d+)`, 'u').exec(text)?.[1] ?? 0);
};
const postTo = (path: string, body: string, headers: Record<string, string> = {}): Promise<number> =>
  fetch(`${relay.url()}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body,
  }).then(({ status }) => status);
const stored = async (): Promise<number> => {
  const desktop = relay.desktop(await relay.token());
  desktop.cursors.set(ACCOUNT, { epoch: 'none', seq: 0, at: 0 });
  await desktop.connect();
  return desktop.cursors.get(ACCOUNT)?.seq ?? -1;
};
/** How a WebSocket handshake with a token ends: "in", or the status. */
const handshake = (token: string, headers: Record<string, string> = {}): Promise<string | number> =>
  new Promise((resolve) => {
    const socket = new WebSocket(`${relay.url().replace('http', 'ws')}/desktop`, {
      headers: { authorization: `Bearer ${token}`, ...headers },
    });
    socket.on('error', () => {});
    socket.once('unexpected-response', (_request, answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    socket.once('open', () => {
      socket.terminate();
      resolve('in');
    });
  });

describe('an attacker', () => {
  it('who guesses secrets learns nothing, is counted, and soon not even looked at; the CRM is served all the while', async () => {
    await start();
    const real = pathOf(relay.webhookUrl());
    const guesses = [
      '/webhook/amo/',
      `/webhook/amo/${'A'.repeat(43)}`,
      `${real.slice(0, -1)}${real.endsWith('A') ? 'B' : 'A'}`,
      `${real}x`,
      real.toUpperCase(),
      `/webhook/amo/${'x'.repeat(10_000)}`,
      '/webhook/amo/__proto__',
    ];
    for (const path of guesses) expect([404, 414]).toContain(await postTo(path, leadBody(1)));
    const statuses = await Promise.all(
      Array.from({ length: 60 }, () =>
        postTo(`/webhook/amo/${randomBytes(32).toString('base64url')}`, leadBody(1)),
      ),
    );
    expect(new Set(statuses)).toEqual(new Set([404, 429]));
    expect(await postTo(real, leadBody(1))).toBe(200);
    expect(await metric('secret')).toBeGreaterThanOrEqual(30);
    expect(await metric('tooMany')).toBeGreaterThanOrEqual(30);
    expect(await stored()).toBe(1);
    // Sixty guesses are ten lines.
    expect(relay.log().match(/"why":"secret"/gu)?.length).toBe(10);
  });

  it.each([
    ['loopback', '203.0.113.7'],
    ['1', '203.0.113.7'],
  ])(
    'behind a proxy (--trust-proxy %s) is the proxy’s client, for requests and WebSockets alike, whatever it writes in front',
    async (trustProxy, address) => {
      await start({ options: { trustProxy } });
      const guess = (from: string): Promise<string | number> =>
        handshake('A'.repeat(43), { 'x-forwarded-for': from });
      const joins = (from: string): Promise<number> =>
        fetch(`${relay.url()}/desktops`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
          body: JSON.stringify({ invite: 'A'.repeat(43), name: 'x' }),
        }).then(({ status }) => status);
      // What the client itself writes stands to the left of what the proxy adds.
      for (let at = 0; at < 30; at += 1) expect(await guess(`10.9.8.${at}, ${address}`)).toBe(401);
      expect(await guess(address)).toBe(429);
      for (let at = 0; at < 30; at += 1) expect(await joins(`10.9.8.${at}, ${address}`)).toBe(404);
      expect(await joins(`10.9.8.7, ${address}`)).toBe(429);
      expect(await joins('203.0.113.8')).toBe(404);
      expect(await guess('203.0.113.8')).toBe(401);
      // The right token is let in from there all the same.
      expect(await handshake(await relay.token(), { 'x-forwarded-for': address })).toBe('in');
    },
  );

  it('that no proxy stands in front of says what it likes of its address', async () => {
    await start({ options: { trustProxy: '0' } });
    for (let at = 0; at < 30; at += 1) {
      expect(await handshake('A'.repeat(43), { 'x-forwarded-for': `203.0.113.${at}` })).toBe(401);
    }
    expect(await handshake('A'.repeat(43), { 'x-forwarded-for': '203.0.113.99' })).toBe(429);
  });

  it.skipIf(process.platform === 'win32')(
    'who has another account on the server reads no file of the relay’s, whatever the umask',
    async () => {
      const umask = process.umask(0);
      try {
        await start();
        await relay.post(leadBody(1));
        const folder = dirname(relay.adminTokenFile());
        const modes = readdirSync(folder).map((name) => [
          name,
          (statSync(join(folder, name)).mode & 0o777).toString(8),
        ]);
        expect(modes.length).toBeGreaterThanOrEqual(3);
        expect(modes.filter(([, mode]) => mode !== '600')).toEqual([]);
        expect((statSync(folder).mode & 0o777).toString(8)).toBe('700');
      } finally {
        process.umask(umask);
      }
    },
  );

  it("cannot post one account's body to another's address, nor a body of two accounts", async () => {
    await start();
    const path = pathOf(relay.webhookUrl(ACCOUNT));
    expect(await postTo(path, leadBody(1, OTHER))).toBe(403);
    expect(await postTo(path, `${leadBody(1)}&account[id]=${OTHER}`)).toBe(403);
    expect(await postTo(path, `${leadBody(1)}&%61ccount%5bid%5d=${OTHER}`)).toBe(403);
    expect(await postTo(path, `leads[add][0][id]=1&account[id]=${ACCOUNT}e0`)).toBe(403);
    expect(await stored()).toBe(0);
    expect(await metric('account')).toBe(4);
  });

  it('who posts what was posted before changes nothing', async () => {
    await start();
    const path = pathOf(relay.webhookUrl());
    const again = await Promise.all(Array.from({ length: 20 }, () => postTo(path, leadBody(1))));
    expect(new Set(again)).toEqual(new Set([200]));
    expect(await stored()).toBe(1);
  });

  it('who floods an account with the right secret is held to its rate', async () => {
    await start({ options: { rate: 50 }, clock: createMovedClock() });
    const path = pathOf(relay.webhookUrl());
    const statuses = await Promise.all(
      Array.from({ length: 200 }, (_, id) => postTo(path, leadBody(id + 1))),
    );
    expect(statuses.filter((status) => status === 429)).toHaveLength(150);
    expect(await postTo(pathOf(relay.webhookUrl(OTHER)), leadBody(1, OTHER))).toBe(200);
  });

  it('who sends ten megabytes, or no end of them, is cut off at eight', async () => {
    await start();
    const path = pathOf(relay.webhookUrl());
    const socket = await dial();
    const answer = answerOn(socket);
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10485760\r\n\r\n`,
    );
    expect(await answer).toMatch(/^HTTP\/1\.1 413 /u);
    const endless = await dial();
    const cut = answerOn(endless);
    endless.write(
      `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    const chunk = `10000\r\n${'a'.repeat(0x1_0000)}\r\n`;
    let sent = 0;
    while (!endless.destroyed && sent < 20_000_000) {
      sent += chunk.length;
      if (!endless.write(chunk)) await Promise.race([heard(endless, 'drain'), heard(endless, 'close')]);
    }
    await cut;
    expect(sent).toBeLessThan(20_000_000);
    expect(await metric('tooLarge')).toBe(2);
    expect(await stored()).toBe(0);
  });

  it('who posts a byte now and then, or says nothing at all, is not waited for; a thousand of them keep nobody out', async () => {
    await start({ patience: { headersMs: 2_000, requestMs: 3_000 } });
    const path = pathOf(relay.webhookUrl());
    const slow = await dial();
    slow.write(
      `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nleads`,
    );
    const half = await dial();
    half.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nX-Long: `);
    const idle = await Promise.all(Array.from({ length: 1_000 }, dial));
    expect(await postTo(path, leadBody(1))).toBe(200);
    await Promise.all(
      [slow, half, ...idle].map((socket) =>
        socket.destroyed ? Promise.resolve() : heard(socket.resume(), 'close'),
      ),
    );
    expect(await postTo(path, leadBody(2))).toBe(200);
    expect(await stored()).toBe(2);
  });

  it('without a token, with a forged one, or on a page of another site gets no socket', async () => {
    await start();
    const token = await relay.token();
    expect(await handshake('')).toBe(401);
    expect(await handshake('A'.repeat(43))).toBe(401);
    expect(await handshake(`${token}x`)).toBe(401);
    expect(await handshake(token, { origin: 'https://evil.example' })).toBe(403);
    expect(await handshake(token)).toBe('in');
    const guessing = await Promise.all(
      Array.from({ length: 60 }, () => handshake(randomBytes(32).toString('base64url'))),
    );
    expect(guessing).toContain(429);
    expect(await handshake(token)).toBe('in');
  });

  it("with a token of one account gets nothing of another's", async () => {
    await start();
    const spy = relay.desktop(await relay.token([OTHER]), [ACCOUNT]);
    await spy.connect();
    expect(spy.messages).toMatchObject([
      { type: 'hello', accounts: [OTHER] },
      { type: 'refused', account: ACCOUNT, reason: 'notYours' },
    ]);
    expect(await relay.post(leadBody(1))).toBe(200);
    const owner = await relay.newDesktop();
    expect(await relay.post(leadBody(2))).toBe(200);
    await owner.has(1);
    expect(spy.received).toEqual([]);
    expect(await metric('foreignAccount')).toBe(1);
  });

  it.each([
    ['no JSON', 'hello'],
    ['nothing known', '{"type":"shout"}'],
    ['an acknowledgement of what was never sent', `{"type":"ack","account":${ACCOUNT},"seq":99}`],
    ['following twice', `{"type":"follow","accounts":[{"account":${ACCOUNT},"cursor":null}]}`],
    ['far too much', `{"type":"ack","account":1,"seq":1,"pad":"${'x'.repeat(20_000)}"}`],
  ])('who says over the socket %s is hung up on', async (_, text) => {
    await start();
    const desktop = await relay.newDesktop();
    desktop.say(text);
    expect([CLOSED.protocol, 1009]).toContain(await desktop.closed());
  });

  it('cannot make the callback lead anywhere else, or put anything into its headers', async () => {
    await start();
    const callback = async (query: string) => {
      const answer = await fetch(`${relay.url()}/oauth/callback?${query}`, { redirect: 'manual' });
      return { status: answer.status, location: answer.headers.get('location'), headers: answer.headers };
    };
    const good = await callback(
      'code=abc&state=s1&referer=demo.amocrm.ru&client_id=u&from_widget=1&next=//evil.example',
    );
    expect(good).toMatchObject({
      status: 302,
      location: 'http://127.0.0.1:47823/oauth/callback?code=abc&state=s1&referer=demo.amocrm.ru&client_id=u',
    });
    expect(good.headers.get('cache-control')).toBe('no-store');
    expect(good.headers.get('referrer-policy')).toBe('no-referrer');
    expect((await callback('error=access_denied&state=s1')).location).toBe(
      'http://127.0.0.1:47823/oauth/callback?state=s1&error=access_denied',
    );
    for (const query of [
      'code=abc&referer=evil%0d%0aSet-Cookie:%20a=b',
      'code=abc&referer=a%00b',
      'code=abc&referer=a&referer=b',
      `code=${'x'.repeat(5_000)}`,
      'state=s1',
      '',
    ]) {
      expect({ query, ...(await callback(query)) }).toMatchObject({ query, status: 400, location: null });
    }
    const tricky = await callback('code=abc&referer=//evil.example/..%5c%5c@x&state=%23');
    expect(new URL(tricky.location ?? '').host).toBe('127.0.0.1:47823');
  });

  it("without the admin's token rules nothing; pages of other sites are not served", async () => {
    await start();
    const ask = (headers: Record<string, string>): Promise<number> =>
      fetch(`${relay.url()}/admin/desktops`, { headers }).then(({ status }) => status);
    expect(await ask({})).toBe(401);
    expect(await ask({ authorization: 'Bearer ' })).toBe(401);
    expect(await ask({ authorization: `Bearer ${await relay.token()}` })).toBe(401);
    expect(await ask({ origin: 'https://evil.example' })).toBe(403);
    const path = pathOf(relay.webhookUrl());
    expect(await postTo(path, leadBody(1), { origin: 'https://evil.example' })).toBe(403);
    expect(await postTo(path, '{}', { 'content-type': 'application/json' })).toBe(415);
    const preflight = await fetch(`${relay.url()}${path}`, { method: 'OPTIONS' });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('who reads the log finds no secret, token, code, name or body in it', async () => {
    await start();
    const secret = pathOf(relay.webhookUrl()).split('/').at(-1) ?? '';
    const code = await relay.invite();
    const token = await relay.token();
    const desktop = relay.desktop(token);
    await desktop.connect();
    await relay.post(leadBody(777_777));
    await desktop.has(1);
    await relay.post(leadBody(888_888, OTHER), ACCOUNT);
    await fetch(`${relay.url()}/oauth/callback?code=SECRETCODE&referer=a%0ab`, { redirect: 'manual' });
    await fetch(`${relay.url()}/nothing/${secret}?code=SECRETCODE`);
    await postTo(`/webhook/amo/${secret.slice(0, 42)}`, leadBody(1));
    await handshake(`${token.slice(0, 42)}~`);
    await handshake(token.split('').reverse().join(''));
    const log = relay.log();
    expect(log).toContain('"why":"token"');
    for (const word of [
      secret,
      secret.slice(0, 42),
      code,
      token,
      'SECRETCODE',
      '777777',
      '888888',
      '127.0.0.1":',
      'demo',
      '/webhook',
    ]) {
      expect(log).not.toContain(word);
    }
    for (const line of log.trim().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow();
  });
});
