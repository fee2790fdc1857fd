import type { SecretRows } from '../../journal/journal.ts';
import { ok, type Result } from '../../common/result.ts';
import type { KeychainFault } from '../../common/keychainFault.ts';
import type { Vault } from './vault.ts';

/**
 * Passwords of call sources (a switchboard's manager), sealed in the journal like the accounts' secrets.
 * They belong to no account: their rows stand under the source's name.
 */
export interface SourcePasswords {
  /** Null when there is none, or when the keychain does not give it out now. */
  read(source: string): Promise<string | null>;
  /** '' forgets it. */
  write(source: string, password: string): Promise<Result<null, KeychainFault>>;
  has(source: string): boolean;
}

export function createSourcePasswords(vault: Vault, rows: SecretRows): SourcePasswords {
  /** Of this session, where there is no keychain to seal them with. */
  const inMemory = new Set<string>();
  const place = (source: string): string => `source:${source}`;
  return {
    async read(source) {
      const opened = await vault.open();
      if (!opened.ok) return null;
      const text = opened.value.get(place(source), 'sourcePassword');
      return text.ok ? text.value : null;
    },
    async write(source, password) {
      const opened = await vault.open();
      if (!opened.ok) return opened;
      if (password === '') opened.value.delete(place(source), 'sourcePassword');
      else opened.value.put(place(source), 'sourcePassword', password);
      if (password === '') inMemory.delete(source);
      else if (vault.sessionOnly()) inMemory.add(source);
      return ok(null);
    },
    has: (source) => inMemory.has(source) || rows.get(place(source), 'sourcePassword') !== null,
  };
}
