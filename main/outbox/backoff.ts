const BASE_MS = 2_000;
const CAP_MS = 5 * 60_000;
/** Even the luckiest draw leaves the service this much time. */
const FLOOR_MS = 200;

/**
 * How long to wait after the `attempt`-th try (1 is the first) failed: full jitter, a uniform draw
 * below a bound that doubles from 2 s to 5 min, so that many desktops do not come back together
 * (Amazon Builders' Library, "Timeouts, retries and backoff with jitter"). Milliseconds.
 */
export function backoffMs(attempt: number, random: () => number): number {
  const bound = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(Math.max(0, attempt - 1), 30));
  return Math.max(FLOOR_MS, Math.round(random() * bound));
}

const BLOCK_BASE_MS = 60_000;
/** Nobody says when a block is lifted: it is asked. */
const BLOCK_CAP_MS = 10 * 60_000;

/**
 * How long to leave an account alone after its `time`-th block in a row (crm-api.md 2.2 names no
 * duration): 1, 2, 4, 8, 10 minutes. Milliseconds.
 */
export function blockMs(time: number): number {
  return Math.min(BLOCK_CAP_MS, BLOCK_BASE_MS * 2 ** Math.min(Math.max(0, time - 1), 10));
}
