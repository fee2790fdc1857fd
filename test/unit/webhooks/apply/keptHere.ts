import type { Vault } from '../../../../main/accounts/vault/vault.ts';
import type { Journal } from '../../../../main/journal/journal.ts';
import { ok } from '../../../../main/common/result.ts';

/** What the inbox keeps, in memory: its notes of an account in the journal, its secrets in the vault. */
export function keptHere(): {
  readonly memory: Map<string, string>;
  readonly secrets: Map<string, string>;
  readonly journal: { readonly memory: Pick<Journal['memory'], 'get' | 'put' | 'delete'> };
  readonly vault: Pick<Vault, 'open' | 'forget'>;
} {
  const memory = new Map<string, string>();
  const secrets = new Map<string, string>();
  return {
    memory,
    secrets,
    journal: {
      memory: {
        get: (account, key) => memory.get(`${account} ${key}`) ?? null,
        put: (account, key, value) => void memory.set(`${account} ${key}`, value),
        delete: (account, key) => void memory.delete(`${account} ${key}`),
      },
    },
    vault: {
      open: () =>
        Promise.resolve(
          ok({
            get: (account) => ok(secrets.get(account) ?? null),
            put: (account, _kind, text) => void secrets.set(account, text),
            delete: (account) => void secrets.delete(account),
          }),
        ),
      forget: (account) => void secrets.delete(account),
    },
  };
}
