import type { Database } from 'better-sqlite3';
import { contactOrCompanyFields } from '../../../entities/contactOrCompany.ts';
import { splitPhoneField } from '../../phone/phoneField.ts';
import { phoneKeys } from '../../phone/phoneKeys.ts';
import { parsePhoneNumber } from '../../phone/phoneNumber.ts';
import { createEntityTable } from '../fields/entityTable.ts';
import type { NameIndex } from '../search/nameIndex.ts';
import type { ChangedContactOrCompany } from '../changes/changeEvents.ts';
import {
  ENTITY,
  type Entity,
  type ContactOrCompanyRecord,
  type PhoneRecord,
  backwards,
  nameKey,
} from '../mirrorRecords.ts';

/** What writing a row came to; `same` when the mirror had it or knows better. */
export type Written = 'new' | 'changed' | 'gone' | 'same';

/** Writes contacts or companies with their phones and links. Every call belongs into a transaction. */
export interface ContactOrCompanyRows {
  /**
   * Inserts, replaces or (when `isDeleted`) deletes one. Phones are indexed in `region`. A row older than
   * the one that is there changes nothing. Links to leads are kept only when asked for: where the leads
   * themselves are still to come they bring them.
   */
  put(account: number, region: string, row: ContactOrCompanyRecord, withLinks: boolean): Written;
  /** Puts what a change event says over what is known; `unknown` when that is not enough for a row. */
  merge(account: number, region: string, changed: ChangedContactOrCompany): Written | 'unknown';
  remove(account: number, id: number): Written;
}

/** More phones than this of one entity are not kept. */
const MOST_PHONES = 50;

interface Known {
  readonly name_key: string;
  readonly updated_at: number;
  readonly digest: number;
}

