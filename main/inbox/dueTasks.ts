import type { Clock } from '../clock.ts';
import type { MirrorLists, TaskRow } from '../mirror/lists.ts';

/** Tells of the agent's tasks when their time has come, while the app runs. */
export interface DueTasks {
  start(): void;
  stop(): void;
}

interface DueTasksDeps {
  readonly accounts: () => readonly { readonly key: string; readonly timezone: string | null }[];
  readonly mirror: Pick<MirrorLists, 'taskPage'>;
  readonly clock: Clock;
  readonly due: (account: string, task: TaskRow) => void;
}

const LOOK_EVERY_MS = 30_000;
/** After a sleep only what came due this shortly before is told: the rest stands in the list as overdue. */
const LOOK_BACK_MS = 15 * 60_000;
const MOST_AT_ONCE = 50;

export function createDueTasks({ accounts, mirror, clock, due }: DueTasksDeps): DueTasks {
  let cancel: (() => void) | null = null;
  let lookedAt = 0;

  function look(): void {
    const now = clock.now();
    const from = Math.max(lookedAt, now - LOOK_BACK_MS);
    lookedAt = now;
    for (const { key, timezone } of accounts()) {
      const page = mirror.taskPage(key, {
        scope: 'today',
        now: from,
        timezone,
        cursor: null,
        limit: MOST_AT_ONCE,
      });
      for (const task of page.rows) {
        const at = task.completeTill * 1_000;
        // A task of the whole day ends with it: nobody is called at midnight for that.
        if (at > from && at <= now && !isEndOfDay(at, timezone)) due(key, task);
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

function isEndOfDay(at: number, timezone: string | null): boolean {
  const time = new Intl.DateTimeFormat('en-GB', {
    ...(timezone === null ? {} : { timeZone: timezone }),
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
  return time === '23:59';
}
