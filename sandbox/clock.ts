/**
 * The service's own time, which need not be the computer's: `options.now` and, on top of it, a skew that can be changed while it runs.
 * Tokens, limits, stamps and the `Date` of every answer follow it.
 */
export interface ServiceClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Seconds the service is ahead of `options.now`, negative behind. */
  skewSeconds(): number;
  setSkew(seconds: number): void;
}

/** A clock over `now`, ahead of it by `skewSeconds`. */
export function createServiceClock(now: () => number, skewSeconds: number): ServiceClock {
  let skewMs = skewSeconds * 1_000;
  return {
    now: () => now() + skewMs,
    skewSeconds: () => skewMs / 1_000,
    setSkew(seconds) {
      skewMs = seconds * 1_000;
    },
  };
}

/** The time as the `Date` header of HTTP writes it (RFC 9110, 5.6.7). */
export const httpDate = (ms: number): string => new Date(ms).toUTCString();
