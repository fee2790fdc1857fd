import type { TaskCounts, TaskPage, TaskRow, WriteView } from '../../../preload/contract.ts';
import type { Clock } from '../../common/clock.ts';
import type { MirrorLists, TaskRow as MirrorTask } from '../../mirror/readTypes.ts';
import { endOfDay } from '../../../i18n/calendar.ts';
import {
  countTasks,
  isTaskChange,
  scopeOf,
  taskRow,
  withTaskWrites,
  type TaskScope,
  type TaskSetting,
} from './taskRowView.ts';

/** The agent's open tasks, with what the agent wrote laid over. "Today" is the account's day. */
export interface TaskService {
  page(account: string, query: TaskPageQuery): TaskPage;
  counts(account: string): TaskCounts;
  /** The agent's open task about each lead that has one: the one due first. */
  nextOfLeads(account: string): ReadonlyMap<number, { readonly text: string; readonly at: number }>;
  /** Those whose time came after `from` and not after `till` (Unix ms), the first to come first. */
  due(account: string, from: number, till: number): readonly TaskRow[];
}

interface TaskPageQuery {
  readonly scope: TaskScope;
  readonly cursor: string | null;
  readonly limit: number;
}

interface TaskServiceDeps {
  readonly mirror: Pick<MirrorLists, 'taskPage' | 'taskCounts' | 'tasksDue'>;
  readonly settingOf: (account: string) => TaskSetting & { readonly timezone: string | null };
  readonly writesOf: (account: string) => readonly WriteView[];
  readonly clock: Clock;
  /** How far the CRM's clock is ahead of the computer's, ms: its tasks are due by its time. */
  readonly clockAheadOf: (account: string) => number;
}

const PAGE = 500;
/** More open tasks than an agent can have any use for; the rest comes as some are done. */
const MOST_TASKS = 5_000;
/** A cursor of the list that is made here when there are writes to lay over: how many rows went before. */
const OWN_CURSOR = 'at:';

export function createTaskService(deps: TaskServiceDeps): TaskService {
  const { mirror, settingOf, writesOf } = deps;
  const nowAt = (account: string): number => deps.clock.now() + deps.clockAheadOf(account);

  /** All the agent's tasks as the mirror has them. */
  function allTasks(account: string, now: number, timezone: string | null): readonly MirrorTask[] {
    const tasks: MirrorTask[] = [];
    let cursor: string | null = null;
    do {
      const page = mirror.taskPage(account, { scope: 'all', now, timezone, cursor, limit: PAGE });
      tasks.push(...page.rows);
      cursor = page.next;
    } while (cursor !== null && tasks.length < MOST_TASKS);
    return tasks;
  }

  /** The list with the agent's own writes; null when there are none and the mirror's is the truth. */
  function ownList(account: string, now: number): readonly TaskRow[] | null {
    const writes = writesOf(account).filter(
      ({ write }) => write.kind === 'createTask' || isTaskChange(write),
    );
    if (writes.length === 0) return null;
    const setting = settingOf(account);
    return withTaskWrites(allTasks(account, now, setting.timezone), writes, setting);
  }

  return {
    page(account, { scope, cursor, limit }) {
      const now = nowAt(account);
      const { timezone } = settingOf(account);
      const own = ownList(account, now);
      const isOwnCursor = cursor?.startsWith(OWN_CURSOR) ?? false;
      if (own === null) {
        const from = isOwnCursor ? null : cursor;
        const page = mirror.taskPage(account, { scope, now, timezone, cursor: from, limit });
        const setting = settingOf(account);
        return {
          rows: page.rows.map((task) => taskRow(task, [], setting)),
          next: page.next,
          total: page.total,
        };
      }
      const dayEnd = endOfDay(now, timezone);
      const fitting =
        scope === 'all' ? own : own.filter((task) => scopeOf(task.completeTill, now, dayEnd) === scope);
      const at = isOwnCursor ? Number(cursor?.slice(OWN_CURSOR.length)) : 0;
      return {
        rows: fitting.slice(at, at + limit),
        next: at + limit < fitting.length ? `${OWN_CURSOR}${at + limit}` : null,
        total: fitting.length,
      };
    },
    counts(account) {
      const now = nowAt(account);
      const { timezone } = settingOf(account);
      const own = ownList(account, now);
      return own === null
        ? mirror.taskCounts(account, now, timezone)
        : countTasks(own, now, endOfDay(now, timezone));
    },
    nextOfLeads(account) {
      const now = nowAt(account);
      const next = new Map<number, { readonly text: string; readonly at: number }>();
      const tasks =
        ownList(account, now)?.map(({ about, text, completeTill }) => ({
          target: about,
          text,
          completeTill,
        })) ?? allTasks(account, now, null);
      for (const { target, text, completeTill } of tasks) {
        if (target?.entity === 'lead' && !next.has(target.id))
          next.set(target.id, { text, at: completeTill });
      }
      return next;
    },
    due(account, from, till) {
      const own = ownList(account, nowAt(account));
      return own === null
        ? mirror.tasksDue(account, from, till).map((task) => taskRow(task, [], settingOf(account)))
        : own.filter(({ completeTill }) => completeTill > from && completeTill <= till);
    },
  };
}
