import { connect, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../../main/common/clock.ts';
import type { CallEvent } from '../../../../main/calls/tracking/callEvent.ts';
import { createHookSource } from '../../../../main/sources/callHook/callHook.ts';
import { openIdleSockets } from '../../../phones/idleSockets.ts';

/** Played against the real listener: the attacks of the sign-in's listener, where they apply to the call hook. */
const TOKEN = 'a'.repeat(43);
const GOOD = `GET /v1/hook/${TOKEN}/ringing?number=101`;
let end = new AbortController();
let port = 0;
let heard: CallEvent[] = [];
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  end.abort();
});

async function listening(): Promise<void> {
  heard = [];
  const hook = createHookSource({
    port: 0,
    token: TOKEN,
    clock: systemClock,
    monotonic: () => performance.now(),
    changed: () => undefined,
  });
  end = new AbortController();
  await hook.start((event) => heard.push(event), end.signal);
  port = hook.port();
}

/** Sends bytes as they are; all that came back until the hook closed the connection. */
function answerTo(bytes: string, end: 'stays' | 'says no more' = 'stays'): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    sockets.push(socket);
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.once('close', () => {
      resolve(text);
    });
    // Who says that it will say no more may be hung up on before the answer is there.
    if (end === 'stays') socket.write(bytes);
    else socket.end(bytes);
  });
}
/** The status of the answer, 0 for none. */
const raw = async (...sent: Parameters<typeof answerTo>): Promise<number> =>
  Number(/^HTTP\/1\.1 (\d+)/u.exec(await answerTo(...sent))?.[1] ?? 0);
const ask = (line: string, headers = `Host: 127.0.0.1:${String(port)}`): Promise<number> =>
  raw(`${line} HTTP/1.1\r\n${headers}\r\nConnection: close\r\n\r\n`);

/** After an attack: nothing was reported, and a softphone is heard. */
async function survives(): Promise<void> {
  expect(heard).toEqual([]);
  expect(await ask(GOOD)).toBe(204);
  expect(heard).toHaveLength(1);
}

