import { doubledMs } from '../../common/backoff.ts';
import type { Growth } from '../../common/backoff.ts';
import type { Clock } from '../../common/clock.ts';

export type Priority = 'interactive' | 'background';

/** What the account's line to the CRM looks like right now; shown to the agent when it is not `open`. */
export type RateLimiterState =
  | { readonly kind: 'open' }
  /** 429: nobody sends before `until` (Unix ms as the computer's clock was; what waits is counted monotonically). */
  | { readonly kind: 'paused'; readonly until: number }
  /** 403 HTML, a block of the address or account (crm-api.md 2.2): nobody sends before `until`. */
  | { readonly kind: 'blocked'; readonly until: number };

/** Why a request was not let through. */
export type RateLimiterRefusal =
  | { readonly kind: 'aborted' }
  | { readonly kind: 'paused'; readonly retryAfterMs: number }
  | { readonly kind: 'blocked'; readonly retryAfterMs: number };

/**
 * One per account: at most `requestsPerSecond` starts in any second, spread over it after the first two,
 * interactive before background.
 */
export interface RateLimiter {
  /** Waits for a turn. Null when it may send now, else the refusal. */
  turn(priority: Priority, signal?: AbortSignal): Promise<RateLimiterRefusal | null>;
  /** A 429 came: one pause for all, of the service's length or a growing one of our own. */
  tooMany(retryAfterMs: number | null): void;
  /** The 403 block came: a hard stop, doubled each time in a row. */
  block(): void;
  /** The service answered as it should: the next pause is the shortest again. */
  answered(): void;
  state(): RateLimiterState;
  /** Milliseconds until a pause or block ends; 0 when open. */
  pauseLeft(): number;
  onChange(listener: (state: RateLimiterState) => void): () => void;
}

export interface RateLimiterDeps {
  readonly clock: Clock;
  /** Default 5, of the 7 a second the service allows one integration (crm-api.md 2.2). */
  readonly requestsPerSecond?: number;
}

const WINDOW_MS = 1000;
/** A pop asks two things at once. More in one go could meet the next second's on a slow way to the service. */
const BURST = 2;
/** A pause up to this long is waited out inside a request; a longer one is a failure the caller can show. */
const PATIENCE_MS = 5000;
const PAUSE: Growth = { firstMs: 1000, longestMs: 60_000 };
/** A `retry_after` of 300 s was seen; anything much longer is taken for a mistake. */
const LONGEST_TOLD_PAUSE_MS = 3_600_000;
/** Nobody says when a block is lifted: it is asked. */
const BLOCK: Growth = { firstMs: 60_000, longestMs: 10 * 60_000 };

/**
 * How long to leave an account alone after its `time`-th block in a row (crm-api.md 2.2 names no
 * duration): 1, 2, 4, 8, 10 minutes. Milliseconds.
 */
export const blockMs = (time: number): number => doubledMs(time, BLOCK);

interface Waiting {
  readonly settle: (refusal: RateLimiterRefusal | null) => void;
}

