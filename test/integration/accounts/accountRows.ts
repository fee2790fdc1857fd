import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';

/** How many rows of an account are in each table; those of the mirror are called `mirror.TABLE`. */
export type RowsByTable = Readonly<Record<string, number>>;

const named = z.array(z.object({ name: z.string() }));

/**
 * Counts the rows of an account, each time it is called, in every table of journal and mirror that has a column for it. The
 * mirror's own number of the account is looked up now: later the account may be gone and its rows not.
 */
export function watchRows(folder: string, key: string): () => RowsByTable {
  const mirror = new Database(join(folder, 'mirror.db'), { readonly: true });
  const number = mirror.prepare('SELECT account FROM accounts WHERE key = ?').pluck().get(key);
  mirror.close();
  if (typeof number !== 'number') throw new Error(`the mirror does not know ${key}`);
  return () => ({ ...countsIn(join(folder, 'journal.db'), '', key), ...mirrorCounts(folder, number) });
}

const mirrorCounts = (folder: string, number: number): RowsByTable =>
  countsIn(join(folder, 'mirror.db'), 'mirror.', number);

function countsIn(file: string, prefix: string, account: string | number): RowsByTable {
  const database = new Database(file, { readonly: true });
  const names = (sql: string, ...values: readonly string[]): readonly string[] =>
    named.parse(database.prepare(sql).all(...values)).map(({ name }) => name);
  const counts = names("SELECT name FROM sqlite_schema WHERE type = 'table'").flatMap((table) => {
    const columns = names('SELECT name FROM pragma_table_info(?)', table);
    const column = columns.includes('account') ? 'account' : 'key';
    if (!columns.includes(column)) return [];
    const count = database
      .prepare(`SELECT count(*) FROM "${table}" WHERE "${column}" = ?`)
      .pluck()
      .get(account);
    return [[`${prefix}${table}`, Number(count)] as const];
  });
  database.close();
  return Object.fromEntries(counts);
}
