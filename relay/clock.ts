declare const kind: unique symbol;

/** The relay's wall clock, Unix milliseconds: what is stored and told. It may be put right by any amount at any time. */
export type WallTime = number & { readonly [kind]: 'wall' };

/** Milliseconds since some moment of this process: never goes back. What is waited for or measured is counted by it. */
export type MonotonicTime = number & { readonly [kind]: 'monotonic' };

/** Time as a port: tests move both as they like. */
export interface RelayClock {
  now(): WallTime;
  monotonic(): MonotonicTime;
}

/** A number of Unix milliseconds that is known to be of the relay's wall clock. */
export const wallTime = (ms: number): WallTime => ms as WallTime;

/** A number of milliseconds that is known to be monotonic. */
export const monotonicTime = (ms: number): MonotonicTime => ms as MonotonicTime;

/** The clock of the computer. */
export const systemClock: RelayClock = {
  now: () => wallTime(Date.now()),
  monotonic: () => monotonicTime(performance.now()),
};
