import type { Database } from 'better-sqlite3';
import { splitPhoneField } from '../calls/phoneField.ts';
import { phoneKeys } from '../calls/phoneKeys.ts';
import { parsePhoneNumber } from '../calls/phoneNumber.ts';
import { digestOf } from './digest.ts';
import type { NameIndex } from './nameIndex.ts';
import { ENTITY, type Entity, type PartyRecord, type PhoneRecord, backwards, nameKey } from './rows.ts';

/** What writing a row came to; `same` when the mirror had it or knows better. */
export type Written = 'new' | 'changed' | 'gone' | 'same';

/** Writes contacts or companies with their phones and links. Every call belongs into a transaction. */
export interface PartyRows {
  /**
   * Inserts, replaces or (when `isDeleted`) deletes one. Phones are indexed in `region`. A row older than
   * the one that is there changes nothing. Links to leads are kept only when asked for: where the leads
   * themselves are still to come they bring them.
   */
  put(account: number, region: string, row: PartyRecord, withLinks: boolean): Written;
  remove(account: number, id: number): Written;
}

/** More phones than this of one entity are not kept. */
const MOST_PHONES = 50;

interface Known {
  readonly name_key: string;
  readonly updated_at: number;
  readonly digest: number;
}

export function createPartyRows(db: Database, entity: Entity, names: NameIndex): PartyRows {
  const table = entity === 'contact' ? 'contacts' : 'companies';
  const code = ENTITY[entity];
  const find = db.prepare<[number, number], Known>(
    `SELECT name_key, updated_at, digest FROM ${table} WHERE account = ? AND id = ?`,
  );
  const last = db.prepare<[number], number>(`SELECT max(id) FROM ${table} WHERE account = ?`).pluck();
  const highest = new Map<number, number>();
  const columns = 'name, name_key, company_id, responsible_user_id, updated_at, emails, tags, digest';
  type Values = [
    string,
    string,
    number | null,
    number,
    number,
    string | null,
    string | null,
    number,
    number,
    number,
  ];
  const update = db.prepare<Values>(
    `UPDATE ${table} SET (${columns}) = (?, ?, ?, ?, ?, ?, ?, ?) WHERE account = ? AND id = ?`,
  );
  const insert = db.prepare<Values>(
    `INSERT INTO ${table} (${columns}, account, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = db.prepare<[number, number]>(`DELETE FROM ${table} WHERE account = ? AND id = ?`);
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
      for (const part of splitPhoneField(field.value)) {
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

  function gone(account: number, id: number): Written {
    if (remove.run(account, id).changes === 0) return 'same';
    names.remove(account, code, id);
    dropPhones.run(account, id);
    dropLinks.run(account, id);
    return 'gone';
  }

  return {
    put(account, region, row, withLinks) {
      const { id, updatedAt } = row;
      if (row.isDeleted) return gone(account, id);
      const known = lookFor(account, id);
      const digest = digestOfParty(row, region);
      if (known && (known.digest === digest || isOlder(updatedAt, known.updated_at))) return 'same';
      const key = nameKey(row.name);
      (known ? update : insert).run(
        row.name,
        key,
        row.companyId,
        row.responsibleUserId,
        updatedAt,
        listed(row.emails),
        listed(row.tags),
        digest,
        account,
        id,
      );
      if (known?.name_key !== key) names.put(account, code, id, key, !known);
      if (known) dropPhones.run(account, id);
      addPhones(account, region, id, row.phones);
      if (withLinks && row.leadIds !== null) {
        if (known) dropLinks.run(account, id);
        for (const leadId of row.leadIds) addLink.run(id, account, leadId);
      }
      return known ? 'changed' : 'new';
    },
    remove: gone,
  };
}

function digestOfParty(row: PartyRecord, region: string): number {
  const { name, companyId, responsibleUserId, updatedAt, emails, tags, leadIds } = row;
  const phones = row.phones.map(({ value, kind }) => `${kind ?? ''} ${value}`);
  const links = leadIds === null ? null : leadIds.join(' ');
  return digestOf(region, name, companyId, responsibleUserId, updatedAt, phones, emails, tags, links);
}

/** True when a row of `updatedAt` would put something older over what is known; 0 is an unknown time. */
export function isOlder(updatedAt: number, known: number): boolean {
  return updatedAt > 0 && updatedAt < known;
}

/** A list as it stands in a column. */
export function listed(texts: readonly string[]): string | null {
  return texts.length === 0 ? null : JSON.stringify(texts);
}