/** Creates the limiter of one account. Pure but for the clock. */
export function createRateLimiter({ clock, requestsPerSecond = 5 }: RateLimiterDeps): RateLimiter {
  const queues: Record<Priority, Waiting[]> = { interactive: [], background: [] };
  const listeners = new Set<(state: RateLimiterState) => void>();
  /** Starts of the last second, oldest first; never longer than `requestsPerSecond`. */
  const starts: number[] = [];
  const spacing = WINDOW_MS / requestsPerSecond;
  /** When the starts so far would have ended, had each taken its share of the second. */
  let paidUntil = 0;
  let state: RateLimiterState = { kind: 'open' };
  /** Monotonic: when a pause or block ends. */
  let until = 0;
  let pausesInARow = 0;
  let blocksInARow = 0;
  /** After a block one request tries the way alone, before the others follow. */
  let probing = false;
  let cancelTimer: (() => void) | null = null;

  const become = (next: RateLimiterState): void => {
    state = next;
    for (const listener of listeners) listener(next);
  };
  const stopFor = (kind: 'paused' | 'blocked', ms: number): void => {
    until = clock.monotonic() + ms;
    become({ kind, until: clock.now() + ms });
  };

  const refusal = (now: number): RateLimiterRefusal | null => {
    if (state.kind === 'open') return null;
    const retryAfterMs = Math.ceil(until - now);
    if (state.kind === 'blocked') return { kind: 'blocked', retryAfterMs };
    return retryAfterMs > PATIENCE_MS ? { kind: 'paused', retryAfterMs } : null;
  };

  const refuseAll = (why: RateLimiterRefusal): void => {
    for (const waiting of [...queues.interactive.splice(0), ...queues.background.splice(0)])
      waiting.settle(why);
  };

  /** Milliseconds until the next start is allowed; 0 is now. */
  const delay = (now: number): number => {
    if (state.kind !== 'open') return until - now;
    while (starts[0] !== undefined && now - starts[0] >= WINDOW_MS) starts.shift();
    paidUntil = Math.min(paidUntil, now + BURST * spacing);
    const oldest = starts.length < requestsPerSecond ? undefined : starts[0];
    const spread = paidUntil - (BURST - 1) * spacing - now;
    return Math.max(0, spread, oldest === undefined ? 0 : oldest + WINDOW_MS - now);
  };

  const pump = (): void => {
    cancelTimer?.();
    cancelTimer = null;
    const now = clock.monotonic();
    if (state.kind !== 'open' && now >= until) {
      probing = state.kind === 'blocked';
      become({ kind: 'open' });
    }
    const why = refusal(now);
    if (why) refuseAll(why);
    while (queues.interactive.length + queues.background.length > 0 || state.kind !== 'open') {
      const wait = delay(now);
      if (wait > 0) {
        cancelTimer = clock.schedule(wait, pump);
        return;
      }
      const first = queues.interactive.shift() ?? queues.background.shift();
      if (!first) return;
      starts.push(now);
      paidUntil = Math.max(paidUntil, now) + spacing;
      first.settle(null);
      if (probing) {
        // The probe's answer decides: `answered()` opens the way, `block()` closes it for longer. Should
        // the probe die without either (no network), the next turn is given after the usual second.
        starts.splice(0, starts.length, ...Array.from({ length: requestsPerSecond }, () => now));
      }
    }
  };

  return {
    turn(priority, signal) {
      if (signal?.aborted === true) return Promise.resolve({ kind: 'aborted' });
      const now = clock.monotonic();
      const why = state.kind !== 'open' && now < until ? refusal(now) : null;
      if (why) return Promise.resolve(why);
      return new Promise((resolve) => {
        const abort = (): void => {
          const at = queues[priority].indexOf(waiting);
          if (at >= 0) queues[priority].splice(at, 1);
          waiting.settle({ kind: 'aborted' });
        };
        const waiting: Waiting = {
          settle(outcome) {
            signal?.removeEventListener('abort', abort);
            resolve(outcome);
          },
        };
        signal?.addEventListener('abort', abort, { once: true });
        queues[priority].push(waiting);
        pump();
      });
    },
    tooMany(retryAfterMs) {
      if (state.kind === 'blocked') return;
      const own = doubledMs(pausesInARow + 1, PAUSE);
      const pauseMs = Math.min(Math.max(retryAfterMs ?? own, WINDOW_MS), LONGEST_TOLD_PAUSE_MS);
      const end = clock.monotonic() + pauseMs;
      // Answers to requests sent before the pause began tell of the same pause, perhaps of its real length.
      if (state.kind === 'paused' && (retryAfterMs === null || end <= until)) return;
      if (state.kind === 'open') pausesInARow += 1;
      stopFor('paused', pauseMs);
      pump();
    },
    block() {
      if (state.kind === 'blocked') return;
      const pause = blockMs(blocksInARow + 1);
      blocksInARow += 1;
      stopFor('blocked', pause);
      pump();
    },
    answered() {
      if (state.kind !== 'open') return;
      pausesInARow = 0;
      blocksInARow = 0;
      if (!probing) return;
      probing = false;
      starts.splice(0, starts.length - 1);
      pump();
    },
    state: () => state,
    pauseLeft: () => (state.kind === 'open' ? 0 : Math.ceil(Math.max(0, until - clock.monotonic()))),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
