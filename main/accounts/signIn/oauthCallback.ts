import { createHash, timingSafeEqual } from 'node:crypto';
import type { Result } from '../../common/result.ts';
import type { RedirectUri } from './redirectUri.ts';
import type { CheckedHost } from '../platformZones.ts';

/** The parts of a request the listener looks at. */
export interface CallbackRequest {
  readonly method: string;
  /** Path and query as they came. */
  readonly url: string;
  readonly host: string | undefined;
  /** `Sec-Fetch-Mode`: browsers send it, and web pages cannot forge it. */
  readonly fetchMode: string | undefined;
  /** `Sec-Fetch-Dest`: a navigation of a frame in somebody's page is none of the agent's. */
  readonly fetchDest: string | undefined;
  /** `Sec-Purpose`: a browser may fetch ahead of the agent, and would use the answer up. */
  readonly purpose: string | undefined;
}

export type CallbackCheck =
  /** Not our sign-in: answered with this status, and the listener keeps waiting. */
  | { readonly kind: 'refuse'; readonly status: 400 | 403 | 404 | 405 | 414 }
  | { readonly kind: 'denied' }
  | { readonly kind: 'foreignHost'; readonly referer: string }
  | { readonly kind: 'code'; readonly code: string; readonly host: CheckedHost };

export interface CallbackRules {
  readonly redirect: RedirectUri;
  /** Null once it was used. */
  readonly state: string | null;
  readonly checkReferer: (referer: string) => Result<CheckedHost, 'foreignHost'>;
}

/** A code is about 800 characters; the longest URL we read. */
const LONGEST_URL = 8192;

/** The parameters a callback may carry once each (crm-api.md 1.2). */
const READ_PARAMETERS = ['code', 'state', 'referer', 'error', 'client_id'] as const;

/**
 * Judges one request to the loopback listener. Pure. The order matters: who asks (method, host, a real
 * navigation), then the state, and only for the right state anything else.
 */
export function checkCallback(request: CallbackRequest, rules: CallbackRules): CallbackCheck {
  const { redirect, state } = rules;
  if (request.host !== redirect.host) return refuse(403);
  if (request.method !== 'GET') return refuse(405);
  if ((request.fetchMode ?? 'navigate') !== 'navigate') return refuse(403);
  if ((request.fetchDest ?? 'document') !== 'document') return refuse(403);
  if (request.purpose !== undefined) return refuse(403);
  if (request.url.length > LONGEST_URL) return refuse(414);
  const [path, query = ''] = split(request.url);
  if (path !== redirect.path) return refuse(404);

  const parameters = new URLSearchParams(query);
  const states = parameters.getAll('state');
  if (state === null || states.length !== 1 || !sameText(states[0] ?? '', state)) return refuse(400);
  if (READ_PARAMETERS.some((name) => parameters.getAll(name).length > 1)) return refuse(400);
  if (parameters.has('error')) return { kind: 'denied' };
  const referer = parameters.get('referer') ?? '';
  const host = rules.checkReferer(referer);
  if (!host.ok) return { kind: 'foreignHost', referer };
  const code = parameters.get('code') ?? '';
  return code === '' ? refuse(400) : { kind: 'code', code, host: host.value };
}

const refuse = (status: 400 | 403 | 404 | 405 | 414): CallbackCheck => ({ kind: 'refuse', status });

/** Split by hand: a URL parser would forgive what should be refused. */
function split(url: string): readonly [path: string, query?: string] {
  const at = url.indexOf('?');
  return at < 0 ? [url] : [url.slice(0, at), url.slice(at + 1)];
}

/** Compares digests, so that neither length nor content of the state shows in the time it takes. */
function sameText(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
