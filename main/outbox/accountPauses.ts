import type { Clock } from '../common/clock.ts';

/** Accounts that are left alone for now. Lives in memory, by the monotonic clock: a new start may try once. */
export interface AccountPauses {
  /** For so many ms. A longer pause that stands is kept. */
  pause(account: string, forMs: number, wakeable: boolean): void;
  /** Ends the pauses a wake can end, of one account or all. */
  wake(account: string | undefined): void;
  /** Accounts paused at this moment. */
  accounts(): readonly string[];
  /** Milliseconds until the next pause ends by itself, null when there is none. */
  nextEnd(): number | null;
}

interface Pause {
  /** Monotonic. */
  readonly until: number;
  /** False when the service itself named the time: nobody else can shorten it. */
  readonly wakeable: boolean;
}

/** Creates an empty book of pauses. */
export function createAccountPauses(clock: Clock): AccountPauses {
  const pauses = new Map<string, Pause>();
  const forgetEnded = (): void => {
    for (const [account, { until }] of pauses) if (until <= clock.monotonic()) pauses.delete(account);
  };
  return {
    pause(account, forMs, wakeable) {
      const until = clock.monotonic() + forMs;
      const standing = pauses.get(account);
      if (standing !== undefined && standing.until > until) return;
      pauses.set(account, { until, wakeable });
    },
    wake(account) {
      for (const [paused, { wakeable }] of pauses) {
        if (wakeable && (account === undefined || account === paused)) pauses.delete(paused);
      }
    },
    accounts() {
      forgetEnded();
      return [...pauses.keys()];
    },
    nextEnd() {
      forgetEnded();
      const ends = Array.from(pauses.values(), ({ until }) => until);
      return ends.length === 0 ? null : Math.min(...ends) - clock.monotonic();
    },
  };
}
