import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { taskFields, type TaskFields } from '../../../entities/task.ts';
import { selectSql, type ColumnsOf } from '../fields/entityTable.ts';
import { type Cursors, cursors } from '../pageCursor.ts';
import { endOfDay } from '../../../i18n/calendar.ts';
import type { CardRef, Page, TaskCounts, TaskQuery, TaskRow, MirrorAccount } from '../readTypes.ts';
import { LARGEST_PAGE, responsibleOf } from '../contact/contactOrCompanyReader.ts';
import { ENTITY, LEAD } from '../mirrorRecords.ts';

/** The agent's open tasks as lists and cards show them. */
export interface TaskLists {
  page(account: MirrorAccount, query: TaskQuery): Page<TaskRow>;
  counts(account: MirrorAccount, now: number, timezone: string | null): TaskCounts;
  /** @param from Unix ms, as `till` */
  due(account: MirrorAccount, from: number, till: number): readonly TaskRow[];
  of(account: MirrorAccount, ref: CardRef): readonly TaskRow[];
}

/** Tasks shown on one card, or told of at once. */
const MOST_TASKS = 50;

type Raw = ColumnsOf<TaskFields> & {
  readonly id: number;
  readonly type: string | null;
  readonly entity: number | null;
  readonly target: string | null;
  readonly responsible: string | null;
};

const ROW = `
  SELECT t.id, ${selectSql(taskFields, 't')}, t.entity, y.name AS type,
    coalesce(c.name, o.name, l.name) AS target, u.name AS responsible
  FROM tasks t
  LEFT JOIN task_types y ON y.account = t.account AND y.id = t.type_id
  LEFT JOIN users u ON u.account = t.account AND u.id = t.responsible_user_id
  LEFT JOIN contacts c ON t.entity = ${ENTITY.contact} AND c.account = t.account AND c.id = t.entity_id
  LEFT JOIN companies o ON t.entity = ${ENTITY.company} AND o.account = t.account AND o.id = t.entity_id
  LEFT JOIN leads l ON t.entity = ${LEAD} AND l.account = t.account AND l.id = t.entity_id
  WHERE t.account = ?`;

const KINDS: Readonly<Record<number, CardRef['entity']>> = {
  [ENTITY.contact]: 'contact',
  [ENTITY.company]: 'company',
  [LEAD]: 'lead',
};
const CODES = { ...ENTITY, lead: LEAD } as const;

const byTime: Cursors<readonly [number, number]> = cursors(z.tuple([z.number(), z.number()]));

export function createTaskLists(db: Database): TaskLists {
  const between = db.prepare<[number, number, number, number, number], Raw>(
    `${ROW} AND (t.complete_till, t.id) > (?, ?) AND t.complete_till < ? ORDER BY t.complete_till, t.id LIMIT ?`,
  );
  const count = db
    .prepare<[number, number, number], number>(
      'SELECT count(*) FROM tasks WHERE account = ? AND complete_till >= ? AND complete_till < ?',
    )
    .pluck();
  const about = db.prepare<[number, number, number], Raw>(
    `${ROW} AND t.entity = ? AND t.entity_id = ? ORDER BY t.complete_till, t.id LIMIT ${MOST_TASKS}`,
  );
  const number = (account: MirrorAccount, [from, till]: Span): number =>
    count.get(account.account, from, till) ?? 0;

  return {
    page(account, query) {
      const span = spansOf(query.now, query.timezone)[query.scope];
      const [from, till] = span;
      const limit = Math.min(query.limit, LARGEST_PAGE);
      const [at, id] = byTime.read(query.cursor) ?? [from, -1];
      const raws = between.all(account.account, at, id, till, limit + 1);
      const shown = raws.slice(0, limit);
      const last = shown.at(-1);
      return {
        rows: shown.map(rowOf),
        next: raws.length > limit && last ? byTime.write([last.completeTill, last.id]) : null,
        total: number(account, span),
      };
    },
    counts(account, now, timezone) {
      const { overdue, today, later } = spansOf(now, timezone);
      return {
        overdue: number(account, overdue),
        today: number(account, today),
        later: number(account, later),
      };
    },
    due(account, from, till) {
      const last = [Math.floor(from / 1_000), Number.MAX_SAFE_INTEGER] as const;
      return between.all(account.account, ...last, Math.floor(till / 1_000) + 1, MOST_TASKS).map(rowOf);
    },
    of: (account, { entity, id }) => about.all(account.account, CODES[entity], id).map(rowOf),
  };
}

/** Unix seconds: from, and before. */
type Span = readonly [number, number];

function spansOf(now: number, timezone: string | null): Record<TaskQuery['scope'], Span> {
  const at = Math.floor(now / 1_000);
  const tomorrow = Math.ceil(endOfDay(now, timezone) / 1_000);
  const ever = Number.MAX_SAFE_INTEGER;
  return { overdue: [0, at], today: [at, tomorrow], later: [tomorrow, ever], all: [0, ever] };
}

function rowOf(raw: Raw): TaskRow {
  const entity = raw.entity === null ? undefined : KINDS[raw.entity];
  return {
    id: raw.id,
    text: raw.text,
    typeId: raw.typeId,
    type: raw.type,
    completeTill: raw.completeTill * 1_000,
    target:
      entity === undefined || raw.entityId === null ? null : { entity, id: raw.entityId, name: raw.target },
    responsible: responsibleOf(raw),
    updatedAt: raw.updatedAt * 1_000,
  };
}
