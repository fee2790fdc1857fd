import type { Database } from 'better-sqlite3';
import { nameKey } from './rows.ts';

/** The search index of names (schema.ts, `names`), on the writing side. Every call belongs into a transaction. */
export interface NameIndex {
  /** Puts a name into the index, in the place of the one before. */
  put(account: number, entity: number, id: number, nameKey: string, isNew: boolean): void;
  remove(account: number, entity: number, id: number): void;
}

/** Ids from here on are none of the CRM's; they would meet another account's. */
const ID_LIMIT = 2 ** 40;
const ENTITY_LIMIT = 4;
/** 53 bits are a number's: 40 for the id, 2 for the entity, 11 for the account. */
const ACCOUNT_LIMIT = 2 ** 11;

/** Row ids of the index that one kind of entity of an account has: from `first` up to, not including, `end`. */
export function nameRowIds(
  account: number,
  entity: number,
): { readonly first: number; readonly end: number } {
  const first = (account * ENTITY_LIMIT + entity) * ID_LIMIT;
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
  const insert = db.prepare<[number, string]>('INSERT INTO names (rowid, text) VALUES (?, ?)');
  const remove = db.prepare<[number]>('DELETE FROM names WHERE rowid = ?');

  function rowId(account: number, entity: number, id: number): number | null {
    const isOurs = id > 0 && id < ID_LIMIT && account < ACCOUNT_LIMIT;
    return isOurs ? nameRowIds(account, entity).first + id : null;
  }

  return {
    put(account, entity, id, key, isNew) {
      const row = rowId(account, entity, id);
      if (row === null) return;
      if (!isNew) remove.run(row);
      insert.run(row, key);
    },
    remove(account, entity, id) {
      const row = rowId(account, entity, id);
      if (row !== null) remove.run(row);
    },
  };
}
