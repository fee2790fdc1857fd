import type { Database } from 'better-sqlite3';
import { leadFields, type LeadFields } from '../../../entities/lead.ts';
import type { ChangedLead } from '../changes/changeEvents.ts';
import type { NameIndex } from '../search/nameIndex.ts';
import { createEntityTable, type ColumnsOf } from '../fields/entityTable.ts';
import { type Written, isOlder } from '../contact/contactOrCompanyWriter.ts';
import { ENTITY, LEAD, LOST_STATUS, type LeadRecord, WON_STATUS, nameKey } from '../mirrorRecords.ts';

/** Writes leads with their links. Every call belongs into a transaction. */
export interface LeadRows {
  /**
   * Keeps an open or recently closed lead; drops one deleted or closed long ago. A row older than the one
   * that is there changes nothing.
   * @param now Unix milliseconds
   */
  put(account: number, row: LeadRecord, now: number): Written;
  /** Puts what a change event says over what is known; `unknown` when that is not enough for a row. */
  merge(account: number, changed: ChangedLead, now: number): Written | 'unknown';
  /** Where a lead stands and whose it is; null when the mirror has not got it. */
  standing(account: number, id: number): LeadStanding | null;
  remove(account: number, id: number): Written;
}

/** What facts about a lead are told by. */
export interface LeadStanding {
  readonly pipelineId: number;
  readonly statusId: number;
  readonly responsibleUserId: number;
}

/** A deal closed a month ago is still what the caller calls about; older ones are asked of the CRM. */
const CLOSED_KEPT_MS = 30 * 24 * 3_600_000;

export function createLeadRows(db: Database, names: NameIndex): LeadRows {
  const rowsIn = createEntityTable(db, 'leads', leadFields);
  const linked = db
    .prepare<[number, number, number], number>(
      `SELECT entity_id FROM lead_links INDEXED BY lead_links_by_lead
       WHERE account = ? AND lead_id = ? AND entity = ? ORDER BY entity_id`,
    )
    .pluck();
  const dropLinks = db.prepare<[number, number, number]>(
    'DELETE FROM lead_links INDEXED BY lead_links_by_lead WHERE account = ? AND lead_id = ? AND entity = ?',
  );
  const addLink = db.prepare<[number, number, number, number]>(
    'INSERT OR IGNORE INTO lead_links (account, entity, entity_id, lead_id) VALUES (?, ?, ?, ?)',
  );

  function gone(account: number, id: number): Written {
    if (rowsIn.remove.run(account, id).changes === 0) return 'same';
    names.remove(account, LEAD, id);
    for (const entity of Object.values(ENTITY)) dropLinks.run(account, id, entity);
    return 'gone';
  }

  /** The row and its links, as they are known, say the same: told by somebody who says less or more of it. */
  const saysTheSame = (account: number, row: LeadRecord, known: ColumnsOf<LeadFields>): boolean =>
    rowsIn.isSame(known, row) &&
    hasLinks(account, row.id, ENTITY.contact, row.contactIds) &&
    hasLinks(account, row.id, ENTITY.company, row.companyIds);

  function hasLinks(account: number, id: number, entity: number, ids: readonly number[] | null): boolean {
    if (ids === null) return true;
    const there = linked.all(account, id, entity);
    return there.length === ids.length && there.every((one) => ids.includes(one));
  }

  const rows: LeadRows = {
    put(account, row, now) {
      const { id, name, updatedAt } = row;
      if (row.isDeleted || isLongClosed(row, now)) return gone(account, id);
      const known = rowsIn.find.get(account, id);
      const digest = rowsIn.digest(row, JSON.stringify([row.contactIds, row.companyIds]));
      if (known && (known.digest === digest || isOlder(updatedAt, known.updatedAt))) return 'same';
      if (known && saysTheSame(account, row, known)) {
        rowsIn.setDigest.run(digest, account, id);
        return 'same';
      }
      rowsIn.put(known !== undefined, account, id, row, { digest });
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
    merge(account, changed, now) {
      const known = rowsIn.find.get(account, changed.id);
      const { name, statusId, pipelineId } = changed;
      if (!known && (name === null || statusId === null || pipelineId === null)) return 'unknown';
      const merged = rowsIn.merged(known, changed);
      return rows.put(
        account,
        {
          ...merged,
          id: changed.id,
          lossReasonId: merged.statusId === LOST_STATUS ? merged.lossReasonId : null,
          closedAt: isClosed(merged.statusId) ? (merged.closedAt ?? merged.updatedAt) : null,
          isDeleted: false,
          contactIds: changed.contactIds,
          companyIds: changed.companyIds,
        },
        now,
      );
    },
    standing(account, id) {
      return rowsIn.find.get(account, id) ?? null;
    },
    remove: gone,
  };
  return rows;
}

const isClosed = (statusId: number): boolean => statusId === WON_STATUS || statusId === LOST_STATUS;

function isLongClosed(row: LeadRecord, now: number): boolean {
  return isClosed(row.statusId) && now - (row.closedAt ?? row.updatedAt) * 1_000 > CLOSED_KEPT_MS;
}
