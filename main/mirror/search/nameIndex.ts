import type { Database } from 'better-sqlite3';
import { ENTITY, LEAD, nameKey } from '../mirrorRecords.ts';

/** The search index of names (mirror/mirrorSchema.ts), on the writing side. Every call belongs into a transaction. */
export interface NameIndex {
  /** Puts a name into the index, in the place of the one before. */
  put(account: number, kind: NamedKind, id: number, nameKey: string, isNew: boolean): void;
  remove(account: number, kind: NamedKind, id: number): void;
}

/** The numbers of contacts, companies and leads. */
export type NamedKind = (typeof ENTITY)[keyof typeof ENTITY] | typeof LEAD;

/** Each kind has an index of its own: looking for the few leads of a name does not pass its many contacts. */
export const NAME_TABLES: Readonly<Record<NamedKind, string>> = {
  [ENTITY.contact]: 'contact_names',
  [ENTITY.company]: 'company_names',
  [LEAD]: 'lead_names',
};

/** Ids from here on are none of the CRM's; they would meet another account's. */
const ID_LIMIT = 2 ** 40;
/** 53 bits are a number's: 40 for the id, 13 for the account. */
const ACCOUNT_LIMIT = 2 ** 13;

/** Row ids of an index that one account has: from `first` up to, not including, `end`. */
export function nameRowIds(account: number): { readonly first: number; readonly end: number } {
  const first = account * ID_LIMIT;
  return { first, end: first + ID_LIMIT };
}

/** The entity's id behind a row id of the index. */
export function idOfNameRow(rowId: number): number {
  return rowId % ID_LIMIT;
}

/**
 * What finds names with a word beginning with each of the words of `text`, in the index's own language;
 * null when there is no word in it.
 */
export function nameMatch(text: string): string | null {
  const words = nameKey(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS);
  return words.length === 0 ? null : words.map((word) => `"${word}"*`).join(' ');
}

/** More words than these tell nobody apart. */
const MOST_WORDS = 6;

export function createNameIndex(db: Database): NameIndex {
  const writes = (kind: NamedKind) => ({
    insert: db.prepare<[number, string]>(`INSERT INTO ${NAME_TABLES[kind]} (rowid, text) VALUES (?, ?)`),
    remove: db.prepare<[number]>(`DELETE FROM ${NAME_TABLES[kind]} WHERE rowid = ?`),
  });
  const tables = {
    [ENTITY.contact]: writes(ENTITY.contact),
    [ENTITY.company]: writes(ENTITY.company),
    [LEAD]: writes(LEAD),
  };

  function rowId(account: number, id: number): number | null {
    const isOurs = id > 0 && id < ID_LIMIT && account < ACCOUNT_LIMIT;
    return isOurs ? nameRowIds(account).first + id : null;
  }

  return {
    put(account, kind, id, key, isNew) {
      const row = rowId(account, id);
      if (row === null) return;
      const { insert, remove } = tables[kind];
      if (!isNew) remove.run(row);
      insert.run(row, key);
    },
    remove(account, kind, id) {
      const row = rowId(account, id);
      if (row !== null) tables[kind].remove.run(row);
    },
  };
}
