import type { Database } from 'better-sqlite3';
import { digestOf } from '../rowDigest.ts';
import type { ChangedLead } from '../changes/changeEvents.ts';
import type { NameIndex } from '../search/nameIndex.ts';
import { listed, unlisted } from '../fields/entityTable.ts';
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
  /** Puts what news tell over what is known; `unknown` when that is not enough for a row. */
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

interface Known {
  readonly name: string;
  readonly price: number | null;
  readonly responsible_user_id: number;
  readonly pipeline_id: number;
  readonly status_id: number;
  readonly loss_reason_id: number | null;
  readonly main_contact_id: number | null;
  readonly created_at: number | null;
  readonly updated_at: number;
  readonly closed_at: number | null;
  readonly tags: string | null;
  readonly digest: number;
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
  const find = db.prepare<[number, number], Known>(
    `SELECT ${columns} FROM leads WHERE account = ? AND id = ?`,
  );
  const setDigest = db.prepare<[number, number, number]>(
    'UPDATE leads SET digest = ? WHERE account = ? AND id = ?',
  );
  const linked = db
    .prepare<[number, number, number], number>(
      `SELECT entity_id FROM lead_links INDEXED BY lead_links_by_lead
       WHERE account = ? AND lead_id = ? AND entity = ? ORDER BY entity_id`,
    )
    .pluck();
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

  /** The row and its links, as they are known, say the same: told by somebody who says less or more of it. */
  function saysTheSame(account: number, row: LeadRecord, known: Known): boolean {
    return (
      row.name === known.name &&
      row.price === known.price &&
      row.responsibleUserId === known.responsible_user_id &&
      row.pipelineId === known.pipeline_id &&
      row.statusId === known.status_id &&
      row.lossReasonId === known.loss_reason_id &&
      row.mainContactId === known.main_contact_id &&
      row.createdAt === known.created_at &&
      row.updatedAt === known.updated_at &&
      row.closedAt === known.closed_at &&
      listed(row.tags) === known.tags &&
      hasLinks(account, row.id, ENTITY.contact, row.contactIds) &&
      hasLinks(account, row.id, ENTITY.company, row.companyIds)
    );
  }

  function hasLinks(account: number, id: number, entity: number, ids: readonly number[] | null): boolean {
    if (ids === null) return true;
    const there = linked.all(account, id, entity);
    return there.length === ids.length && there.every((one) => ids.includes(one));
  }

  const rows: LeadRows = {
    put(account, row, now) {
      const { id, name, updatedAt } = row;
      if (row.isDeleted || isLongClosed(row, now)) return gone(account, id);
      const known = find.get(account, id);
      const digest = digestOf(JSON.stringify(row));
      if (known && (known.digest === digest || isOlder(updatedAt, known.updated_at))) return 'same';
      if (known && saysTheSame(account, row, known)) {
        setDigest.run(digest, account, id);
        return 'same';
      }
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
    merge(account, changed, now) {
      const known = find.get(account, changed.id);
      const { name, statusId, pipelineId } = changed;
      if (!known && (name === null || statusId === null || pipelineId === null)) return 'unknown';
      const updatedAt = changed.updatedAt ?? known?.updated_at ?? 0;
      const status = statusId ?? known?.status_id ?? 0;
      return rows.put(
        account,
        {
          id: changed.id,
          name: name ?? known?.name ?? '',
          price: changed.price ?? known?.price ?? null,
          responsibleUserId: changed.responsibleUserId ?? known?.responsible_user_id ?? 0,
          pipelineId: pipelineId ?? known?.pipeline_id ?? 0,
          statusId: status,
          lossReasonId:
            status === LOST_STATUS ? (changed.lossReasonId ?? known?.loss_reason_id ?? null) : null,
          createdAt: changed.createdAt ?? known?.created_at ?? null,
          updatedAt,
          closedAt: isClosed(status) ? (changed.closedAt ?? known?.closed_at ?? updatedAt) : null,
          isDeleted: false,
          tags: changed.tags ?? unlisted(known?.tags ?? null),
          mainContactId: changed.mainContactId ?? known?.main_contact_id ?? null,
          contactIds: changed.contactIds,
          companyIds: changed.companyIds,
        },
        now,
      );
    },
    standing(account, id) {
      const known = find.get(account, id);
      return known
        ? {
            pipelineId: known.pipeline_id,
            statusId: known.status_id,
            responsibleUserId: known.responsible_user_id,
          }
        : null;
    },
    remove: gone,
  };
  return rows;
}

const isClosed = (statusId: number): boolean => statusId === WON_STATUS || statusId === LOST_STATUS;

function isLongClosed(row: LeadRecord, now: number): boolean {
  return isClosed(row.statusId) && now - (row.closedAt ?? row.updatedAt) * 1_000 > CLOSED_KEPT_MS;
}
