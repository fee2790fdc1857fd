import type { KeychainFault } from '../../common/keychainFault.ts';
import type { Result } from '../../common/result.ts';

/** Bytes of the master key: AES-256. */
export const MASTER_KEY_BYTES = 32;

/** Where master keys are kept, each under a name of its own. Implemented by keychain.ts. */
export interface MasterKeyStore {
  /** The key of this name, null when the keychain has none. */
  read(entry: string): Promise<Result<Buffer | null, KeychainFault>>;
  write(entry: string, key: Buffer): Promise<Result<null, KeychainFault>>;
}
