import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { SealedRow, SecretKind } from '../../journal/journal.ts';

const CIPHER = 'aes-256-gcm';
export const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Binds a sealed value to its place: moved to another account or kind it does not open. */
function place(account: string, kind: SecretKind): Buffer {
  return Buffer.from(JSON.stringify(['ringside', 1, account, kind]));
}

/**
 * AES-256-GCM with account and kind as associated data (docs/security.md, "Secrets").
 *
 * @param key 32 bytes
 * @param nonce 12 bytes, never used before with this key: random
 */
export function seal(key: Buffer, nonce: Buffer, account: string, kind: SecretKind, text: string): SealedRow {
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(place(account, kind));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { nonce, sealed };
}

/** The text, or null when the key is not the right one or the row was changed or moved. */
export function unseal(key: Buffer, account: string, kind: SecretKind, row: SealedRow): string | null {
  if (row.nonce.length !== NONCE_BYTES || row.sealed.length < TAG_BYTES) return null;
  const cut = row.sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, row.nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(place(account, kind));
  decipher.setAuthTag(row.sealed.subarray(cut));
  try {
    return Buffer.concat([decipher.update(row.sealed.subarray(0, cut)), decipher.final()]).toString('utf8');
  } catch {
    // The only way GCM tells a wrong key is to throw.
    return null;
  }
}
