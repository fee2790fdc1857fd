import type { JournalDatabase } from '../journalDatabase.ts';
import type { MemoryRows } from '../journal.ts';

/** Small settings; `account` is '' for those of the whole app. */
export function memoryRows(database: JournalDatabase): MemoryRows {
  const get = database.prepare<[string, string], { readonly value: string }>(
    'SELECT value FROM memory WHERE account = ? AND key = ?',
  );
  const put = database.prepare<[string, string, string]>(`
    INSERT INTO memory (account, key, value) VALUES (?, ?, ?)
    ON CONFLICT (account, key) DO UPDATE SET value = excluded.value`);
  const remove = database.prepare<[string, string]>('DELETE FROM memory WHERE account = ? AND key = ?');
  return {
    get: (account, key) => get.get(account, key)?.value ?? null,
    put(account, key, value) {
      put.run(account, key, value);
    },
    delete(account, key) {
      remove.run(account, key);
    },
  };
}
