import { createHash } from 'node:crypto';
import type { MonotonicTime } from '../clock.ts';
import type { Mark } from './marks.ts';

/** Beyond these the oldest are forgotten: 200,000 take about 25 MB. */
export const MOST_REMEMBERED = 200_000;

/** Names an account's body: 128 bits of SHA-256, as a short string. */
export function digestOf(account: number, body: string): string {
  return createHash('sha256').update(`${account} `).update(body).digest('base64url').slice(0, 22);
}

/** A body that is looked for or remembered. */
export interface RecentBody {
  readonly account: number;
  readonly digest: string;
  readonly marks: readonly Mark[];
}

/** What is known of a body: nothing, that it came already, or that it came and something else of its entity since. */
export type Known<Place> =
  | { readonly kind: 'new' }
  | { readonly kind: 'again'; readonly place: Place }
  /** `since` is where the last of the events between stands. */
  | { readonly kind: 'anew'; readonly since: Place };

/** Remembers what was received lately. */
export interface RecentBodies<Place> {
  find(body: RecentBody, now: MonotonicTime): Known<Place>;
  /** `now` may lie before this process began: of what an earlier one received. */
  remember(body: RecentBody, now: MonotonicTime, place: Place): void;
  forget(body: RecentBody): void;
}

interface Last<Place> {
  readonly order: number;
  readonly time: number | null;
  readonly place: Place;
}

interface Memory<Place> {
  readonly bodies: Map<string, { readonly at: MonotonicTime; readonly order: number; readonly place: Place }>;
  /** Of each entity the last event of each kind. */
  readonly last: Map<string, Map<string, Last<Place>>>;
}

/**
 * A memory of `keepMs`, never of more than `most` bodies, of which each account has its share: who floods it forgets its own.
 *
 * The CRM posts a body again when an answer was lost (crm-api.md 5.3). But an equal body may be another event: a lead that was
 * deleted, put back and deleted again is told by the same words. So a body is known only while nothing else of its
 * entities came since. Between two bodies with dates only an event of the same kind counts, and none that is dated later: a
 * changed stage is told twice, as `update` and as `status`, and what happened before a change cannot have happened after it.
 */
export function createRecentBodies<Place>(
  keepMs: number,
  most: number = MOST_REMEMBERED,
): RecentBodies<Place> {
  const accounts = new Map<number, Memory<Place>>();
  let total = 0;
  let order = 0;

  const memoryOf = (account: number): Memory<Place> => {
    const known = accounts.get(account);
    if (known) return known;
    const made: Memory<Place> = { bodies: new Map(), last: new Map() };
    accounts.set(account, made);
    return made;
  };

  /** A map keeps the order of arrival: what is at its front is the oldest. */
  const dropOldest = ({ bodies }: Memory<Place>): void => {
    const [oldest] = bodies.keys();
    if (oldest !== undefined && bodies.delete(oldest)) total -= 1;
  };
  const isFull = (): boolean => total > most;
  const largest = (): Memory<Place> | undefined => {
    let found: Memory<Place> | undefined;
    for (const one of accounts.values()) {
      if (found === undefined || one.bodies.size > found.bodies.size) found = one;
    }
    return found;
  };

  return {
    find({ account, digest, marks }, now) {
      const memory = memoryOf(account);
      const found = memory.bodies.get(digest);
      if (found === undefined || now - found.at >= keepMs) return { kind: 'new' };
      let between: Last<Place> | null = null;
      for (const { entity, deed, time } of marks) {
        for (const [other, last] of memory.last.get(entity) ?? []) {
          if (last.order <= (between ?? found).order) continue;
          const isDated = time !== null && last.time !== null;
          if (!isDated || (other === deed && last.time <= time)) between = last;
        }
      }
      return between === null
        ? { kind: 'again', place: found.place }
        : { kind: 'anew', since: between.place };
    },
    remember({ account, digest, marks }, now, place) {
      const memory = memoryOf(account);
      if (!memory.bodies.delete(digest)) total += 1;
      order += 1;
      memory.bodies.set(digest, { at: now, order, place });
      for (const { entity, deed, time } of marks) {
        const kinds = memory.last.get(entity) ?? new Map<string, Last<Place>>();
        memory.last.delete(entity);
        memory.last.set(entity, kinds.set(deed, { order, time, place }));
      }
      for (const { at } of memory.bodies.values()) {
        if (now - at < keepMs) break;
        dropOldest(memory);
      }
      while (isFull()) {
        const fullest = largest();
        if (fullest === undefined) break;
        dropOldest(fullest);
      }
      // One for each body as a rule; a batch has more.
      while (memory.last.size > 2 * most) {
        const [oldest] = memory.last.keys();
        if (oldest === undefined) break;
        memory.last.delete(oldest);
      }
    },
    forget({ account, digest }) {
      if (memoryOf(account).bodies.delete(digest)) total -= 1;
    },
  };
}
