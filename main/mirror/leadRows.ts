import type { Database } from 'better-sqlite3';
import { ENTITY, LOST_STATUS, type LeadRow, WON_STATUS } from './rows.ts';

/** Writes leads with their links. Every call belongs into a transaction. */
export interface LeadRows {
  /**
   * Keeps an open or recently closed lead; drops one deleted or closed long ago.
   * @param now Unix milliseconds
   */
  put(account: number, row: LeadRow, now: number): void;
}

/** A deal closed a month ago is still what the caller calls about; older ones are asked of the CRM. */
const CLOSED_KEPT_MS = 30 * 24 * 3_600_000;

export function createLeadRows(db: Database): LeadRows {
  const update = db.prepare<
    [string, number | null, number, number, number, number, number | null, number, number]
  >(
    `UPDATE leads SET name = ?, price = ?, responsible_user_id = ?, pipeline_id = ?, status_id = ?, updated_at = ?,
     closed_at = ? WHERE account = ? AND id = ?`,
  );
  const insert = db.prepare<
    [string, number | null, number, number, number, number, number | null, number, number]
  >(
    `INSERT INTO leads (name, price, responsible_user_id, pipeline_id, status_id, updated_at, closed_at, account, id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = db.prepare<[number, number]>('DELETE FROM leads WHERE account = ? AND id = ?');
  const count = db.prepare<[number, number]>('UPDATE accounts SET leads = leads + ? WHERE account = ?');
  const dropLinks = db.prepare<[number, number, number]>(
    'DELETE FROM lead_links INDEXED BY lead_links_by_lead WHERE account = ? AND lead_id = ? AND entity = ?',
  );
  const addLink = db.prepare<[number, number, number, number]>(
    'INSERT OR IGNORE INTO lead_links (account, entity, entity_id, lead_id) VALUES (?, ?, ?, ?)',
  );

  return {
    put(account, row, now) {
      if (row.isDeleted || isLongClosed(row, now)) {
        if (remove.run(account, row.id).changes > 0) count.run(-1, account);
        for (const entity of Object.values(ENTITY)) dropLinks.run(account, row.id, entity);
        return;
      }
      const { name, price, responsibleUserId, pipelineId, statusId, updatedAt, closedAt, id } = row;
      const values = [
        name,
        price,
        responsibleUserId,
        pipelineId,
        statusId,
        updatedAt,
        closedAt,
        account,
        id,
      ] as const;
      if (update.run(...values).changes === 0) {
        insert.run(...values);
        count.run(1, account);
      }
      const links = [
        [ENTITY.contact, row.contactIds],
        [ENTITY.company, row.companyIds],
      ] as const;
      for (const [entity, ids] of links) {
        if (ids === null) continue;
        dropLinks.run(account, id, entity);
        for (const entityId of ids) addLink.run(account, entity, entityId, id);
      }
    },
  };
}

function isLongClosed(row: LeadRow, now: number): boolean {
  const closed = row.statusId === WON_STATUS || row.statusId === LOST_STATUS;
  return closed && now - (row.closedAt ?? row.updatedAt) * 1_000 > CLOSED_KEPT_MS;
}
