/** Time as a port, so that pure logic can be tested without waiting. */
export interface Clock {
  /** Wall time, milliseconds since the Unix epoch. */
  now(): number;
  /** Calls `run` once after `delayMs`; the returned function cancels it. */
  schedule(delayMs: number, run: () => void): () => void;
}

/** The longest delay setTimeout takes before it overflows to "at once" (2^31 - 1 ms). */
const LONGEST_TIMER_MS = 2_147_483_647;

/** The clock of the computer. */
export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(delayMs, run) {
    const timer = setTimeout(run, Math.min(Math.max(0, delayMs), LONGEST_TIMER_MS));
    return () => {
      clearTimeout(timer);
    };
  },
};
