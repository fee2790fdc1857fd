import type { Database } from 'better-sqlite3';
import { splitPhoneField } from '../calls/phoneField.ts';
import { phoneKeys } from '../calls/phoneKeys.ts';
import { parsePhoneNumber } from '../calls/phoneNumber.ts';
import { ENTITY, type Entity, type PartyRow, backwards, nameKey } from './rows.ts';

/** Writes contacts or companies with their phones and links. Every call belongs into a transaction. */
export interface PartyRows {
  /** Inserts, replaces or (when `isDeleted`) deletes one. Phones are re-indexed in `region`. */
  put(account: number, region: string, row: PartyRow): void;
}

/** More phones than this of one entity are not kept. */
const MOST_PHONES = 50;

export function createPartyRows(db: Database, entity: Entity): PartyRows {
  const table = entity === 'contact' ? 'contacts' : 'companies';
  const code = ENTITY[entity];
  const update = db.prepare<[string, string, number | null, number, number, number, number]>(
    `UPDATE ${table} SET name = ?, name_key = ?, company_id = ?, responsible_user_id = ?, updated_at = ?
     WHERE account = ? AND id = ?`,
  );
  const insert = db.prepare<[number, number, string, string, number | null, number, number]>(
    `INSERT INTO ${table} (account, id, name, name_key, company_id, responsible_user_id, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = db.prepare<[number, number]>(`DELETE FROM ${table} WHERE account = ? AND id = ?`);
  const count = db.prepare<[number, number]>(`UPDATE accounts SET ${table} = ${table} + ? WHERE account = ?`);
  const dropPhones = db.prepare<[number, number]>(
    `DELETE FROM phones WHERE account = ? AND entity = ${code} AND entity_id = ?`,
  );
  const addPhone = db.prepare<
    [number, number, number, string, string | null, string | null, string | null, string | null]
  >(
    `INSERT INTO phones (account, entity, entity_id, position, raw, e164, nsn, extension, tail)
     VALUES (?, ${code}, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const dropLinks = db.prepare<[number, number]>(
    `DELETE FROM lead_links WHERE account = ? AND entity = ${code} AND entity_id = ?`,
  );
  // Only leads the mirror keeps: a contact of ten years has hundreds of closed ones.
  const addLink = db.prepare<[number, number, number]>(
    `INSERT OR IGNORE INTO lead_links (account, entity, entity_id, lead_id)
     SELECT account, ${code}, ?, id FROM leads WHERE account = ? AND id = ?`,
  );

  function index(account: number, region: string, row: PartyRow): void {
    const seen = new Set<string>();
    const phones = row.phones.flatMap((value) => splitPhoneField(value)).slice(0, MOST_PHONES);
    for (const [position, raw] of phones.entries()) {
      const number = parsePhoneNumber(raw, { region });
      const keys = phoneKeys(number);
      const tail = keys.last10 ?? keys.last8 ?? keys.last7;
      const same = `${keys.e164 ?? number.digits} ${keys.extension ?? ''}`;
      if (seen.has(same)) continue;
      seen.add(same);
      const reversed = tail === null ? null : backwards(tail);
      addPhone.run(account, row.id, position, number.raw, keys.e164, keys.nsn, keys.extension, reversed);
    }
  }

  return {
    put(account, region, row) {
      if (row.isDeleted) {
        if (remove.run(account, row.id).changes > 0) count.run(-1, account);
        dropPhones.run(account, row.id);
        dropLinks.run(account, row.id);
        return;
      }
      const { id, name, companyId, responsibleUserId, updatedAt } = row;
      const key = nameKey(name);
      const known = update.run(name, key, companyId, responsibleUserId, updatedAt, account, id).changes > 0;
      if (known) {
        dropPhones.run(account, id);
      } else {
        insert.run(account, id, name, key, companyId, responsibleUserId, updatedAt);
        count.run(1, account);
      }
      index(account, region, row);
      if (row.leadIds === null) return;
      if (known) dropLinks.run(account, id);
      for (const leadId of row.leadIds) addLink.run(id, account, leadId);
    },
  };
}
