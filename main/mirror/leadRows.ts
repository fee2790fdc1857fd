import type { Database } from 'better-sqlite3';
import { digestOf } from './digest.ts';
import type { NameIndex } from './nameIndex.ts';
import { type Written, isOlder, listed } from './partyRows.ts';
import { ENTITY, LEAD, LOST_STATUS, type LeadRecord, WON_STATUS, nameKey } from './rows.ts';

/** Writes leads with their links. Every call belongs into a transaction. */
export interface LeadRows {
  /**
   * Keeps an open or recently closed lead; drops one deleted or closed long ago. A row older than the one
   * that is there changes nothing.
   * @param now Unix milliseconds
   */
  put(account: number, row: LeadRecord, now: number): Written;
  remove(account: number, id: number): Written;
}

/** A deal closed a month ago is still what the caller calls about; older ones are asked of the CRM. */
const CLOSED_KEPT_MS = 30 * 24 * 3_600_000;

export function createLeadRows(db: Database, names: NameIndex): LeadRows {
  const columns = `name, price, responsible_user_id, pipeline_id, status_id, loss_reason_id, main_contact_id, created_at,
    updated_at, closed_at, tags, digest`;
  type Values = [
    string,
    number | null,
    number,
    number,
    number,
    number | null,
    number | null,
    number | null,
    number,
    number | null,
    string | null,
    number,
    number,
    number,
  ];
  const find = db.prepare<
    [number, number],
    { readonly name: string; readonly updated_at: number; readonly digest: number }
  >('SELECT name, updated_at, digest FROM leads WHERE account = ? AND id = ?');
  const update = db.prepare<Values>(
    `UPDATE leads SET (${columns}) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE account = ? AND id = ?`,
  );
  const insert = db.prepare<Values>(
    `INSERT INTO leads (${columns}, account, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = db.prepare<[number, number]>('DELETE FROM leads WHERE account = ? AND id = ?');
  const dropLinks = db.prepare<[number, number, number]>(
    'DELETE FROM lead_links INDEXED BY lead_links_by_lead WHERE account = ? AND lead_id = ? AND entity = ?',
  );
  const addLink = db.prepare<[number, number, number, number]>(
    'INSERT OR IGNORE INTO lead_links (account, entity, entity_id, lead_id) VALUES (?, ?, ?, ?)',
  );

  function gone(account: number, id: number): Written {
    if (remove.run(account, id).changes === 0) return 'same';
    names.remove(account, LEAD, id);
    for (const entity of Object.values(ENTITY)) dropLinks.run(account, id, entity);
    return 'gone';
  }

  return {
    put(account, row, now) {
      const { id, name, updatedAt } = row;
      if (row.isDeleted || isLongClosed(row, now)) return gone(account, id);
      const known = find.get(account, id);
      const digest = digestOf(JSON.stringify(row));
      if (known && (known.digest === digest || isOlder(updatedAt, known.updated_at))) return 'same';
      (known ? update : insert).run(
        name,
        row.price,
        row.responsibleUserId,
        row.pipelineId,
        row.statusId,
        row.lossReasonId,
        row.mainContactId,
        row.createdAt,
        updatedAt,
        row.closedAt,
        listed(row.tags),
        digest,
        account,
        id,
      );
      if (known?.name !== name) names.put(account, LEAD, id, nameKey(name), !known);
      const links = [
        [ENTITY.contact, row.contactIds],
        [ENTITY.company, row.companyIds],
      ] as const;
      for (const [entity, ids] of links) {
        if (ids === null) continue;
        if (known) dropLinks.run(account, id, entity);
        for (const entityId of ids) addLink.run(account, entity, entityId, id);
      }
      return known ? 'changed' : 'new';
    },
    remove: gone,
  };
}

function isLongClosed(row: LeadRecord, now: number): boolean {
  const closed = row.statusId === WON_STATUS || row.statusId === LOST_STATUS;
  return closed && now - (row.closedAt ?? row.updatedAt) * 1_000 > CLOSED_KEPT_MS;
}
