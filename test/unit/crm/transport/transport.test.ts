import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { TokenSource } from '../../../../main/crm/transport/tokenSource.ts';
import { createExchange } from '../../../../main/crm/transport/httpExchange.ts';
import { createRateLimiter, type RateLimiter } from '../../../../main/crm/transport/rateLimiter.ts';
import { createTransport, type Transport } from '../../../../main/crm/transport/transport.ts';
import { systemClock } from '../../../../main/common/clock.ts';
import { fail, ok } from '../../../../main/common/result.ts';
import { json, openWireServer, type Got, type WireServer } from '../wireServer.ts';

/** Tokens `token-1`, `token-2`, ... each given for the one before. */
function countingTokens(): TokenSource & { readonly renewed: string[] } {
  const renewed: string[] = [];
  return {
    renewed,
    accessToken: () => Promise.resolve(ok(`token-${String(renewed.length + 1)}`)),
    renew: (rejected) => {
      renewed.push(rejected);
      return Promise.resolve(ok(`token-${String(renewed.length + 1)}`));
    },
  };
}

/** Short, but long enough to connect on a computer that does other things besides. */
const PATIENCE_MS = 1_000;

interface Bench {
  readonly server: WireServer;
  readonly transport: Transport;
  readonly limiter: RateLimiter;
  readonly tokens: ReturnType<typeof countingTokens>;
}

let open: WireServer | null = null;
afterEach(() => open?.close());

async function bench(
  answer: (got: Got, response: ServerResponse) => void,
  options: { readonly maxBytes?: number; readonly totalMs?: number; readonly tokens?: TokenSource } = {},
): Promise<Bench> {
  const { maxBytes, totalMs, tokens: given } = options;
  const server = await openWireServer(answer);
  open = server;
  const limiter = createRateLimiter({ clock: systemClock, requestsPerSecond: 1000 });
  const tokens = countingTokens();
  const transport = createTransport({
    host: `romashka.localhost:${String(server.port)}`,
    tokens: given ?? tokens,
    limiter,
    exchange: createExchange({
      userAgent: 'Ringside/0.1.0 (+desktop; test)',
      ...(maxBytes === undefined ? {} : { maxBytes }),
      ...(totalMs === undefined ? {} : { totalMs }),
    }),
    clock: systemClock,
    random: () => 0,
  });
  return { server, transport, limiter, tokens };
}

const html = (response: ServerResponse, status: number): void => {
  response
    .writeHead(status, { 'content-type': 'text/html' })
    .end('<html><head><title>403 Forbidden</title></head><body>nginx</body></html>');
};

