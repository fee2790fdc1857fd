import type { Database } from 'better-sqlite3';
import { taskFields } from '../../../entities/task.ts';
import type { ChangedTask } from '../changes/changeEvents.ts';
import { type Written, isOlder } from '../contact/contactOrCompanyWriter.ts';
import { createEntityTable } from '../fields/entityTable.ts';
import { FIRST_TYPE } from './taskItem.ts';
import { ENTITY, LEAD, type TaskRecord } from '../mirrorRecords.ts';

/** Writes the agent's open tasks. Every call belongs into a transaction. */
export interface TaskRows {
  /**
   * Keeps an open task of the agent, drops one done or given to somebody else.
   * @param seen number of the pass that brought it, see `sweep`; null: none did, and it is as if the one going on had, or the last
   */
  put(account: number, userId: number, row: TaskRecord, seen: number | null): Written;
  /** Puts what a change event says over what is known; `unknown` when that is not enough for a row of the agent's. */
  merge(account: number, userId: number, changed: ChangedTask): Written | 'unknown';
  remove(account: number, id: number): Written;
  /** Drops what no pass has brought since this one: done, deleted or given away. Answers their ids. */
  sweep(account: number, seenSince: number): readonly number[];
}

/** Kinds of entity that have a card, by the service's plural; a task of another kind is about nothing we show. */
const KINDS: Readonly<Record<string, number>> = {
  contacts: ENTITY.contact,
  companies: ENTITY.company,
  leads: LEAD,
};

/** Their list in `gone`. */
const LEFT = 'tasksLeft';
/** Relays keep events for a week: nothing older comes late. */
const LATE_MS = 8 * 24 * 3_600_000;

export function createTaskRows(db: Database): TaskRows {
  const rowsIn = createEntityTable(db, 'tasks', taskFields, ['entity', 'seen']);
  const touch = db.prepare<[number, number, number]>(
    'UPDATE tasks SET seen = ? WHERE account = ? AND id = ?',
  );
  const unseen = db.prepare<[number, number], { readonly id: number }>(
    'SELECT id FROM tasks WHERE account = ? AND seen < ?',
  );

  const pass = db
    .prepare<[number], number>(
      `SELECT coalesce(newest, watermark, 0) FROM sync_state WHERE account = ? AND list = 'tasks'`,
    )
    .pluck();

  /** Tasks that were done or given away, and the change that said so: what was said before and comes late changes nothing. */
  const leave = db.prepare<[number, number, number]>(
    `INSERT OR REPLACE INTO gone (account, list, id, at) VALUES (?, '${LEFT}', ?, ?)`,
  );
  const leftAt = db
    .prepare<[number, number], number>(
      `SELECT at FROM gone WHERE account = ? AND list = '${LEFT}' AND id = ?`,
    )
    .pluck();
  const forgetLeft = db.prepare<[number, number]>(
    `DELETE FROM gone WHERE account = ? AND list = '${LEFT}' AND at < ?`,
  );

  const gone = (account: number, id: number): Written =>
    rowsIn.remove.run(account, id).changes > 0 ? 'gone' : 'same';

  /** @param updatedAt Unix seconds of the change that took it from the agent */
  function left(account: number, id: number, updatedAt: number): Written {
    const written = gone(account, id);
    if (written === 'gone') {
      leave.run(account, id, updatedAt * 1_000);
      forgetLeft.run(account, updatedAt * 1_000 - LATE_MS);
    }
    return written;
  }

  const rows: TaskRows = {
    put(account, userId, row, ofPass) {
      const seen = ofPass ?? pass.get(account) ?? 0;
      const { id, responsibleUserId, updatedAt } = row;
      const known = rowsIn.find.get(account, id);
      if (isOlder(updatedAt, known?.updatedAt ?? (leftAt.get(account, id) ?? 0) / 1_000)) return 'same';
      if (row.isCompleted || responsibleUserId !== userId) return left(account, id, updatedAt);
      const kind = row.entityType === null ? null : (KINDS[row.entityType] ?? null);
      const values = { ...row, entityId: kind === null ? null : row.entityId };
      const entity = values.entityId === null ? null : kind;
      const digest = rowsIn.digest(values, entity);
      if (known?.digest === digest) {
        touch.run(seen, account, id);
        return 'same';
      }
      rowsIn.put(known !== undefined, account, id, values, { entity, seen, digest });
      return known ? 'changed' : 'new';
    },
    merge(account, userId, changed) {
      const known = rowsIn.find.get(account, changed.id);
      const isMine = (changed.responsibleUserId ?? known?.responsibleUserId) === userId;
      const completeTill = changed.completeTill ?? known?.completeTill ?? null;
      // Of somebody else's, or one that is done, nothing is needed: it is not kept.
      if (
        isMine &&
        changed.isCompleted !== true &&
        (completeTill === null || (!known && changed.text === null))
      )
        return 'unknown';
      return rows.put(
        account,
        userId,
        {
          ...rowsIn.merged(known, changed),
          id: changed.id,
          typeId: changed.typeId ?? known?.typeId ?? FIRST_TYPE,
          entityType: changed.entityType ?? pluralOf(known?.entity ?? null),
          isCompleted: changed.isCompleted ?? false,
        },
        null,
      );
    },
    remove: gone,
    sweep(account, seenSince) {
      const ids = unseen.all(account, seenSince).map(({ id }) => id);
      for (const id of ids) rowsIn.remove.run(account, id);
      return ids;
    },
  };
  return rows;
}

function pluralOf(kind: string | number | null): string | null {
  return Object.keys(KINDS).find((plural) => KINDS[plural] === kind) ?? null;
}
