import type { RelayDatabase } from '../queue/database.ts';
import type { RecordStore } from './records.ts';

/** Records in the relay's own database: one relay, so nobody else puts any. */
export function createSqliteRecords(database: RelayDatabase): RecordStore {
  const list = database.prepare<[], { readonly key: string; readonly value: string }>(
    'SELECT key, value FROM records',
  );
  const get = database.prepare<[string], string>('SELECT value FROM records WHERE key = ?').pluck();
  const put = database.prepare<[string, string]>(
    'INSERT INTO records (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  const create = database.prepare<[string, string]>(
    'INSERT INTO records (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const change = database.prepare<[string, string, string]>(
    'UPDATE records SET value = ? WHERE key = ? AND value = ?',
  );
  return {
    all: () => Promise.resolve(new Map(list.all().map(({ key, value }) => [key, value]))),
    get: (key) => Promise.resolve(get.get(key) ?? null),
    put(key, value) {
      put.run(key, value);
      return Promise.resolve();
    },
    replace(key, expected, value) {
      const { changes } = expected === null ? create.run(key, value) : change.run(value, key, expected);
      return Promise.resolve(changes === 1);
    },
    watch: () => Promise.resolve(),
  };
}
