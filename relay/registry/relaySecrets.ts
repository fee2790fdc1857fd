import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits nobody guesses, as 43 characters that need no escaping anywhere. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is kept of a secret. Secrets of 256 random bits need no salt and no slow hash. */
export const digestOfSecret = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url');

const SHAPE = /^[\w-]{43}$/u;

/** Whether a text can be one of our secrets at all. */
export const isSecret = (text: string): boolean => SHAPE.test(text);

/** Compares in constant time; both are digests. */
export function sameDigest(one: string, other: string): boolean {
  const a = Buffer.from(one);
  const b = Buffer.from(other);
  return a.length === b.length && timingSafeEqual(a, b);
}
