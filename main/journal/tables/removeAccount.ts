import type { JournalDatabase } from '../journalDatabase.ts';

/**
 * Deletes every row of an account, in one transaction. The tables are read from the schema (each that has a
 * column `account`), so that one added later is not forgotten; in the order they were made, for one that a trigger
 * fills comes after those it is filled from. What is deleted is overwritten on the disk, and
 * the log cut, so that nothing of it can be read from the file either.
 */
export function removeAccount(database: JournalDatabase, account: string): void {
  const tables = database
    .prepare<[], { readonly name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table'
       AND EXISTS (SELECT 1 FROM pragma_table_info(sqlite_schema.name) AS column WHERE column.name = 'account')
       ORDER BY rowid`,
    )
    .all();
  database.pragma('secure_delete = ON');
  database.transaction(() => {
    // Tables refer to each other: what counts is that all is well at the end.
    database.exec('PRAGMA defer_foreign_keys = ON');
    for (const { name } of tables) {
      database.prepare<[string]>(`DELETE FROM "${name}" WHERE account = ?`).run(account);
    }
    // A line of no account may have had this one's calls; it is seen again with its next call.
    database.exec('DELETE FROM lines WHERE account IS NULL');
    database.prepare<[string]>('DELETE FROM accounts WHERE key = ?').run(account);
  });
  database.pragma('secure_delete = OFF');
  database.pragma('wal_checkpoint(TRUNCATE)');
}
