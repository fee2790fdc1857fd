import type { Database } from 'better-sqlite3';
import { type Written, isOlder } from './partyRows.ts';
import { ENTITY, LEAD, type TaskRecord } from './rows.ts';

/** Writes the agent's open tasks. Every call belongs into a transaction. */
export interface TaskRows {
  /**
   * Keeps an open task of the agent, drops one done or given to somebody else.
   * @param seen number of the pass that brought it, see `sweep`
   */
  put(account: number, userId: number, row: TaskRecord, seen: number): Written;
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

export function createTaskRows(db: Database): TaskRows {
  const find = db.prepare<
    [number, number],
    { readonly updated_at: number; readonly text: string; readonly complete_till: number }
  >('SELECT updated_at, text, complete_till FROM tasks WHERE account = ? AND id = ?');
  const touch = db.prepare<[number, number, number]>(
    'UPDATE tasks SET seen = ? WHERE account = ? AND id = ?',
  );
  const put = db.prepare<
    [number, number, string, number, number | null, number | null, number, number, number, number]
  >(
    `INSERT OR REPLACE INTO tasks
       (account, id, text, type_id, entity, entity_id, responsible_user_id, complete_till, updated_at, seen)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = db.prepare<[number, number]>('DELETE FROM tasks WHERE account = ? AND id = ?');
  const unseen = db.prepare<[number, number], { readonly id: number }>(
    'SELECT id FROM tasks WHERE account = ? AND seen < ?',
  );

  const gone = (account: number, id: number): Written =>
    remove.run(account, id).changes > 0 ? 'gone' : 'same';

  return {
    put(account, userId, row, seen) {
      const { id, text, typeId, responsibleUserId, completeTill, updatedAt } = row;
      const known = find.get(account, id);
      if (known && isOlder(updatedAt, known.updated_at)) return 'same';
      if (row.isCompleted || responsibleUserId !== userId) return gone(account, id);
      if (known?.updated_at === updatedAt && known.text === text && known.complete_till === completeTill) {
        touch.run(seen, account, id);
        return 'same';
      }
      const kind = row.entityType === null ? null : (KINDS[row.entityType] ?? null);
      const about = kind === null ? null : row.entityId;
      put.run(
        account,
        id,
        text,
        typeId,
        about === null ? null : kind,
        about,
        responsibleUserId,
        completeTill,
        updatedAt,
        seen,
      );
      return known ? 'changed' : 'new';
    },
    remove: gone,
    sweep(account, seenSince) {
      const ids = unseen.all(account, seenSince).map(({ id }) => id);
      for (const id of ids) remove.run(account, id);
      return ids;
    },
  };
}
