import type { Clock } from '../clock.ts';

/** Accounts that are left alone for now. Lives in memory: a new start may try once. */
export interface Pauses {
  /** `until` null: until woken. A longer pause that stands is kept. */
  pause(account: string, until: number | null, wakeable: boolean): void;
  /** Ends the pauses a wake can end, of one account or all. */
  wake(account: string | undefined): void;
  /** Accounts paused at this moment. */
  accounts(): readonly string[];
  /** Unix ms at which the next pause ends by itself, null when none will. */
  nextEnd(): number | null;
}

interface Pause {
  readonly until: number | null;
  /** False when the service itself named the time: nobody else can shorten it. */
  readonly wakeable: boolean;
}

/** Creates an empty book of pauses. */
export function createPauses(clock: Clock): Pauses {
  const pauses = new Map<string, Pause>();
  const forgetEnded = (): void => {
    for (const [account, { until }] of pauses) {
      if (until !== null && until <= clock.now()) pauses.delete(account);
    }
  };
  return {
    pause(account, until, wakeable) {
      const standing = pauses.get(account);
      if (standing !== undefined && endOf(standing.until) > endOf(until)) return;
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
      const ends = [...pauses.values()].flatMap(({ until }) => (until === null ? [] : [until]));
      return ends.length === 0 ? null : Math.min(...ends);
    },
  };
}

const endOf = (until: number | null): number => until ?? Number.POSITIVE_INFINITY;
