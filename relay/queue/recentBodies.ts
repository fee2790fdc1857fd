import { createHash } from 'node:crypto';

/** Beyond these the oldest are forgotten: 200,000 take about 25 MB. */
export const MOST_REMEMBERED = 200_000;

/** Names an account's body: 128 bits of SHA-256, as a short string. */
export function digestOf(account: number, body: string): string {
  return createHash('sha256').update(`${account} `).update(body).digest('base64url').slice(0, 22);
}

/** Remembers what was received lately. */
export interface RecentBodies<Place> {
  find(digest: string, now: number): Place | undefined;
  remember(digest: string, now: number, place: Place): void;
  forget(digest: string): void;
}

/** A memory of `keepMs`, never of more than `most` bodies. */
export function createRecentBodies<Place>(
  keepMs: number,
  most: number = MOST_REMEMBERED,
): RecentBodies<Place> {
  const known = new Map<string, { readonly at: number; readonly place: Place }>();
  return {
    find(digest, now) {
      const found = known.get(digest);
      return found !== undefined && now - found.at < keepMs ? found.place : undefined;
    },
    remember(digest, now, place) {
      known.delete(digest);
      known.set(digest, { at: now, place });
      // A map keeps the order of arrival: what is at its front is the oldest.
      for (const [oldest, { at }] of known) {
        if (known.size <= most && now - at < keepMs) break;
        known.delete(oldest);
      }
    },
    forget: (digest) => {
      known.delete(digest);
    },
  };
}
