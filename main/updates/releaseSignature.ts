import { createPublicKey, sign, verify } from 'node:crypto';
import type { KeyLike } from 'node:crypto';
import * as z from 'zod/mini';

/**
 * The publisher's signature of a release: Ed25519 over its version and the name and SHA-512 of each of its files. The feed's own
 * hashes only tell that a file came whole; whoever holds the server could write others. Windows and macOS check
 * installers themselves as well, Linux does not.
 */

/** What we read of a feed's `latest*.yml`; the rest is electron-updater's. */
export const feedInfo = z.object({
  version: z.string().check(z.maxLength(100)),
  files: z.array(z.object({ url: z.string(), sha512: z.string() })).check(z.minLength(1)),
  signature: z.optional(z.string().check(z.maxLength(200))),
});
export type FeedInfo = z.infer<typeof feedInfo>;

/** The text that is signed: a line for the version, one for each file in the order of their names. */
export function signedText({ version, files }: Omit<FeedInfo, 'signature'>): string {
  const lines = files.map(({ url, sha512 }) => JSON.stringify([url, sha512])).toSorted();
  return ['Ringside', version, ...lines, ''].join('\n');
}

/** @param privateKey Ed25519, as PEM or a key object. @returns base64 */
export const signRelease = (text: string, privateKey: KeyLike): string =>
  sign(null, Buffer.from(text), privateKey).toString('base64');

/** Whether the publisher signed this text. A key that is none, or of another kind, signed nothing. */
export function isSigned(text: string, signature: string | null, publicKey: string): boolean {
  if (signature === null) return false;
  try {
    const key = createPublicKey(publicKey);
    return (
      key.asymmetricKeyType === 'ed25519' &&
      verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))
    );
  } catch {
    return false;
  }
}
