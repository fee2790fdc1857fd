import type { TaskRow } from '../../preload/contract/leadSchemas.ts';
import type { Clock } from '../common/clock.ts';
import { endOfDay } from '../../i18n/calendar.ts';

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
  /** What it is at the account's CRM, Unix ms: its tasks are due by that. Null, and without, the computer's clock is asked. */
  readonly serviceNow?: (account: string) => number | null;
  readonly due: (account: string, task: TaskRow) => void;
}

const LOOK_EVERY_MS = 30_000;
/** After a sleep only what came due this shortly before is told: the rest stands in the list as overdue. */
const LOOK_BACK_MS = 15 * 60_000;
const MINUTE_MS = 60_000;

/** Told tasks that are remembered: a clock that is put back comes by their times again. */
const MOST_ANNOUNCED = 500;

export function createDueTasks({ accounts, tasks, clock, serviceNow, due }: DueTasksDeps): DueTasks {
  let cancel: (() => void) | null = null;
  const lookedAt = new Map<string, number>();
  const announced = new Set<string>();

  const nowOf = (account: string): number => Math.floor(serviceNow?.(account) ?? clock.now());

  function tell(account: string, task: TaskRow): void {
    const time = `${account} ${task.id} ${task.completeTill}`;
    if (announced.has(time)) return;
    const [oldest] = announced;
    if (announced.size >= MOST_ANNOUNCED && oldest !== undefined) announced.delete(oldest);
    announced.add(time);
    due(account, task);
  }

  function look(): void {
    for (const { key, timezone } of accounts()) {
      const now = nowOf(key);
      const before = lookedAt.get(key) ?? now - LOOK_EVERY_MS;
      // A clock that was put back since has not told of what is due now: no longer than the usual look back.
      const from = before > now ? now - LOOK_EVERY_MS : Math.max(before, now - LOOK_BACK_MS);
      lookedAt.set(key, now);
      for (const task of tasks.due(key, from, now)) {
        // A task of the whole day ends with its last minute: nobody is called at midnight for that.
        if (endOfDay(task.completeTill, timezone) - task.completeTill > MINUTE_MS) tell(key, task);
      }
    }
    cancel = clock.schedule(LOOK_EVERY_MS, look);
  }

  return {
    start() {
      for (const { key } of accounts()) lookedAt.set(key, nowOf(key));
      cancel = clock.schedule(LOOK_EVERY_MS, look);
    },
    stop() {
      cancel?.();
    },
  };
}
