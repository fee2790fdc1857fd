import path from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';

const named = z.array(z.object({ name: z.string() }));

/** How many rows of an account are in each table of journal and mirror that has a column for it. */
export function rowsByTable(userData: string, key: string): Readonly<Record<string, number>> {
  return { ...countsIn(userData, 'journal.db', key), ...countsIn(userData, 'mirror.db', key) };
}

function countsIn(userData: string, file: string, key: string): Readonly<Record<string, number>> {
  const database = new Database(path.join(userData, file), { readonly: true });
  const rows = (sql: string, ...values: readonly string[]) =>
    named.parse(database.prepare(sql).all(...values));
  // The mirror has a short number of its own for each account.
  const account =
    file === 'journal.db'
      ? key
      : Number(database.prepare('SELECT account FROM accounts WHERE key = ?').pluck().get(key) ?? -1);
  const counts = rows("SELECT name FROM sqlite_schema WHERE type = 'table'").flatMap(({ name: table }) => {
    const columns = rows('SELECT name FROM pragma_table_info(?)', table).map(({ name }) => name);
    const column = columns.includes('account') ? 'account' : 'key';
    if (!columns.includes(column)) return [];
    const count = database
      .prepare(`SELECT count(*) FROM "${table}" WHERE "${column}" = ?`)
      .pluck()
      .get(account);
    return [[file === 'journal.db' ? table : `mirror.${table}`, Number(count)] as const];
  });
  database.close();
  return Object.fromEntries(counts);
}
