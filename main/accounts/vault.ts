import type { SecretKind, SecretRows } from '../journal/journal.ts';
import { fail, ok, type Result } from '../result.ts';
import { MASTER_KEY_BYTES, type KeychainFault, type MasterKeyStore } from './masterKey.ts';
import { NONCE_BYTES, seal, unseal } from './sealing.ts';

/**
 * Secrets of the accounts, sealed in the journal under a master key of the system's keychain. Where there
 * is no keychain they live in memory for this session: never in plain text on disk (design.md 6).
 */
export interface Vault {
  /**
   * To be awaited before secrets are touched: asks the keychain for the key, and makes one only when nothing
   * is sealed yet. Cheap once it worked; a locked keychain is asked again each time.
   */
  open(): Promise<Result<OpenVault, KeychainFault>>;
  /** True when secrets are kept in memory only. */
  sessionOnly(): boolean;
  /** Forgets secrets of an account (all of them unless told), wherever they are; needs no key. */
  forget(account: string, kinds?: readonly SecretKind[]): void;
  /**
   * For a keychain that holds another key than the one the secrets were sealed with, and will not get it back:
   * what cannot be opened is dropped, and from now on sealed with the key that is there, or a new one. No account
   * goes: each has to sign in again.
   */
  startAnew(): Promise<Result<null, KeychainFault>>;
}

/** Synchronous, so that secrets can be part of a journal transaction. */
export interface OpenVault {
  /** Null when there is no such secret. */
  get(account: string, kind: SecretKind): Result<string | null, KeychainFault>;
  put(account: string, kind: SecretKind, text: string): void;
  delete(account: string, kind: SecretKind): void;
}

export interface VaultDeps {
  readonly rows: SecretRows;
  readonly masterKey: MasterKeyStore;
  /** Keys of the accounts whose rows tell whether the key is the right one. */
  readonly accounts: () => readonly string[];
  readonly randomBytes: (count: number) => Buffer;
}

const KINDS: readonly SecretKind[] = [
  'tokens',
  'clientSecret',
  'previousTokens',
  'relayToken',
  'relayAdmin',
  'receiverSecret',
];

const WRONG: KeychainFault = { kind: 'wrong', words: '' };

/** Creates the vault over the journal's secret rows. */
export function createVault({ rows, masterKey, accounts, randomBytes }: VaultDeps): Vault {
  let opened: OpenVault | null = null;
  let opening: Promise<Result<OpenVault, KeychainFault>> | null = null;
  let memoryOnly = false;
  let inMemory: MemoryVault | null = null;

  const withKey = (key: Buffer): OpenVault => ({
    get(account, kind) {
      const row = rows.get(account, kind);
      if (row === null) return ok(null);
      const text = unseal(key, account, kind, row);
      return text === null ? fail(WRONG) : ok(text);
    },
    put(account, kind, text) {
      rows.put(account, kind, seal(key, randomBytes(NONCE_BYTES), account, kind, text));
    },
    delete(account, kind) {
      rows.delete(account, kind);
    },
  });

  const opensWhatIsSealed = (vault: OpenVault): boolean => {
    for (const account of accounts()) {
      for (const kind of KINDS) {
        const secret = vault.get(account, kind);
        if (!secret.ok) return false;
        if (secret.value !== null) return true;
      }
    }
    return true;
  };

  const attempt = async (): Promise<Result<OpenVault, KeychainFault>> => {
    const read = await masterKey.read();
    if (!read.ok) {
      if (read.error.kind !== 'missing') return read;
      memoryOnly = true;
      inMemory = createMemoryVault(rows, read.error);
      return ok(inMemory);
    }
    if (read.value !== null) {
      const vault = withKey(read.value);
      return opensWhatIsSealed(vault) ? ok(vault) : fail(WRONG);
    }
    // A new key would make what is sealed unreadable for good: only where nothing is.
    return rows.any() ? fail(WRONG) : makeKey();
  };

  const makeKey = async (): Promise<Result<OpenVault, KeychainFault>> => {
    const written = await masterKey.write(randomBytes(MASTER_KEY_BYTES));
    if (!written.ok) return written;
    // What counts is what the keychain will give next time.
    const again = await masterKey.read();
    if (!again.ok) return again;
    return again.value === null ? fail({ kind: 'locked', words: '' }) : ok(withKey(again.value));
  };

  const dropUnreadable = (vault: OpenVault): void => {
    for (const account of accounts()) {
      for (const kind of KINDS) if (!vault.get(account, kind).ok) rows.delete(account, kind);
    }
  };

  return {
    async open() {
      if (opened) return ok(opened);
      opening ??= attempt();
      const result = await opening;
      opening = null;
      if (result.ok) opened ??= result.value;
      return result.ok ? ok(opened ?? result.value) : result;
    },
    sessionOnly: () => memoryOnly,
    forget(account, kinds = KINDS) {
      for (const kind of kinds) rows.delete(account, kind);
      inMemory?.forget(account, kinds);
    },
    async startAnew() {
      if (opened) return ok(null);
      const read = await masterKey.read();
      // Another data folder of this user may be sealed with the key that is there: it is not replaced.
      const anew =
        read.ok && read.value !== null
          ? ok(withKey(read.value))
          : read.ok || read.error.kind === 'wrong'
            ? await makeKey()
            : read;
      if (!anew.ok) return anew;
      dropUnreadable(anew.value);
      opened = anew.value;
      return ok(null);
    },
  };
}

interface MemoryVault extends OpenVault {
  forget(account: string, kinds: readonly SecretKind[]): void;
}

/** Secrets of this session only. What earlier sessions sealed stays where it is, and cannot be read. */
function createMemoryVault(rows: SecretRows, fault: KeychainFault): MemoryVault {
  const secrets = new Map<string, string>();
  const at = (account: string, kind: SecretKind): string => `${kind} ${account}`;
  return {
    get(account, kind) {
      const text = secrets.get(at(account, kind));
      if (text !== undefined) return ok(text);
      return rows.get(account, kind) === null ? ok(null) : fail(fault);
    },
    put(account, kind, text) {
      secrets.set(at(account, kind), text);
    },
    delete(account, kind) {
      secrets.delete(at(account, kind));
    },
    forget(account, kinds) {
      for (const kind of kinds) secrets.delete(at(account, kind));
    },
  };
}
