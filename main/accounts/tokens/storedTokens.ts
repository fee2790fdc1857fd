import { z } from 'zod';
import { parseJson } from '../../crm/transport/responseCheck.ts';
import type { TokenPair } from '../../crm/transport/oauthEndpoint.ts';

/** What is sealed as `tokens` and, of the pair before, as `previousTokens`. Times are Unix ms. */
const storedTokens = z.object({
  v: z.literal(1),
  accessToken: z.string(),
  /** Null: a long-lived token, which has none (crm-api.md 1.7). */
  refreshToken: z.string().nullable(),
  /** When the pair was received. */
  issuedAt: z.number(),
  /** By the computer's own clock: received plus the seconds it lives. */
  expiresAt: z.number(),
  /**
   * When a refresh with this pair was sent whose end is not known: it is set before sending and goes with
   * the pair. Found at a start it says that the service may have given a new pair nobody has.
   */
  refreshSentAt: z.number().nullable(),
});
export type StoredTokens = z.infer<typeof storedTokens>;

/** The pair as it is kept, from the moment it was received. */
export function fromPair(pair: TokenPair, now: number): StoredTokens {
  return {
    v: 1,
    accessToken: pair.accessToken,
    refreshToken: pair.refreshToken,
    issuedAt: now,
    expiresAt: now + pair.expiresIn * 1000,
    refreshSentAt: null,
  };
}

/** A long-lived token as it is kept; its end stands in it. */
export function fromLongLived(token: string, expiresAt: number, now: number): StoredTokens {
  return { v: 1, accessToken: token, refreshToken: null, issuedAt: now, expiresAt, refreshSentAt: null };
}

/** Text to be sealed. */
export function writeTokens(tokens: StoredTokens): string {
  return JSON.stringify(tokens);
}

/** Null when the text is not a pair of this version. */
export function readTokens(text: string): StoredTokens | null {
  const json = parseJson(text);
  const parsed = json.ok ? storedTokens.safeParse(json.value) : null;
  return parsed?.success === true ? parsed.data : null;
}
