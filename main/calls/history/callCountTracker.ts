import type { CallCounts } from '../../../preload/contract.ts';
import type { Clock } from '../../common/clock.ts';
import type { Journal } from '../../journal/journal.ts';
import type { OutboxEvent } from '../../writes/outboxEvent.ts';
import { callDay } from './callDay.ts';
import type { MissedCallTracker } from './missedCallTracker.ts';

type Pause = Extract<OutboxEvent, { readonly type: 'accountPaused' }>;

/** How many calls of all days need something and what today has brought, told to the account's windows when it changes. */
export interface CallCountTracker {
  of(account: string): CallCounts;
  /** Something changed; it is counted a moment later, once for all that changed by then. */
  changed(account: string): void;
  /** The outbox leaves a whole account alone for a while. */
  paused(event: Pause): void;
  /** The account sends again. */
  resumed(account: string): void;
  stop(): void;
}

interface CallCountTrackerDeps {
  readonly journal: Journal;
  readonly missed: Pick<MissedCallTracker, 'count'>;
  readonly clock: Clock;
  readonly emit: (account: string, counts: CallCounts) => void;
}

/** A ring, its end and its result each change the counts; nobody reads them that fast. */
const PAUSE_MS = 200;

export function createCallCountTracker({
  journal,
  missed,
  clock,
  emit,
}: CallCountTrackerDeps): CallCountTracker {
  const pauses = new Map<string, { readonly reason: Pause['reason']; readonly ends: number | null }>();
  const waiting = new Map<string, () => void>();
  const sentCounts = new Map<string, string>();

  const pauseOf = (account: string): CallCounts['pause'] => {
    const pause = pauses.get(account);
    if (pause === undefined) return null;
    const { reason, ends } = pause;
    if (ends === null) return { reason, until: null };
    const left = ends - clock.monotonic();
    // Of whole seconds: the two clocks differ by a millisecond now and then, which is no news.
    return left <= 0 ? null : { reason, until: Math.round((clock.now() + left) / 1000) * 1000 };
  };
  const of = (account: string): CallCounts => {
    const { history } = journal;
    const writes = history.writes(account);
    return {
      unlogged: history.count(account, 'unlogged'),
      waiting: history.count(account, 'waiting') + writes.waiting,
      failed: history.count(account, 'failed') + writes.failed,
      missed: missed.count(account),
      day: callDay(journal.numbers, account, clock.now()),
      pause: pauseOf(account),
    };
  };

  function tell(account: string): void {
    waiting.delete(account);
    const counts = of(account);
    const text = JSON.stringify(counts);
    if (sentCounts.get(account) === text) return;
    sentCounts.set(account, text);
    emit(account, counts);
  }
  function changed(account: string): void {
    if (waiting.has(account)) return;
    waiting.set(
      account,
      clock.schedule(PAUSE_MS, () => tell(account)),
    );
  }

  return {
    of,
    changed,
    paused(event) {
      const { reason, until } = event;
      // The computer's clock may be put right while it lasts.
      const ends = until === null ? null : clock.monotonic() + (until - clock.now());
      pauses.set(event.account, { reason, ends });
      changed(event.account);
    },
    resumed(account) {
      if (pauses.delete(account)) changed(account);
    },
    stop() {
      for (const cancel of waiting.values()) cancel();
      waiting.clear();
    },
  };
}
