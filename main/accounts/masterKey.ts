import type { Result } from '../result.ts';

/**
 * What the system's keychain can lack. `locked`: there, but not opened; `missing`: none on this system; `wrong`:
 * its key does not open what is sealed; `denied`: the agent or the system refused Ringside the entry; `slow`: no
 * answer yet, perhaps because a prompt waits for the agent.
 */
export interface KeychainFault {
  readonly kind: 'locked' | 'missing' | 'wrong' | 'denied' | 'slow';
  readonly words: string;
}

/** Bytes of the master key: AES-256. */
export const MASTER_KEY_BYTES = 32;

/** Where the one random master key is kept. Implemented by keychain.ts. */
export interface MasterKeyStore {
  /** The key, null when the keychain has none yet. */
  read(): Promise<Result<Buffer | null, KeychainFault>>;
  write(key: Buffer): Promise<Result<null, KeychainFault>>;
}
