import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import got, { RequestError, TimeoutError } from 'got';
import { isLocalhostName, isServiceAddress } from './serviceAddress.ts';
import type { Network } from '../../network/systemNetwork.ts';
import { wayTroubleOf } from '../../network/networkTrouble.ts';
import type { CrmFailure } from '../types/crmFailure.ts';

/** One HTTP request as it goes on the wire. */
export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, already as text. */
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export interface WireAnswer {
  readonly status: number;
  readonly contentType: string;
  /** The `Retry-After` header as it came. */
  readonly retryAfter: string | null;
  /** The `Date` header as it came; null also for an answer out of a cache (`Age`), whose date is an old one. */
  readonly date?: string | null;
  readonly text: string;
}

export type WireFailure = Extract<CrmFailure, { kind: 'network' | 'timeout' | 'aborted' | 'malformed' }>;

export type WireResult =
  { readonly ok: true; readonly value: WireAnswer } | { readonly ok: false; readonly error: WireFailure };

/** Sends one request and reads the whole answer. Tests run a server; only where the time is a test's own do they answer in its place. */
export type Exchange = (request: WireRequest) => Promise<WireResult>;

export interface ExchangeOptions {
  readonly userAgent: string;
  readonly connectMs?: number;
  readonly totalMs?: number;
  readonly maxBytes?: number;
  /** The system's way out; without, connections are made directly. */
  readonly network?: Network;
}

/** crm-api.md 2: the official client's own limits, 5 s to connect and 20 s in all. */
const CONNECT_MS = 5000;
const TOTAL_MS = 20_000;
/** A page of 250 contacts is below 2 MB; an answer beyond this is not one of ours. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * `https`, except for the sandbox's `*.localhost` names, which never leave the computer (RFC 6761 6.3).
 *
 * @param host host name with its port where it has one
 */
export function baseUrl(host: string): URL {
  const url = new URL(`https://${host}`);
  if (isLocalhostName(url.hostname)) url.protocol = 'http:';
  return url;
}

type LookupAnswer = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

/** Many systems do not resolve `*.localhost` although RFC 6761 says so: it is 127.0.0.1 without asking. */
function resolve(hostname: string, options: LookupOptions, answer: LookupAnswer): void {
  if (!isLocalhostName(hostname)) {
    systemLookup(hostname, options, answer);
    return;
  }
  if (options.all === true) answer(null, [{ address: '127.0.0.1', family: 4 }]);
  else answer(null, '127.0.0.1', 4);
}

/**
 * The one place that speaks HTTP to the CRM, and to nobody else. Redirects are not followed (a token would go along), got
 * retries nothing by itself, and an answer is cut off at `maxBytes` of decoded text.
 */
export function createExchange(options: ExchangeOptions): Exchange {
  const { userAgent, connectMs = CONNECT_MS, totalMs = TOTAL_MS, maxBytes = MAX_BYTES } = options;
  const client = got.extend({
    retry: { limit: 0 },
    throwHttpErrors: false,
    followRedirect: false,
    // lookup + connect + TLS together are the 5 s, each alone at most as long.
    timeout: { lookup: connectMs, connect: connectMs, secureConnect: connectMs, request: totalMs },
    dnsLookup: resolve,
    headers: { 'user-agent': userAgent },
  });

  return async ({ method, url, headers, body, signal }) => {
    if (!isServiceAddress(url)) {
      const words = 'not an address of the service';
      return { ok: false, error: { kind: 'network', maySucceed: false, words } };
    }
    const agent = await options.network?.agentFor(url);
    const stream = client.stream(url, {
      method,
      ...(agent === undefined ? {} : { agent: { https: agent } }),
      headers: { ...headers },
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    });
    // The loop below hears every error while it reads. One that comes as it ends (the app stops) has nobody else.
    stream.on('error', () => undefined);
    const reached = (): boolean => {
      const timings = stream.timings;
      // By a proxy the socket is handed over while TLS is made: it may have been.
      if (agent !== undefined) return timings?.socket !== undefined;
      return (url.protocol === 'https:' ? timings?.secureConnect : timings?.connect) !== undefined;
    };
    try {
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of stream) {
        const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
        size += bytes.length;
        if (size > maxBytes) {
          stream.destroy();
          return {
            ok: false,
            error: {
              kind: 'malformed',
              path: '',
              maySucceed: true,
              words: `answer longer than ${String(maxBytes)} bytes`,
            },
          };
        }
        chunks.push(bytes);
      }
      const response = stream.response;
      if (response === undefined)
        return { ok: false, error: { kind: 'network', maySucceed: true, words: 'no answer' } };
      return {
        ok: true,
        value: {
          status: response.statusCode,
          contentType: response.headers['content-type'] ?? '',
          retryAfter: response.headers['retry-after'] ?? null,
          date: response.headers.age === undefined ? (response.headers.date ?? null) : null,
          text: Buffer.concat(chunks).toString('utf8'),
        },
      };
    } catch (error) {
      return { ok: false, error: wireFailure(error, signal, reached()) };
    }
  };
}

/** The words name the fault only: got's messages may hold the URL, never the headers or the body. */
function wireFailure(error: unknown, signal: AbortSignal | undefined, maySucceed: boolean): WireFailure {
  if (signal?.aborted === true) return { kind: 'aborted', maySucceed, words: '' };
  if (error instanceof TimeoutError) return { kind: 'timeout', maySucceed, words: error.event };
  if (error instanceof RequestError) {
    const way = wayTroubleOf(error);
    // Not connected, or to somebody who is not the service: nothing was sent.
    if (way !== null) return { kind: 'network', maySucceed: false, words: error.message.slice(0, 100), way };
    return { kind: 'network', maySucceed, words: error.code };
  }
  throw error;
}
