import { timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fail, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { Report } from '../event.ts';
import { readHookReport } from './hookRequest.ts';
import type { CallSource, SourceContext } from './source.ts';
import { keepSourceState } from './sourceState.ts';

/**
 * The loopback hook: the call source that every softphone's "run a program" or "open a URL" can reach.
 *
 * - `POST /v1/calls` with `Authorization: Bearer <token>` and a JSON body of at most 1 kB
 * - `GET /v1/hook/<token>/<event>?number=` for softphones that only know URLs
 *
 * Listens on 127.0.0.1 alone, unless the agent opened it to the desk phones of his network; wants its exact
 * Host (DNS rebinding) and no Origin or cross-site fetch (web pages); answers 204 at once (facts/call-sources 1.13).
 */
export interface HookSource extends CallSource {
  /** Where it listens. A taken port is said (`portInUse`), another one is never taken silently. */
  port(): number;
}

interface HookDeps extends Pick<SourceContext, 'clock' | 'monotonic' | 'changed'> {
  /** 0 lets the system choose (tests). */
  readonly port: number;
  readonly token: string;
  /** This computer's addresses in the network, when phones there may report too; else none. */
  readonly network?: () => readonly string[];
}

const LARGEST_BODY = 1024;
/** More reports a second than this are refused: no softphone rings so often. */
const REPORTS_PER_SECOND = 100;
const BODY_MS = 2000;
/** What the URL form may say of a call, each once. */
const FIELDS = ['number', 'direction', 'line', 'callId'] as const;

export function createHookSource(deps: HookDeps): HookSource {
  let port = deps.port;
  const state = keepSourceState(deps);
  let report: Report = () => undefined;
  let second = 0;
  let inSecond = 0;
  const token = Buffer.from(deps.token);

  const isToken = (given: string): boolean => {
    const bytes = Buffer.from(given);
    return bytes.length === token.length && timingSafeEqual(bytes, token);
  };

  function accept(input: unknown, response: ServerResponse, heardAt: number): void {
    const now = deps.clock.now();
    const thisSecond = Math.floor(now / 1000);
    if (thisSecond !== second) {
      second = thisSecond;
      inSecond = 0;
    }
    inSecond += 1;
    if (inSecond > REPORTS_PER_SECOND) return refuse(response, 429, 'too many reports');
    const event = readHookReport(input, now);
    if (!event.ok) return refuse(response, 400, event.error);
    state.report(report, event.value, heardAt);
    // Never a page: a browser stays where it is and keeps neither the address, with its token, nor the answer.
    response.writeHead(204, { 'cache-control': 'no-store' }).end();
  }

  function handle(request: IncomingMessage, response: ServerResponse): void {
    const heardAt = deps.monotonic();
    const { headers } = request;
    // Of several, Node takes the first: no softphone sends two.
    const isOneHost = request.headersDistinct['host']?.length === 1;
    const names = ['127.0.0.1', 'localhost', ...(deps.network?.() ?? [])];
    if (!isOneHost || !names.some((name) => headers.host === `${name}:${port}`)) {
      return refuse(response, 421, 'this listener answers to 127.0.0.1 only');
    }
    const site = headers['sec-fetch-site'];
    if (headers.origin !== undefined || (site !== undefined && site !== 'none')) {
      return refuse(response, 403, 'web pages may not report calls');
    }
    // A browser that fetches ahead of what is typed means no call.
    if (headers['sec-purpose'] !== undefined || headers['purpose'] !== undefined) {
      return refuse(response, 403, 'fetched ahead');
    }
    const target = request.url ?? '/';
    if (!URL.canParse(target, 'http://127.0.0.1')) return refuse(response, 400, 'the URL is not one');
    const url = new URL(target, 'http://127.0.0.1');
    if (url.pathname === '/v1/calls') {
      if (request.method !== 'POST') return refuse(response, 405, 'use POST', { allow: 'POST' });
      const given = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
      if (given === undefined || !isToken(given))
        return refuse(response, 401, 'the token is missing or wrong');
      readBody(request, response, (body) => {
        const input = parseJson(body);
        if (!input.ok) return refuse(response, 400, 'the body is not JSON');
        accept(input.value, response, heardAt);
      });
      return;
    }
    const form = /^\/v1\/hook\/([^/]+)\/([a-z]+)$/.exec(url.pathname);
    if (form === null) return refuse(response, 404, 'no such path');
    if (request.method !== 'GET') return refuse(response, 405, 'use GET', { allow: 'GET' });
    if (!isToken(form[1] ?? '')) return refuse(response, 401, 'the token is wrong');
    // Which of two would be meant is anybody's guess, and a guess is what an attacker needs.
    const twice = FIELDS.find((name) => url.searchParams.getAll(name).length > 1);
    if (twice !== undefined) return refuse(response, 400, `${twice}: is given more than once`);
    accept({ ...fromQuery(url.searchParams), event: form[2] }, response, heardAt);
  }

  return {
    status: state.status,
    describe: () => ({ name: 'hook', where: `127.0.0.1:${port}` }),
    port: () => port,
    start(reportTo, signal) {
      report = reportTo;
      const listener = createServer(
        {
          maxHeaderSize: 8192,
          requestTimeout: 5000,
          headersTimeout: 5000,
          connectionsCheckingInterval: 1000,
        },
        handle,
      );
      listener.maxConnections = 64;
      // Connections that say nothing give their places up, or a thousand of them would keep softphones out.
      listener.setTimeout(6000);
      listener.keepAliveTimeout = 1000;
      const stop = (): void => {
        listener.close();
        listener.closeAllConnections();
        state.off();
      };
      return new Promise((resolve) => {
        listener.once('error', (error: NodeJS.ErrnoException) => {
          if (error.code === 'EADDRINUSE') state.failed('portInUse', String(deps.port));
          else state.failed('unreachable', error.code ?? '');
          resolve();
        });
        listener.listen(deps.port, deps.network === undefined ? '127.0.0.1' : '0.0.0.0', () => {
          ({ port } = listener.address() as AddressInfo);
          if (signal.aborted) stop();
          else {
            signal.addEventListener('abort', stop, { once: true });
            state.ready();
          }
          resolve();
        });
      });
    },
  };
}

/** URL-only softphones leave a bare `+` in the query, which means a space there (`?number=+7916`). */
function fromQuery(query: URLSearchParams): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const name of FIELDS) {
    const value = query.get(name);
    if (value !== null && value !== '')
      fields[name] = name === 'number' ? value.replace(/^ (?=\d)/, '+') : value;
  }
  return fields;
}

function refuse(
  response: ServerResponse,
  status: number,
  why: string,
  headers: Record<string, string> = {},
): void {
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify({ error: why }));
}

function parseJson(text: string): Result<unknown, null> {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch {
    return fail(null);
  }
}

function readBody(request: IncomingMessage, response: ServerResponse, done: (body: string) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const tooSlow = setTimeout(() => request.destroy(), BODY_MS);
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= LARGEST_BODY) chunks.push(chunk);
    else if (!response.headersSent) {
      refuse(response, 413, `the body is longer than ${LARGEST_BODY} bytes`, { connection: 'close' });
      request.resume();
    }
  });
  request.on('close', () => {
    clearTimeout(tooSlow);
  });
  request.on('end', () => {
    if (size <= LARGEST_BODY) done(Buffer.concat(chunks).toString('utf8'));
  });
}
