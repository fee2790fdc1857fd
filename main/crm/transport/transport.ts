import { backoffMs, type Backoff } from '../../common/backoff.ts';
import type { TokenFailure, TokenSource } from './tokenSource.ts';
import type { Clock, MonotonicTime } from '../../common/clock.ts';
import { assertNever, fail, ok } from '../../common/result.ts';
import { addressAt, isAt } from './serviceAddress.ts';
import { bodyJson, bodyText, failureOf } from './responseCheck.ts';
import type { RequestOptions } from '../types/requestOptions.ts';
import { baseUrl, type Exchange, type WireAnswer, type WireRequest } from './httpExchange.ts';
import type { CrmFailure, CrmResult } from '../types/crmFailure.ts';
import type { RateLimiter, RateLimiterRefusal } from './rateLimiter.ts';

/** What JSON can carry, less null: the service answers 400 to a null (crm-api.md 4.1, 6 #383, #570). */
export type JsonBody =
  string | number | boolean | readonly JsonBody[] | { readonly [key: string]: JsonBody | undefined };

/**
 * Requests of one account, under its limiter and with its token. Answers are parsed JSON, null for a 204.
 * Reads are repeated on 429, 5xx and a broken network, at most three tries with full jitter; writes
 * never, because only the outbox knows how to make sure first.
 */
export interface Transport {
  /** @param path from the host's root, query included; asked for at the account's own host whatever it holds */
  get(path: string, options?: RequestOptions): Promise<CrmResult<unknown>>;
  send(
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body: JsonBody,
    options?: RequestOptions,
  ): Promise<CrmResult<unknown>>;
  /** As `get`, but the body is left as text: null for a 204. */
  getText(path: string, options?: RequestOptions): Promise<CrmResult<string | null>>;
}

export interface TransportDeps {
  /** The account's own host, with its port where it has one. */
  readonly host: string;
  readonly tokens: TokenSource;
  readonly limiter: RateLimiter;
  readonly exchange: Exchange;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Told of each answer of the CRM, and when its request left: the answer's `Date` says what the time is there. */
  readonly onServerDate?: (answer: WireAnswer, sentAt: MonotonicTime) => void;
  /** Told how each answered request ended, for the account's visible state; null is well. */
  readonly observeResponse?: (failure: CrmFailure | null, path: string, isRead: boolean) => void;
  /** Told how each request ended after all its tries, answered or not; null: the CRM did what was asked. */
  readonly ended?: (failure: CrmFailure | null, path: string, isRead: boolean) => void;
  /**
   * Asked after a 404: the host the account answers at now, null when it is the one asked. A renamed account is
   * followed, and what got the 404 is sent there; a 404 was not carried out.
   */
  readonly hostInstead?: (asked: string) => Promise<string | null>;
}

const READ_TRIES = 3;
const REPEAT: Backoff = { firstMs: 500, longestMs: 5000, jitter: 1 };

