import type { Database } from 'better-sqlite3';
import { type NamedKind, createNameIndex } from './search/nameIndex.ts';
import { ENTITY, LEAD } from './mirrorRecords.ts';
import { NAME_INDEXES } from './mirrorSchema.ts';

const TABLES = [
  'phones',
  'lead_links',
  'contacts',
  'companies',
  'leads',
  'tasks',
  'users',
  'pipelines',
  'statuses',
  'task_types',
  'loss_reasons',
  'sync_state',
  'news_places',
  'gone',
  'incoming',
];
/** Tables whose rows stand in the search index, and as what. */
const NAMED: Readonly<Record<string, NamedKind>> = {
  contacts: ENTITY.contact,
  companies: ENTITY.company,
  leads: LEAD,
};
/** Stands before the number of an account whose rows are being deleted; no account key begins so. */
export const REMOVED = 'removed ';
/** Rows deleted in one transaction. */
const DELETED_AT_ONCE = 2_000;

/** Deletes what is left of accounts that were removed. */
export function sweepRemoved(db: Database): void {
  const removed = db
    .prepare<[], { readonly account: number }>(`SELECT account FROM accounts WHERE key GLOB '${REMOVED}*'`)
    .all();
  for (const { account } of removed) {
    for (const table of TABLES) deleteRows(db, table, account);
    db.prepare('DELETE FROM accounts WHERE account = ?').run(account);
  }
  if (removed.length === 0) return;
  // A name taken out of an index stays in its segments until they are merged: they are, here and now.
  for (const index of NAME_INDEXES) db.exec(`INSERT INTO ${index}(${index}) VALUES ('optimize')`);
}

function deleteRows(db: Database, table: string, account: number): void {
  const key = primaryKey(db, table);
  const entity = NAMED[table];
  if (entity !== undefined) deleteNames(db, table, account, entity);
  const step = db.prepare<[number, number]>(
    `DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${table} WHERE account = ? LIMIT ?)`,
  );
  while (step.run(account, DELETED_AT_ONCE).changes > 0);
}

/** Takes the names of a table's rows out of the search index, which cannot be asked for its own. */
function deleteNames(db: Database, table: string, account: number, kind: NamedKind): void {
  const names = createNameIndex(db);
  const next = db.prepare<[number, number, number], { readonly id: number }>(
    `SELECT id FROM ${table} WHERE account = ? AND id > ? ORDER BY id LIMIT ?`,
  );
  const removeAll = db.transaction((ids: readonly number[]) => {
    for (const id of ids) names.remove(account, kind, id);
  });
  for (let after = Number.MIN_SAFE_INTEGER; ;) {
    const ids = next.all(account, after, DELETED_AT_ONCE).map(({ id }) => id);
    removeAll(ids);
    const last = ids.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

function primaryKey(db: Database, table: string): string {
  return db
    .prepare<[string], { readonly name: string }>(
      'SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk',
    )
    .all(table)
    .map(({ name }) => name)
    .join(', ');
}