describe('a request to the CRM', () => {
  it('goes to the account host on this computer with its token and a name of its own', async () => {
    const { transport, server } = await bench((_got, response) => {
      json(response, 200, { a: 1 });
    });
    expect(await transport.get('/api/v4/account?with=datetime_settings')).toEqual(ok({ a: 1 }));
    expect(server.got[0]?.url).toBe('/api/v4/account?with=datetime_settings');
    expect(server.got[0]?.headers).toMatchObject({
      host: `romashka.localhost:${String(server.port)}`,
      authorization: 'Bearer token-1',
      'user-agent': 'Ringside/0.1.0 (+desktop; test)',
    });
  });

  it('reads a 204 as nothing, and an answer that was compressed', async () => {
    const { transport } = await bench(({ url }, response) => {
      if (url === '/none') response.writeHead(204).end();
      else response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"a":1}'));
    });
    expect(await transport.get('/none')).toEqual(ok(null));
    expect(await transport.getText('/none')).toEqual(ok(null));
    expect(await transport.get('/packed')).toEqual(ok({ a: 1 }));
    expect(await transport.getText('/packed')).toEqual(ok('{"a":1}'));
  });

  it('renews the token once on a 401, even for a write; refused again with the new one, it is to be tried later', async () => {
    const { transport, server, tokens } = await bench(({ headers, url }, response) => {
      const isGood = headers.authorization === 'Bearer token-2' && url !== '/never';
      json(response, isGood ? 200 : 401, isGood ? { id: 1 } : { title: 'Unauthorized', detail: 'Bad token' });
    });
    expect(await transport.send('POST', '/api/v4/calls', [{ a: 1 }])).toEqual(ok({ id: 1 }));
    expect(tokens.renewed).toEqual(['token-1']);
    expect(server.got.map(({ body }) => body)).toEqual(['[{"a":1}]', '[{"a":1}]']);
    expect(await transport.get('/never')).toEqual(
      fail({ kind: 'noToken', words: 'Bad token', isTurnedAway: true }),
    );
    expect(tokens.renewed).toHaveLength(2);
  });

  it('sends nothing when there is no token', async () => {
    const refused = (kind: 'needsSignIn' | 'unreachable') => Promise.resolve(fail({ kind, words: 'why' }));
    const tokens = { accessToken: () => refused('unreachable'), renew: () => refused('needsSignIn') };
    const { transport, server } = await bench((_got, response) => response.end(), { tokens });
    expect(await transport.get('/a')).toEqual(fail({ kind: 'noToken', words: 'why' }));
    expect(server.got).toEqual([]);
  });

  it('repeats a read at most three times, and a write never', async () => {
    const { transport, server } = await bench((_got, response) => {
      json(response, 502, { title: 'Bad Gateway' });
    });
    const failure = fail({ kind: 'server', status: 502, maySucceed: true, words: 'Bad Gateway' });
    expect(await transport.get('/read')).toEqual(failure);
    expect(await transport.send('POST', '/write', [])).toEqual(failure);
    expect(server.got.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET', 'POST']);
  });

  it('reads again after a connection that broke', async () => {
    let tries = 0;
    const { transport } = await bench((_got, response) => {
      tries += 1;
      if (tries === 1) response.socket?.destroy();
      else if (tries === 2) response.writeHead(200, { 'content-length': '100' }).write('{"a":');
      else json(response, 200, { a: 1 });
      if (tries === 2) setImmediate(() => response.socket?.destroy());
    });
    expect(await transport.get('/read')).toEqual(ok({ a: 1 }));
    expect(tries).toBe(3);
  });

  it('says of a write whether it may have arrived', async () => {
    const { transport, server } = await bench(({ url }, response) => {
      if (url === '/drop') response.socket?.destroy();
    });
    expect(await transport.send('POST', '/drop', [])).toMatchObject({
      error: { kind: 'network', maySucceed: true },
    });
    const gone = new AbortController();
    const sent = transport.send('POST', '/hang', [], { signal: gone.signal });
    await expect.poll(() => server.got.length).toBe(2);
    gone.abort();
    expect(await sent).toMatchObject({ error: { kind: 'aborted', maySucceed: true } });
    expect(await transport.send('POST', '/hang', [], { signal: gone.signal })).toMatchObject({
      error: { kind: 'aborted', maySucceed: false },
    });
    await server.close();
    expect(await transport.send('POST', '/drop', [])).toMatchObject({
      error: { kind: 'network', maySucceed: false },
    });
  });

  it('says of a write that was never answered that it may have arrived', async () => {
    const { transport } = await bench(() => undefined, { totalMs: PATIENCE_MS });
    expect(await transport.send('POST', '/hang', [])).toMatchObject({
      error: { kind: 'timeout', maySucceed: true },
    });
  });

  it('never follows a redirect', async () => {
    const { transport, server } = await bench(({ url }, response) => {
      if (url === '/moved') response.writeHead(302, { location: 'https://evil.example/' }).end();
      else json(response, 200, {});
    });
    expect(await transport.get('/moved')).toMatchObject({ error: { kind: 'server', status: 302 } });
    expect(server.got.map(({ url }) => url)).toEqual(['/moved']);
  });

  it('gives up an answer that is too long, packed or not', async () => {
    const long = JSON.stringify({ a: 'x'.repeat(200_000) });
    const { transport } = await bench(
      ({ url }, response) => {
        if (url === '/plain') response.end(long);
        else response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(long));
      },
      { maxBytes: 100_000 },
    );
    expect(await transport.get('/plain')).toMatchObject({ error: { kind: 'malformed' } });
    expect(await transport.get('/packed')).toMatchObject({ error: { kind: 'malformed' } });
  });

  it('gives up an answer that never ends', async () => {
    const { transport, server } = await bench(
      (_got, response) => {
        response.writeHead(200, { 'content-type': 'application/hal+json' });
        const drip = setInterval(() => response.write(' '), 20);
        response.on('close', () => {
          clearInterval(drip);
        });
      },
      { totalMs: PATIENCE_MS },
    );
    expect(await transport.get('/drip')).toMatchObject({ error: { kind: 'timeout' } });
    expect(server.got).toHaveLength(1);
  });

  it('reads an answer of ten megabytes', async () => {
    const long = { a: 'x'.repeat(10 * 1024 * 1024) };
    const { transport } = await bench((_got, response) => {
      json(response, 200, long);
    });
    const answer = await transport.get('/long');
    expect(answer.ok && JSON.stringify(answer.value).length).toBe(JSON.stringify(long).length);
  });

  it('deletes with a body, once', async () => {
    const { transport, server } = await bench((_got, response) => {
      json(response, 502, {});
    });
    expect(await transport.send('DELETE', '/hook', { destination: 'x' })).toMatchObject({
      error: { kind: 'server' },
    });
    expect(server.got.map(({ method, body }) => `${method} ${body}`)).toEqual(['DELETE {"destination":"x"}']);
  });

  it('waits out a short pause the service asks for', async () => {
    let tries = 0;
    const { transport, limiter } = await bench((_got, response) => {
      tries += 1;
      if (tries > 1) json(response, 200, {});
      else response.writeHead(429, { 'retry-after': '1' }).end('slow down');
    });
    const states: string[] = [];
    limiter.onChange(({ kind }) => states.push(kind));
    expect(await transport.get('/a')).toEqual(ok({}));
    expect(states).toEqual(['paused', 'open']);
  });

  it('fails for all at a long pause or a block, without asking the service again', async () => {
    const { transport, server, limiter } = await bench(({ url }, response) => {
      if (url === '/block') html(response, 403);
      else json(response, 429, { title: 'Too Many Requests', status: 429, retry_after: 300 });
    });
    expect(await transport.send('POST', '/a', [])).toMatchObject({ error: { kind: 'rateLimited' } });
    const refused = await transport.get('/b');
    expect(refused).toMatchObject({ ok: false, error: { kind: 'rateLimited' } });
    expect(server.got).toHaveLength(1);
    expect(limiter.state().kind).toBe('paused');
  });

  it('knows the block of an address, HTML, from missing rights, JSON', async () => {
    const { transport, server, limiter } = await bench(({ url }, response) => {
      if (url === '/block') html(response, 403);
      else json(response, 403, { title: 'Forbidden', detail: "Client doesn't have the required scope" });
    });
    expect(await transport.get('/users')).toEqual(
      fail({ kind: 'forbidden', words: "Client doesn't have the required scope" }),
    );
    expect(limiter.state().kind).toBe('open');
    expect(await transport.get('/block')).toEqual(fail({ kind: 'blocked', words: '403 Forbidden' }));
    expect(await transport.get('/users')).toMatchObject({ error: { kind: 'blocked' } });
    expect(server.got).toHaveLength(2);
  });
});
