import type { MasterKeyStore } from '../../../main/accounts/vault/masterKey.ts';
import type {
  AccountRow,
  AccountRows,
  SealedRow,
  SecretKind,
  SecretRows,
} from '../../../main/journal/journal.ts';
import { ok } from '../../../main/common/result.ts';

/** Secret rows in memory, as the journal keeps them; `size` tells how many there are. */
export function createSecretRows(): SecretRows & { readonly rows: Map<string, SealedRow> } {
  const rows = new Map<string, SealedRow>();
  let entry: string | null = null;
  return {
    rows,
    get: (account, kind) => rows.get(`${account} ${kind}`) ?? null,
    put: (account, kind, row) => void rows.set(`${account} ${kind}`, row),
    delete: (account, kind) => void rows.delete(`${account} ${kind}`),
    places: () =>
      [...rows.keys()].map((place) => {
        const [account = '', kind] = place.split(' ');
        return { account, kind: kind as SecretKind };
      }),
    any: () => rows.size > 0,
    keyEntry: () => entry,
    claimKeyEntry(name, instead) {
      if (entry === instead) entry = name;
      return entry ?? name;
    },
  };
}

/** Account rows in memory. */
export function createAccountRows(...first: readonly AccountRow[]): AccountRows {
  const rows = new Map(first.map((row) => [row.key, row]));
  return {
    list: () => [...rows.values()].toSorted((a, b) => a.position - b.position),
    get: (key) => rows.get(key) ?? null,
    put: (row) => void rows.set(row.key, row),
    setState(key, state) {
      const row = rows.get(key);
      if (row) rows.set(key, { ...row, state });
    },
  };
}

/**
 * A keychain in memory: what keychain.ts is to the vault.
 *
 * @param foreign what it has under every name it was not given: another computer's keychain
 */
export function createKeychainInMemory(
  foreign: Buffer | null = null,
): MasterKeyStore & { readonly keys: ReadonlyMap<string, Buffer> } {
  const keys = new Map<string, Buffer>();
  return {
    keys,
    read: (entry) => Promise.resolve(ok(keys.get(entry) ?? foreign)),
    write(entry, key) {
      keys.set(entry, key);
      return Promise.resolve(ok(null));
    },
  };
}

/** An account of the sandbox. */
export const romashka: AccountRow = {
  key: 'sandbox:31000001:11087123',
  zone: 'sandbox',
  subdomain: 'romashka',
  host: 'romashka.localhost:8787',
  accountId: 31_000_001,
  userId: 11_087_123,
  name: 'Ромашка',
  userName: 'Анна',
  colour: '#2f6fdb',
  currency: 'RUB',
  region: 'RU',
  timezone: 'Europe/Moscow',
  state: 'ready',
  clientId: '0f8fad5b-d9cb-469f-a165-70867728950e',
  redirectUri: 'http://127.0.0.1:47823/oauth/callback',
  label: null,
  way: 'browser',
  tokenEndsAt: null,
  signedOut: false,
  position: 0,
};
