import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fail, ok } from '../../common/result.ts';
import type { Result } from '../../common/result.ts';

/** What the listeners of the hook answer with; what it means is the source's. */
export interface HookHttp {
  /** The token that counts now. */
  readonly token: () => string;
  /** Takes a report; null, or why it is refused. `reportedAt` is when its request came, `from` the address of who sent it. */
  readonly accept: (
    input: unknown,
    reportedAt: number,
    from: string,
  ) => { status: number; why: string } | null;
  readonly monotonic: () => number;
}

/** A request handler of `node:http`. */
export type HookHandler = (request: IncomingMessage, response: ServerResponse) => void;

const LARGEST_BODY = 4096;
const BODY_MS = 2000;
/** What the URL form may say of a call, each once. */
const FIELDS = ['number', 'direction', 'line', 'callId', 'recording'] as const;

/**
 * The hook over TCP, where web pages and strangers are heard too: wants its exact Host (DNS rebinding) and no Origin or
 * cross-site fetch (web pages); answers 204 at once (call-sources.md 1.13).
 *
 * @param hosts what may stand in `Host`, with the port
 */
export function createPortHandler(http: HookHttp, hosts: () => readonly string[]): HookHandler {
  return (request, response) => {
    const reportedAt = http.monotonic();
    const { headers } = request;
    // Of several, Node takes the first: no softphone sends two.
    const isOneHost = request.headersDistinct['host']?.length === 1;
    if (!isOneHost || !hosts().includes(headers.host ?? '')) {
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
    if (url.pathname === '/v1/calls') return takePost(http, request, response, reportedAt);
    const form = /^\/v1\/hook\/([^/]+)\/([a-z]+)$/.exec(url.pathname);
    if (form === null) return refuse(response, 404, 'no such path');
    if (request.method !== 'GET') return refuse(response, 405, 'use GET', { allow: 'GET' });
    if (!isToken(http, form[1] ?? '')) return refuse(response, 401, 'the token is wrong');
    // Which of two would be meant is anybody's guess, and a guess is what an attacker needs.
    const twice = FIELDS.find((name) => url.searchParams.getAll(name).length > 1);
    if (twice !== undefined) return refuse(response, 400, `${twice}: is given more than once`);
    answer(
      response,
      http.accept(
        { ...fromQuery(url.searchParams), event: form[2] },
        reportedAt,
        request.socket.remoteAddress ?? '',
      ),
    );
  };
}

/** The hook over the user's own socket or pipe: only the hook program is there, and it posts. */
export function createLocalHandler(http: HookHttp): HookHandler {
  return (request, response) => {
    if (request.url !== '/v1/calls') return refuse(response, 404, 'no such path');
    return takePost(http, request, response, http.monotonic());
  };
}

function takePost(
  http: HookHttp,
  request: IncomingMessage,
  response: ServerResponse,
  reportedAt: number,
): void {
  if (request.method !== 'POST') return refuse(response, 405, 'use POST', { allow: 'POST' });
  const given = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (given === undefined || !isToken(http, given)) {
    return refuse(response, 401, 'the token is missing or wrong');
  }
  readBody(request, response, (body) => {
    const input = parseJson(body);
    if (!input.ok) return refuse(response, 400, 'the body is not JSON');
    answer(response, http.accept(input.value, reportedAt, request.socket.remoteAddress ?? ''));
  });
}

function isToken(http: HookHttp, given: string): boolean {
  const [bytes, token] = [Buffer.from(given), Buffer.from(http.token())];
  return bytes.length === token.length && timingSafeEqual(bytes, token);
}

function answer(response: ServerResponse, refusal: { status: number; why: string } | null): void {
  if (refusal !== null) return refuse(response, refusal.status, refusal.why);
  // Never a page: a browser stays where it is and keeps neither the address, with its token, nor the answer.
  response.writeHead(204, { 'cache-control': 'no-store' }).end();
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
