import { backoffMs } from '../common/backoff.ts';
import type { Backoff } from '../common/backoff.ts';

const RETRY: Backoff = { firstMs: 2_000, longestMs: 5 * 60_000, jitter: 1 };
/** Even the luckiest draw leaves the service this much time. */
const FLOOR_MS = 200;

/** How long a row waits after its `attempt`-th try (1 is the first) failed. Whole milliseconds. */
export function retryMs(attempt: number, random: () => number): number {
  return Math.max(FLOOR_MS, Math.round(backoffMs(attempt, RETRY, random)));
}
