import type { JournalDatabase } from './database.ts';
import type { SealedRow, SecretKind, SecretRows } from './journal.ts';

/** Sealed values: the journal never sees what is inside (accounts/vault.ts seals and opens). */
export function secretRows(database: JournalDatabase): SecretRows {
  const get = database.prepare<[string, SecretKind], SealedRow>(
    'SELECT nonce, sealed FROM secrets WHERE account = ? AND kind = ?',
  );
  const put = database.prepare<[string, SecretKind, Buffer, Buffer]>(`
    INSERT INTO secrets (account, kind, nonce, sealed) VALUES (?, ?, ?, ?)
    ON CONFLICT (account, kind) DO UPDATE SET nonce = excluded.nonce, sealed = excluded.sealed`);
  const remove = database.prepare<[string, SecretKind]>('DELETE FROM secrets WHERE account = ? AND kind = ?');
  const any = database.prepare<[], { readonly one: 1 }>('SELECT 1 AS one FROM secrets LIMIT 1');
  return {
    get: (account, kind) => get.get(account, kind),
    put(account, kind, row) {
      put.run(account, kind, row.nonce, row.sealed);
    },
    delete(account, kind) {
      remove.run(account, kind);
    },
    any: () => any.get() !== null,
  };
}
