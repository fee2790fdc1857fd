import type { JournalDatabase } from '../journalDatabase.ts';
import type { SealedRow, SecretKind, SecretRows } from '../journal.ts';

const KEY_ENTRY = 'masterKeyEntry';

/** Sealed values: the journal never sees what is inside (accounts/vault/vault.ts seals and opens). */
export function secretRows(database: JournalDatabase): SecretRows {
  const get = database.prepare<[string, SecretKind], SealedRow>(
    'SELECT nonce, sealed FROM secrets WHERE account = ? AND kind = ?',
  );
  const put = database.prepare<[string, SecretKind, Buffer, Buffer]>(`
    INSERT INTO secrets (account, kind, nonce, sealed) VALUES (?, ?, ?, ?)
    ON CONFLICT (account, kind) DO UPDATE SET nonce = excluded.nonce, sealed = excluded.sealed`);
  const remove = database.prepare<[string, SecretKind]>('DELETE FROM secrets WHERE account = ? AND kind = ?');
  const places = database.prepare<[], { readonly account: string; readonly kind: SecretKind }>(
    'SELECT account, kind FROM secrets ORDER BY account, kind',
  );
  const any = database.prepare<[], { readonly one: 1 }>('SELECT 1 AS one FROM secrets LIMIT 1');
  const keyEntry = database.prepare<[string], { readonly value: string }>(
    `SELECT value FROM memory WHERE account = '' AND key = ?`,
  );
  // One statement, so that of two processes one is first.
  const claim = database.prepare<[{ key: string; name: string; instead: string | null }]>(`
    INSERT INTO memory (account, key, value) VALUES ('', @key, @name)
    ON CONFLICT (account, key) DO UPDATE SET value = excluded.value WHERE value = @instead`);
  const entryOf = (): string | null => keyEntry.get(KEY_ENTRY)?.value ?? null;
  return {
    get: (account, kind) => get.get(account, kind),
    put(account, kind, row) {
      put.run(account, kind, row.nonce, row.sealed);
    },
    delete(account, kind) {
      remove.run(account, kind);
    },
    places: () => places.all(),
    any: () => any.get() !== null,
    keyEntry: entryOf,
    claimKeyEntry(name, instead) {
      claim.run({ key: KEY_ENTRY, name, instead });
      return entryOf() ?? name;
    },
  };
}
