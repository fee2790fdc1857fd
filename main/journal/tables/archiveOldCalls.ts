import type { Clock } from '../../common/clock.ts';
import type { CallPlace } from './callHistoryTable.ts';
import type { Journal } from '../journal.ts';
import { attempt } from '../journalError.ts';

interface LeavingDeps {
  readonly journal: Pick<Journal, 'accounts' | 'calls' | 'oldCalls'>;
  readonly clock: Clock;
  /** After how many months calls leave; 0: never. Asked before each step. */
  readonly months: () => number;
  /** Calls of this account have left. */
  readonly left: (account: string) => void;
}

/** Not while everything starts. */
const FIRST_MS = 5 * 60_000;
const EVERY_MS = 12 * 3_600_000;
/** A step of so many calls holds main's thread for a few milliseconds; between two the pop comes first. */
const CALLS_A_STEP = 25;
const BETWEEN_STEPS_MS = 250;
/** While somebody is on the phone, and after the disk refused. */
const LATER_MS = 60_000;

/** Lets old calls that the CRM holds leave the journal, in small steps, for as long as the setting says so. */
export function createLeaving({ journal, clock, months, left }: LeavingDeps): { stop(): void } {
  let accounts: string[] = [];
  let place: CallPlace | null = null;
  let hasLeft = false;
  let cancel = clock.schedule(FIRST_MS, begin);

  function begin(): void {
    accounts = journal.accounts.list().map(({ key }) => key);
    place = null;
    step();
  }
  function after(ms: number, run: () => void): void {
    cancel = clock.schedule(ms, run);
  }
  function step(): void {
    const [account] = accounts;
    const since = months();
    if (account === undefined || since === 0) return after(EVERY_MS, begin);
    if (journal.calls.open().length > 0) return after(LATER_MS, step);
    const done = attempt(() =>
      journal.oldCalls.leave(account, monthsBefore(clock.now(), since), place, CALLS_A_STEP),
    );
    if (!done.ok) return after(LATER_MS, step);
    place = done.value.at;
    hasLeft ||= done.value.left > 0;
    if (place === null) {
      accounts = accounts.slice(1);
      if (hasLeft) left(account);
      hasLeft = false;
    }
    after(BETWEEN_STEPS_MS, step);
  }

  return {
    stop() {
      cancel();
    },
  };
}

/** The same day and hour so many calendar months earlier, or the last day of a shorter month. Unix ms. */
export function monthsBefore(now: number, months: number): number {
  const then = new Date(now);
  const day = then.getDate();
  then.setDate(1);
  then.setMonth(then.getMonth() - months);
  then.setDate(Math.min(day, new Date(then.getFullYear(), then.getMonth() + 1, 0).getDate()));
  return then.getTime();
}
