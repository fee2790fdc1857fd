/** How tries grow apart. */
export interface Growth {
  /** After the first try that failed. */
  readonly firstMs: number;
  /** At the most, however many tries failed. */
  readonly longestMs: number;
}

export interface Backoff extends Growth {
  /**
   * The share of a wait that is drawn, 0 to 1, so that many desktops do not come back together: 1 is full jitter, 0.5
   * leaves at least half of the wait (Amazon Builders' Library, "Timeouts, retries and backoff with jitter").
   */
  readonly jitter: number;
}

/**
 * The wait after the `attempt`-th try (1 is the first) failed, doubled each time. Milliseconds.
 * Pure: whoever waits has the clock.
 */
export function doubledMs(attempt: number, { firstMs, longestMs }: Growth): number {
  // Above the 30th doubling every cap is reached, and 2 ** attempt would leave the numbers.
  return Math.min(longestMs, firstMs * 2 ** Math.min(Math.max(0, attempt - 1), 30));
}

/**
 * As `doubledMs`, with a part of it drawn.
 * @param random 0 to 1
 */
export function backoffMs(attempt: number, backoff: Backoff, random: () => number): number {
  return doubledMs(attempt, backoff) * (1 - backoff.jitter + backoff.jitter * random());
}
