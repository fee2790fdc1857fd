import type { Settings } from './options.ts';

/** What the limiter says to one request. */
export type Admission = 'admitted' | 'tooMany' | 'blocked';

/** Counts requests per integration and account. */
export interface RateLimit {
  admit(key: string): Admission;
  /** Changes the limit; null switches it off. Forgets blocks. */
  setLimit(requestsPerSecond: number | null): void;
}

interface Visitor {
  /** Times of admitted requests within the last second, ms. */
  admitted: number[];
  /** Times of refusals within the last ten seconds, ms. */
  refused: number[];
  /** Milliseconds; -Infinity when never. */
  blockedSince: number;
}

const WINDOW_MS = 1_000;
const PATIENCE_MS = 10_000;
const PATIENCE = 100;

/** Whether `at` is less than `ms` ago. What lies ahead is over too: the clock was put back, and nothing waits for it to come round. */
const isWithin = (at: number, now: number, ms: number): boolean => at <= now && now - at < ms;

/**
 * 7 requests a second; who goes on after more than 100 refusals in ten seconds is blocked for all methods (crm-api.md 2.2: 403, HTML).
 * The window slides, so that no burst at a second's edge passes.
 */
export function createRateLimit(settings: Settings): RateLimit {
  const visitors = new Map<string, Visitor>();
  let limit = settings.requestsPerSecond;
  return {
    admit(key) {
      if (limit === null) return 'admitted';
      const now = settings.now();
      const visitor = visitors.get(key) ?? { admitted: [], refused: [], blockedSince: -Infinity };
      visitors.set(key, visitor);
      if (isWithin(visitor.blockedSince, now, settings.blockSeconds * 1_000)) return 'blocked';
      visitor.admitted = visitor.admitted.filter((at) => isWithin(at, now, WINDOW_MS));
      if (visitor.admitted.length < limit) {
        visitor.admitted.push(now);
        return 'admitted';
      }
      visitor.refused = visitor.refused.filter((at) => isWithin(at, now, PATIENCE_MS));
      visitor.refused.push(now);
      if (visitor.refused.length <= PATIENCE) return 'tooMany';
      visitor.blockedSince = now;
      visitor.refused = [];
      return 'blocked';
    },
    setLimit(requestsPerSecond) {
      limit = requestsPerSecond;
      visitors.clear();
    },
  };
}
