import type { TaskRow } from '../../preload/contract/leadWords.ts';
import type { Clock } from '../clock.ts';
import { endOfDay } from '../mirror/endOfDay.ts';

/** Tells of the agent's tasks when their time has come, while the app runs. */
export interface DueTasks {
  start(): void;
  stop(): void;
}

interface DueTasksDeps {
  readonly accounts: () => readonly { readonly key: string; readonly timezone: string | null }[];
  /** The agent's open tasks, with what the agent did to them and the CRM has not heard of yet. */
  readonly tasks: { due(account: string, from: number, till: number): readonly TaskRow[] };
  readonly clock: Clock;
  readonly due: (account: string, task: TaskRow) => void;
}

const LOOK_EVERY_MS = 30_000;
/** After a sleep only what came due this shortly before is told: the rest stands in the list as overdue. */
const LOOK_BACK_MS = 15 * 60_000;
const MINUTE_MS = 60_000;

export function createDueTasks({ accounts, tasks, clock, due }: DueTasksDeps): DueTasks {
  let cancel: (() => void) | null = null;
  let lookedAt = 0;

  function look(): void {
    const now = clock.now();
    // A clock that was put back since has not told of what is due now: no longer than the usual look back.
    const from = lookedAt > now ? now - LOOK_EVERY_MS : Math.max(lookedAt, now - LOOK_BACK_MS);
    lookedAt = now;
    for (const { key, timezone } of accounts()) {
      for (const task of tasks.due(key, from, now)) {
        // A task of the whole day ends with its last minute: nobody is called at midnight for that.
        if (endOfDay(task.completeTill, timezone) - task.completeTill > MINUTE_MS) due(key, task);
      }
    }
    cancel = clock.schedule(LOOK_EVERY_MS, look);
  }

  return {
    start() {
      lookedAt = clock.now();
      cancel = clock.schedule(LOOK_EVERY_MS, look);
    },
    stop() {
      cancel?.();
    },
  };
}
