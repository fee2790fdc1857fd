declare const kind: unique symbol;

/** The computer's wall clock, Unix milliseconds: what is shown and stored. It may be put right by any amount at any time. */
export type WallTime = number & { readonly [kind]: 'wall' };

/** Milliseconds since some moment of this process, with fractions: never goes back. What is waited for is counted by it. */
export type MonotonicTime = number & { readonly [kind]: 'monotonic' };

/** The clock of an account's CRM, Unix milliseconds: what its rows carry. See crm/transport/serviceClock.ts. */
export type ServiceTime = number & { readonly [kind]: 'service' };

/** A number of Unix milliseconds that is known to be the CRM's time. */
export const serviceTime = (ms: number): ServiceTime => ms as ServiceTime;

/** A number of Unix milliseconds that is known to be the computer's wall time. */
export const wallTime = (ms: number): WallTime => ms as WallTime;

/** A number of milliseconds that is known to be monotonic time. */
export const monotonicTime = (ms: number): MonotonicTime => ms as MonotonicTime;

/** Time as a port, so that pure logic can be tested without waiting. */
export interface Clock {
  /** Wall time. Nothing waits by it: see `monotonic`. */
  now(): WallTime;
  /** Time that passed, whatever happens to the wall clock. */
  monotonic(): MonotonicTime;
  /** Calls `run` once after `delayMs`; the returned function cancels it. */
  schedule(delayMs: number, run: () => void): () => void;
}

/** The longest delay setTimeout takes before it overflows to "at once" (2^31 - 1 ms). */
const LONGEST_TIMER_MS = 2_147_483_647;

/** The clock of the computer. */
export const systemClock: Clock = {
  now: () => wallTime(Date.now()),
  monotonic: () => monotonicTime(performance.now()),
  schedule(delayMs, run) {
    const timer = setTimeout(run, Math.min(Math.max(0, delayMs), LONGEST_TIMER_MS));
    return () => {
      clearTimeout(timer);
    };
  },
};