describe('the call hook against its attackers', () => {
  it('DNS rebinding and malformed Hosts: refused though the token is right', async () => {
    await listening();
    const own = `127.0.0.1:${String(port)}`;
    for (const host of [
      `evil.example:${String(port)}`,
      '127.0.0.1',
      `x@${own}`,
      `${own}.evil.example`,
      `[::1]:${String(port)}`,
      '',
    ]) {
      expect([host, await ask(GOOD, `Host: ${host}`)]).toEqual([host, 421]);
    }
    expect(await ask(GOOD, `Host: ${own}\r\nHost: evil.example`)).toBe(421);
    expect(await ask(GOOD, 'X: y')).toBe(400);
    await survives();
  });

  it('background fetches of web pages: refused though the token is right', async () => {
    await listening();
    const own = `Host: 127.0.0.1:${String(port)}`;
    for (const more of [
      'Origin: https://evil.example',
      'Origin: null',
      'Sec-Fetch-Site: cross-site',
      'Sec-Fetch-Site: same-site',
      'Sec-Fetch-Site: same-origin',
      'Sec-Fetch-Site: none\r\nSec-Purpose: prefetch;prerender',
      'Purpose: prefetch',
    ]) {
      expect([more, await ask(GOOD, `${own}\r\n${more}`)]).toEqual([more, 403]);
    }
    await survives();
  });

  it('no, a wrong, a shortened or a longer token: refused', async () => {
    await listening();
    for (const token of [
      '',
      'b'.repeat(43),
      TOKEN.slice(1),
      `${TOKEN}a`,
      TOKEN.toUpperCase(),
      `${TOKEN}%00`,
    ]) {
      expect([401, 404]).toContain(await ask(`GET /v1/hook/${token}/ringing?number=101`));
    }
    expect(await ask('POST /v1/calls')).toBe(401);
    await survives();
  });

  it.each(['POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'])(
    'the method %s is refused',
    async (method) => {
      await listening();
      expect(await ask(GOOD.replace('GET', method))).toBe(405);
      await survives();
    },
  );

  it('huge URLs, headers and bodies: refused and cut off', async () => {
    await listening();
    expect(await ask(`${GOOD}&x=${'y'.repeat(100_000)}`)).toBeGreaterThanOrEqual(400);
    expect(await ask(GOOD, `Host: 127.0.0.1:${String(port)}\r\nX: ${'y'.repeat(100_000)}`)).toBe(431);
    const body = 'x'.repeat(50_000);
    const status = await raw(
      `POST /v1/calls HTTP/1.1\r\nHost: 127.0.0.1:${String(port)}\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Length: ${String(body.length)}\r\nConnection: close\r\n\r\n${body}`,
    );
    expect(status).toBe(413);
    await survives();
  });

  it('malformed requests: refused', async () => {
    await listening();
    for (const bytes of ['GET', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', '\u{0016}\u{0003}\u{0001}', '\r\n\r\n']) {
      expect(await raw(bytes, 'says no more')).not.toBe(204);
    }
    for (const line of [
      `GET http://evil.example/v1/hook/${TOKEN}/ringing?number=101`,
      `GET //evil.example/v1/hook/${TOKEN}/ringing?number=101`,
      'GET /v1/hook/%zz/ringing?number=%zz',
      `GET /v1/hook/${TOKEN}/../ringing?number=101`,
    ]) {
      const status = await ask(line);
      expect([line, status === 204]).toEqual([line, heard.length > 0]);
      heard = [];
    }
    await survives();
  });

  it('duplicate parameters: refused, whichever is the good one', async () => {
    await listening();
    for (const more of ['number=101', 'number=666', 'number=', 'line=a&line=b', 'callId=1&callId=1']) {
      expect([more, await ask(`${GOOD}&${more}`)]).toEqual([more, 400]);
    }
    await survives();
  });

  it('script in what is reported: no answer repeats it, and none is a page', async () => {
    await listening();
    const script = encodeURIComponent('<script>alert(1)</script>');
    for (const line of [
      `${GOOD}${'7'.repeat(128)}${script}`,
      `GET /v1/hook/${TOKEN}/${script}?number=101`,
      `GET /v1/hook/${script}/ringing?number=101`,
      `GET /${script}`,
    ]) {
      const answer = await answerTo(
        `${line} HTTP/1.1\r\nHost: 127.0.0.1:${String(port)}\r\nConnection: close\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 4/u);
      expect(answer).toContain('application/json');
      expect(answer).not.toMatch(/script|alert|access-control/iu);
    }
    await survives();
  });

  it('no token in a browser’s history: no answer is a page, a redirect, or kept', async () => {
    await listening();
    const answer = await answerTo(
      `${GOOD} HTTP/1.1\r\nHost: 127.0.0.1:${String(port)}\r\nSec-Fetch-Site: none\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 204 /u);
    expect(answer).toMatch(/cache-control: no-store/iu);
    expect(answer).not.toMatch(/location:|content-type:|a{43}/iu);
  });

  it('a replayed report is heard as it was said: with its own call id, so that it is the same call', async () => {
    await listening();
    const report = `GET /v1/hook/${TOKEN}/ringing?number=101&callId=one`;
    expect([await ask(report), await ask(report)]).toEqual([204, 204]);
    expect(heard.map(({ sourceCallId }) => sourceCallId)).toEqual(['one', 'one']);
  });

  it('slow clients, and a thousand connections that say nothing, keep no softphone out for long', async () => {
    await listening();
    for (let count = 0; count < 1000; count += 1) {
      const socket = connect(port, '127.0.0.1').on('error', () => undefined);
      if (count % 2 === 0) socket.write('GET /v1/hook/');
      sockets.push(socket);
    }
    await expect.poll(() => ask(GOOD), { timeout: 50_000 }).toBe(204);
  });

  it.each([
    ['say nothing', ''],
    ['say half a request', `GET /v1/hook/${TOKEN}/ringing?number=1 HTTP/1.1\r\nHost: 127`],
    [
      'send a body that never comes',
      `POST /v1/calls HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Length: 90\r\n\r\n`,
    ],
  ])(
    'connections that %s silence no softphone: every report is heard while they stay',
    async (_name, first) => {
      await listening();
      const idle = await openIdleSockets({ port }, 400, first.replace('PORT', String(port)));
      const answers = [];
      for (let report = 0; report < 56; report += 1) answers.push(await ask(GOOD));
      idle.close();
      expect(answers).toEqual(Array.from({ length: 56 }, () => 204));
      expect(heard).toHaveLength(56);
    },
  );

  it('listens on loopback alone', async () => {
    await listening();
    const others = Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .filter(({ internal, address }) => !internal && !address.startsWith('fe80'))
      .map(({ address }) => address);
    for (const host of ['::1', ...others]) {
      const isReached = await new Promise<boolean>((resolve) => {
        const socket = connect({ host, port, timeout: 2000 });
        sockets.push(socket);
        const no = (): void => {
          resolve(false);
        };
        socket.once('error', no).once('timeout', no);
        socket.once('connect', () => {
          resolve(true);
        });
      });
      expect([host, isReached]).toEqual([host, false]);
    }
    await survives();
  });

  it('is gone when it was stopped', async () => {
    await listening();
    end.abort();
    await expect.poll(() => ask(GOOD)).toBe(0);
    expect(heard).toEqual([]);
  });
});