export function createContactOrCompanyRows(
  db: Database,
  entity: Entity,
  names: NameIndex,
): ContactOrCompanyRows {
  const table = entity === 'contact' ? 'contacts' : 'companies';
  const code = ENTITY[entity];
  const find = db.prepare<[number, number], Known>(
    `SELECT name_key, updated_at, digest FROM ${table} WHERE account = ? AND id = ?`,
  );
  const rowsIn = createEntityTable(db, table, contactOrCompanyFields, ['name_key']);
  const phoneFields = db.prepare<[number, number], PhoneRecord>(
    `SELECT coalesce(value, raw) AS value, kind FROM phones
     WHERE account = ? AND entity = ${code} AND entity_id = ? ORDER BY position`,
  );
  const linked = db
    .prepare<[number, number], number>(
      `SELECT lead_id FROM lead_links WHERE account = ? AND entity = ${code} AND entity_id = ?`,
    )
    .pluck();
  const last = db.prepare<[number], number>(`SELECT max(id) FROM ${table} WHERE account = ?`).pluck();
  const highest = new Map<number, number>();
  const dropPhones = db.prepare<[number, number]>(
    `DELETE FROM phones WHERE account = ? AND entity = ${code} AND entity_id = ?`,
  );
  const addPhone = db.prepare<
    [
      account: number,
      id: number,
      position: number,
      raw: string,
      value: string | null,
      kind: string | null,
      e164: string | null,
      nsn: string | null,
      extension: string | null,
      tail: string | null,
    ]
  >(
    `INSERT INTO phones (account, entity, entity_id, position, raw, value, kind, e164, nsn, extension, tail)
     VALUES (?, ${code}, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const dropLinks = db.prepare<[number, number]>(
    `DELETE FROM lead_links WHERE account = ? AND entity = ${code} AND entity_id = ?`,
  );
  // Only leads the mirror keeps: a contact of ten years has hundreds of closed ones.
  const addLink = db.prepare<[number, number, number]>(
    `INSERT OR IGNORE INTO lead_links (account, entity, entity_id, lead_id)
     SELECT account, ${code}, ?, id FROM leads WHERE account = ? AND id = ?`,
  );

  function addPhones(account: number, region: string, id: number, fields: readonly PhoneRecord[]): void {
    const seen: string[] = [];
    let position = 0;
    for (const field of fields) {
      for (const part of splitPhoneField(field.value, region)) {
        if (position === MOST_PHONES) return;
        const number = parsePhoneNumber(part, { region });
        const keys = phoneKeys(number);
        const same = `${keys.e164 ?? number.digits} ${keys.extension ?? ''}`;
        if (seen.includes(same)) continue;
        seen.push(same);
        const tail = keys.last10 ?? keys.last8 ?? keys.last7;
        addPhone.run(
          account,
          id,
          position,
          number.raw,
          field.value === number.raw ? null : field.value,
          field.kind,
          keys.e164,
          keys.nsn,
          keys.extension,
          tail === null ? null : backwards(tail),
        );
        position += 1;
      }
    }
  }

  /** A first sync brings ids in their order: above the highest there is nothing to look for. */
  function lookFor(account: number, id: number): Known | undefined {
    const top = highest.get(account) ?? last.get(account) ?? 0;
    highest.set(account, Math.max(top, id));
    return id > top ? undefined : find.get(account, id);
  }

  const digestOf = (row: ContactOrCompanyRecord, region: string): number =>
    rowsIn.digest(
      row,
      region,
      row.phones.map(({ value, kind }) => `${kind ?? ''} ${value}`),
      JSON.stringify(row.leadIds),
    );

  function gone(account: number, id: number): Written {
    if (rowsIn.remove.run(account, id).changes === 0) return 'same';
    names.remove(account, code, id);
    dropPhones.run(account, id);
    dropLinks.run(account, id);
    return 'gone';
  }

  /** The row with its phones and links, as they are known, says the same: told by somebody who says less or more of it. */
  function saysTheSame(account: number, row: ContactOrCompanyRecord, region: string): boolean {
    const known = rowsIn.find.get(account, row.id);
    return (
      known !== undefined &&
      rowsIn.isSame(known, row) &&
      samePhones(fieldsOf(account, row.id), row.phones, region) &&
      (row.leadIds === null || sameIds(linked.all(account, row.id), row.leadIds))
    );
  }

  /** The phone fields as they stand in the CRM; one that holds several numbers once. */
  function fieldsOf(account: number, id: number): readonly PhoneRecord[] {
    const fields = new Map(phoneFields.all(account, id).map((field) => [field.value, field]));
    return [...fields.values()];
  }

  const rows: ContactOrCompanyRows = {
    put(account, region, row, withLinks) {
      const { id, updatedAt } = row;
      if (row.isDeleted) return gone(account, id);
      const known = lookFor(account, id);
      const digest = digestOf(row, region);
      if (known && (known.digest === digest || isOlder(updatedAt, known.updated_at))) return 'same';
      if (known && known.updated_at === updatedAt && saysTheSame(account, row, region)) {
        rowsIn.setDigest.run(digest, account, id);
        return 'same';
      }
      const key = nameKey(row.name);
      rowsIn.put(known !== undefined, account, id, row, { name_key: key, digest });
      if (known?.name_key !== key) names.put(account, code, id, key, !known);
      if (known) dropPhones.run(account, id);
      addPhones(account, region, id, row.phones);
      if (withLinks && row.leadIds !== null) {
        if (known) dropLinks.run(account, id);
        for (const leadId of row.leadIds) addLink.run(id, account, leadId);
      }
      return known ? 'changed' : 'new';
    },
    merge(account, region, changed) {
      const known = rowsIn.find.get(account, changed.id);
      if (!known && changed.name === null) return 'unknown';
      const before = known ? fieldsOf(account, changed.id) : [];
      // Change events do not name the kind of a number (crm-api.md 5.2): what it was stays.
      const phones = (changed.phones ?? before).map(({ value, kind }) => ({
        value,
        kind: kind ?? before.find((one) => one.value === value)?.kind ?? null,
      }));
      return rows.put(
        account,
        region,
        {
          ...rowsIn.merged(known, changed),
          id: changed.id,
          ...(entity === 'company' ? { companyId: null } : {}),
          isDeleted: false,
          phones,
          leadIds: changed.leadIds,
        },
        true,
      );
    },
    remove: gone,
  };
  return rows;
}

/** Fields of one number each and in their order, but for those that repeat a number. */
function samePhones(known: readonly PhoneRecord[], changed: readonly PhoneRecord[], region: string): boolean {
  const numbers = new Set<string>();
  const kept = changed.filter(({ value }) => {
    const parts = splitPhoneField(value, region).map((part) => {
      const number = parsePhoneNumber(part, { region });
      const keys = phoneKeys(number);
      return `${keys.e164 ?? number.digits} ${keys.extension ?? ''}`;
    });
    const isNew = parts.some((part) => !numbers.has(part));
    for (const part of parts) numbers.add(part);
    return isNew;
  });
  return (
    kept.length === known.length &&
    kept.every(({ value, kind }, place) => known[place]?.value === value && known[place]?.kind === kind)
  );
}

function sameIds(known: readonly number[], changed: readonly number[]): boolean {
  return known.length === changed.length && changed.every((id) => known.includes(id));
}

/** True when a row of `updatedAt` would put something older over what is known; 0 is an unknown time. */
export function isOlder(updatedAt: number, known: number): boolean {
  return updatedAt > 0 && updatedAt < known;
}
