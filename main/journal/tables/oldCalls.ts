import type { JournalDatabase } from '../journalDatabase.ts';
import type { CallPlace } from './callHistoryTable.ts';

/** Old calls that the CRM holds, as they leave the journal. */
export interface OldCalls {
  /**
   * Looks at the next `limit` calls of an account that began before `before` (Unix ms), oldest first, and lets those go
   * of which the CRM holds everything: a result, sent, with the rest of its form, and nothing that waits, failed or
   * could still be undone by what is. One transaction.
   *
   * @param after where the last step ended; null at the beginning
   * @returns where this step ended, null when there are no more; how many calls left
   */
  leave(
    account: string,
    before: number,
    after: CallPlace | null,
    limit: number,
  ): { readonly at: CallPlace | null; readonly left: number };
}

interface Seen extends CallPlace {
  readonly isHeld: 0 | 1;
}

/**
 * Everything of the call was sent: its log and, where that joined the PBX's note, the note with the result; no row of it is
 * undone, and none of the account's waits for one of its rows. A change it made stays known while an older one that was
 * refused for want of rights might be tried again (outbox.refused): sent then, that would undo this one.
 */
const IS_HELD = `state = 'ended' AND result IS NOT NULL
  AND EXISTS (SELECT 1 FROM outbox o WHERE o.account = c.account AND o.lane = c.id AND o.kind = 'logCall'
    AND o.state = 'done' AND (o.pbx IS NOT 'joined' OR EXISTS (SELECT 1 FROM outbox n
      WHERE n.account = c.account AND n.call_id = c.id AND n.kind = 'addNote' AND n.state = 'done')))
  AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.account = c.account AND o.lane = c.id AND o.state <> 'done')
  AND NOT EXISTS (SELECT 1 FROM outbox o INDEXED BY outbox_undone
    WHERE o.account = c.account AND o.state <> 'done' AND (o.call_id = c.id OR EXISTS (SELECT 1 FROM outbox m
      WHERE m.account = c.account AND m.call_id = c.id AND (m.id = o.waits_for OR (m.stamp IS NOT NULL AND m.id > o.id)))))`;

export function oldCalls(database: JournalDatabase): OldCalls {
  const next = database.prepare<
    [{ account: string; before: number; at: number; id: string; limit: number }],
    Seen
  >(`SELECT started_at AS startedAt, id, (${IS_HELD}) AS isHeld FROM calls c INDEXED BY calls_by_start
    WHERE account = @account AND started_at < @before AND (started_at, id) > (@at, @id)
    ORDER BY started_at, id LIMIT @limit`);
  const rows = database.prepare<[string, string]>('DELETE FROM outbox WHERE account = ? AND call_id = ?');
  const call = database.prepare<[string, string]>('DELETE FROM calls WHERE account = ? AND id = ?');
  return {
    leave: (account, before, after, limit) =>
      database.transaction(() => {
        const { startedAt: at, id } = after ?? { startedAt: Number.MIN_SAFE_INTEGER, id: '' };
        const seen = next.all({ account, before, at, id, limit });
        const held = seen.filter(({ isHeld }) => isHeld === 1);
        for (const one of held) {
          rows.run(account, one.id);
          call.run(account, one.id);
        }
        const last = seen.length < limit ? undefined : seen.at(-1);
        return {
          at: last === undefined ? null : { startedAt: last.startedAt, id: last.id },
          left: held.length,
        };
      }),
  };
}