/** Creates the transport of one account. */
export function createTransport(deps: TransportDeps): Transport {
  const { host, tokens, limiter, exchange, clock, random } = deps;
  let base = baseUrl(host);

  /** One try: turn, token, request; a 401 renews the token and sends once more. */
  const attempt = async (
    request: UnsignedRequest,
    options: RequestOptions,
  ): Promise<CrmResult<WireAnswer>> => {
    let token = await tokens.accessToken(options.signal);
    for (let renewed = false; ; renewed = true) {
      if (options.signal?.aborted === true) return fail({ kind: 'aborted', maySucceed: false, words: '' });
      if (!token.ok) return fail(fromTokenFailure(token.error));
      const refusal = await limiter.turn(options.priority ?? 'interactive', options.signal);
      if (refusal) return fail(fromRefusal(refusal));
      const { path, ...rest } = request;
      const url = addressAt(base, path);
      // The one place where the token is added: it goes to the account's own host or nowhere.
      if (!isAt(url, base)) return fail({ kind: 'rejected', status: 0, words: 'address of another host' });
      const sentAt = clock.monotonic();
      const answer = await exchange({
        ...rest,
        url,
        headers: { ...request.headers, authorization: `Bearer ${token.value}` },
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      });
      if (!answer.ok) return answer;
      deps.onServerDate?.(answer.value, sentAt);
      // A 401 was not carried out, so that even a write may be sent again.
      if (answer.value.status !== 401 || renewed) return ok(answer.value);
      token = await tokens.renew(token.value, options.signal);
    }
  };

  /** True when the account is to be found elsewhere than at the host that was asked. */
  const follow = async (asked: string): Promise<boolean> => {
    const next = (await deps.hostInstead?.(asked)) ?? null;
    if (next !== null && next !== base.host) base = baseUrl(next);
    return base.host !== asked;
  };

  const once = async (request: UnsignedRequest, options: RequestOptions): Promise<CrmResult<WireAnswer>> => {
    const asked = base.host;
    let answer = await attempt(request, options);
    const isElsewhere = answer.ok && answer.value.status === 404 && (await follow(asked));
    if (isElsewhere) answer = await attempt(request, options);
    if (!answer.ok) return answer;
    const failure = meaningOf(answer.value);
    deps.observeResponse?.(failure, addressAt(base, request.path).pathname, request.method === 'GET');
    if (failure?.kind === 'blocked') {
      limiter.block();
    } else if (failure?.kind === 'rateLimited') {
      limiter.tooMany(failure.retryAfterMs > 0 ? failure.retryAfterMs : null);
      const left = limiter.pauseLeft();
      if (left > 0) return fail({ ...failure, retryAfterMs: left });
    } else {
      limiter.answered();
    }
    return failure === null ? answer : fail(failure);
  };

  const repeated = async (
    request: UnsignedRequest,
    options: RequestOptions,
  ): Promise<CrmResult<WireAnswer>> => {
    for (let tries = 1; ; tries += 1) {
      const result = await once(request, options);
      if (result.ok || tries >= READ_TRIES || !worthRepeating(result.error)) return result;
      if (result.error.kind !== 'rateLimited') {
        await pause(clock, backoffMs(tries, REPEAT, random), options.signal);
      }
    }
  };

  const read = (path: string, options: RequestOptions): Promise<CrmResult<WireAnswer>> =>
    repeated({ method: 'GET', path, headers: { accept: ACCEPT } }, options);

  const reported = <T>(result: CrmResult<T>, path: string, isRead: boolean): CrmResult<T> => {
    deps.ended?.(result.ok ? null : result.error, path, isRead);
    return result;
  };

  return {
    async get(path, options = {}) {
      const result = await read(path, options);
      return reported(result.ok ? bodyJson(result.value) : result, path, true);
    },
    async send(method, path, body, options = {}) {
      const headers = { accept: ACCEPT, 'content-type': 'application/json' };
      const result = await once({ method, path, headers, body: JSON.stringify(body) }, options);
      return reported(result.ok ? bodyJson(result.value) : result, path, false);
    },
    async getText(path, options = {}) {
      const result = await read(path, options);
      return reported(result.ok ? bodyText(result.value) : result, path, true);
    },
  };
}

const ACCEPT = 'application/hal+json, application/json';

type UnsignedRequest = Omit<WireRequest, 'signal' | 'url'> & { readonly path: string };

/**
 * A 401 that is left here came to a token the service gave out a moment ago: a passing fault of the service. That a
 * sign-in is over only the tokens know (accounts/tokens/accountTokens.ts), from the token endpoint's own word.
 */
function meaningOf(answer: WireAnswer): CrmFailure | null {
  const failure = failureOf(answer);
  return failure?.kind === 'needsSignIn'
    ? { kind: 'noToken', words: failure.words, isTurnedAway: true }
    : failure;
}

function worthRepeating(failure: CrmFailure): boolean {
  switch (failure.kind) {
    case 'network':
    case 'rateLimited':
      return true;
    case 'server':
      // A portal that redirects, or who is in conflict, does not get over it in a second.
      return failure.status >= 500;
    case 'timeout':
      // 20 s without an answer were long enough; a connection that was not made may be tried again.
      return !failure.maySucceed;
    default:
      return false;
  }
}

function fromTokenFailure(failure: TokenFailure): CrmFailure {
  switch (failure.kind) {
    case 'needsSignIn':
      return { kind: 'needsSignIn', words: failure.words };
    case 'turnedAway':
      return { kind: 'noToken', words: failure.words, isTurnedAway: true };
    case 'refused':
    case 'unreachable':
    case 'keychain':
      return { kind: 'noToken', words: failure.words };
    default:
      return assertNever(failure);
  }
}

function fromRefusal(refusal: RateLimiterRefusal): CrmFailure {
  switch (refusal.kind) {
    case 'aborted':
      return { kind: 'aborted', maySucceed: false, words: '' };
    case 'paused':
      return { kind: 'rateLimited', retryAfterMs: refusal.retryAfterMs, words: '' };
    case 'blocked':
      return { kind: 'blocked', words: '' };
    default:
      return assertNever(refusal);
  }
}

/** Waits, or less when the signal aborts. */
function pause(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      cancel();
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.schedule(ms, end);
    signal?.addEventListener('abort', end, { once: true });
  });
}
