import type { Result } from '../../common/result.ts';

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

/** Where master keys are kept, each under a name of its own. Implemented by keychain.ts. */
export interface MasterKeyStore {
  /** The key of this name, null when the keychain has none. */
  read(entry: string): Promise<Result<Buffer | null, KeychainFault>>;
  write(entry: string, key: Buffer): Promise<Result<null, KeychainFault>>;
}
