import type { CrmFailure } from '../../crm/types/crmFailure.ts';
import { isRefusal } from '../../crm/transport/refusal.ts';
import { blockMs } from '../../crm/transport/rateLimiter.ts';
import { backoffMs, type Backoff } from '../../common/backoff.ts';
import type { Clock } from '../../common/clock.ts';
import type { PlaceName } from '../mirrorRecords.ts';

/** The lists of an account that could not be read, each asked again in its own time while the others go on. */
export interface ListTroubles {
  /** How the list fared. */
  listAnswered(list: PlaceName, failure: CrmFailure | null): void;
  has(list: PlaceName): boolean;
  /** Its next try is still to come. */
  rests(list: PlaceName): boolean;
  /** What to say of them all; null when each list is well. */
  worst(): { readonly failure: CrmFailure; readonly lists: readonly PlaceName[] } | null;
  /** Milliseconds until the first of them is due; null when there is none. */
  nextTry(): number | null;
  /** All are due now, and wait shortly after their next failure. */
  again(): void;
}

const BACKOFF: Backoff = { firstMs: 2_000, longestMs: 5 * 60_000, jitter: 1 };
const REFUSED_MOST_MS = 10 * 60_000;

/** How long to wait after so many failures in a row; at least what the service asked for. */
export function waitAfter(failure: CrmFailure, failures: number, random: () => number): number {
  if (isRefusal(failure)) return REFUSED_MOST_MS * (0.5 + random() / 2);
  const asked =
    failure.kind === 'rateLimited' ? failure.retryAfterMs : failure.kind === 'blocked' ? blockMs(1) : 500;
  return Math.max(asked, backoffMs(failures, BACKOFF, random));
}

/** Kept in memory: a new start tries each list at once. */
export function createListTroubles(clock: Clock, random: () => number): ListTroubles {
  const troubles = new Map<PlaceName, { failure: CrmFailure; times: number; notBefore: number }>();
  return {
    listAnswered(list, failure) {
      if (failure === null) {
        troubles.delete(list);
        return;
      }
      const times = (troubles.get(list)?.times ?? 0) + 1;
      troubles.set(list, {
        failure,
        times,
        notBefore: clock.monotonic() + waitAfter(failure, times, random),
      });
    },
    has: (list) => troubles.has(list),
    rests: (list) => (troubles.get(list)?.notBefore ?? 0) > clock.monotonic(),
    worst() {
      const all = Array.from(troubles.values(), ({ failure }) => failure);
      const failure = all.find((one) => !isRefusal(one)) ?? all[0];
      return failure === undefined ? null : { failure, lists: [...troubles.keys()] };
    },
    nextTry() {
      const times = Array.from(troubles.values(), ({ notBefore }) => notBefore);
      return times.length === 0 ? null : Math.max(0, Math.min(...times) - clock.monotonic());
    },
    again() {
      for (const trouble of troubles.values()) Object.assign(trouble, { times: 0, notBefore: 0 });
    },
  };
}
