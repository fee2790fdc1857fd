import type { SecretKind, SecretRows } from '../../journal/journal.ts';
import { attempt as durably } from '../../journal/journalError.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { MASTER_KEY_BYTES, type MasterKeyStore } from './masterKey.ts';
import { type KeychainFault } from '../../common/keychainFault.ts';
import { NONCE_BYTES, seal, unseal } from './sealing.ts';

/**
 * Secrets of the accounts, sealed in the journal under a master key of the system's keychain. Where there
 * is no keychain they live in memory for this session: never in plain text on disk (docs/security.md, "Secrets").
 */
export interface Vault {
  /**
   * To be awaited before secrets are touched: asks the keychain for the key, and makes one only when nothing
   * is sealed yet. Cheap once it worked; a locked keychain is asked again each time.
   */
  open(): Promise<Result<OpenVault, KeychainFault>>;
  /** True when secrets are kept in memory only. */
  sessionOnly(): boolean;
  /** Whether there is such a secret, sealed or in memory; needs no key. */
  holds(account: string, kind: SecretKind): boolean;
  /** Forgets secrets of an account (all of them unless told), wherever they are; needs no key. */
  forget(account: string, kinds?: readonly SecretKind[]): void;
  /**
   * For a keychain that holds another key than the one the secrets were sealed with, and will not get it back:
   * what cannot be opened is dropped, and from now on sealed with a new key. No account goes: each has to sign in
   * again.
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

/** The entry of data folders made before each had one of its own. Read, never written. */
const SHARED_ENTRY = 'master key';
const NAME_BYTES = 8;

/**
 * Creates the vault over the journal's secret rows. Each data folder has a key of its own, under a random name that
 * its journal remembers: an entry is never written over, so that no data folder and no second process can take
 * away the key that another one sealed with.
 */
export function createVault({ rows, masterKey, randomBytes }: VaultDeps): Vault {
  let opened: OpenVault | null = null;
  let opening: Promise<Result<OpenVault, KeychainFault>> | null = null;
  let memoryOnly = false;
  let inMemory: MemoryVault | null = null;
  let made: { readonly entry: string; readonly key: Buffer } | null = null;

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
    const places = rows.places();
    return places.length === 0 || places.some(({ account, kind }) => vault.get(account, kind).ok);
  };

  const attempt = async (): Promise<Result<OpenVault, KeychainFault>> => {
    const entry = rows.keyEntry();
    const isNew = entry === null && !rows.any();
    const found = isNew ? await makeKey() : await openWith(entry ?? SHARED_ENTRY);
    if (found.ok || found.error.kind !== 'missing') return found;
    memoryOnly = true;
    inMemory = createMemoryVault(rows, found.error);
    return ok(inMemory);
  };

  const openWith = async (entry: string): Promise<Result<OpenVault, KeychainFault>> => {
    const read = await masterKey.read(entry);
    if (!read.ok) return read;
    // A new key would make what is sealed unreadable for good: only where nothing is.
    if (read.value === null) return rows.any() ? fail(WRONG) : makeKey();
    const vault = withKey(read.value);
    return opensWhatIsSealed(vault) ? ok(vault) : fail(WRONG);
  };

  const makeKey = async (): Promise<Result<OpenVault, KeychainFault>> => {
    // Made once, however often a keychain has to be asked to take it.
    made ??= {
      entry: `${SHARED_ENTRY} ${randomBytes(NAME_BYTES).toString('hex')}`,
      key: randomBytes(MASTER_KEY_BYTES),
    };
    const former = rows.keyEntry();
    const written = await masterKey.write(made.entry, made.key);
    if (!written.ok) return written;
    // Only a key that the keychain will give next time is the data folder's, and of two processes one's.
    const kept = await keyOf(made.entry);
    if (!kept.ok) return kept;
    const { entry } = made;
    const claimed = durably(() => rows.claimKeyEntry(entry, former));
    // The disk refuses: asked again with the next need, and nothing is sealed before.
    if (!claimed.ok) return fail({ kind: 'slow', words: 'journal' });
    return claimed.value === entry ? kept : keyOf(claimed.value);
  };

  const keyOf = async (entry: string): Promise<Result<OpenVault, KeychainFault>> => {
    const read = await masterKey.read(entry);
    if (!read.ok) return read;
    return read.value === null ? fail({ kind: 'locked', words: '' }) : ok(withKey(read.value));
  };

  const dropUnreadable = (vault: OpenVault): void => {
    for (const { account, kind } of rows.places()) {
      if (!vault.get(account, kind).ok) rows.delete(account, kind);
    }
  };

  const open = async (): Promise<Result<OpenVault, KeychainFault>> => {
    if (opened) return ok(opened);
    opening ??= attempt();
    const result = await opening;
    opening = null;
    if (result.ok) opened ??= result.value;
    return result.ok ? ok(opened ?? result.value) : result;
  };

  return {
    open,
    sessionOnly: () => memoryOnly,
    holds(account, kind) {
      if (rows.get(account, kind) !== null) return true;
      const secret = inMemory?.get(account, kind);
      return secret?.ok === true && secret.value !== null;
    },
    forget(account, kinds = KINDS) {
      for (const kind of kinds) rows.delete(account, kind);
      inMemory?.forget(account, kinds);
    },
    async startAnew() {
      const found = await open();
      if (memoryOnly) return fail({ kind: 'missing', words: '' });
      const anew = found.ok || found.error.kind !== 'wrong' ? found : await makeKey();
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
