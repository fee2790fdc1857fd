import { backoffMs } from '../backoff.ts';
import type { Backoff } from '../backoff.ts';
import type { CrmFailure, CrmResult } from '../amocrm/failures.ts';
import { blockMs } from '../amocrm/limiter.ts';
import type { Clock } from '../clock.ts';
import { type Result, fail } from '../result.ts';
import type { MirrorChange, SyncProgress } from './mirror.ts';
import { createPace } from './pace.ts';
import { firstSyncOf, runPass } from './pass.ts';
import { createStoredLinks } from './staleLinks.ts';
import type { MirrorWriter } from './writer.ts';

/** What the sync of one account needs. Pure but for these. */
export interface SyncPorts {
  fetchPage(href: string, signal: AbortSignal): Promise<CrmResult<{ readonly body: string | null }>>;
  readonly writer: MirrorWriter;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly report: (progress: SyncProgress) => void;
  /** Rows were stored or dropped, or (null) none were; facts may have come of it either way. */
  readonly changed: (change: MirrorChange | null) => void;
  /** The agent, whose tasks are kept. */
  readonly userId: number;
  /** Mean time between two catch-ups. */
  readonly catchUpEveryMs: number;
}

/** The sync of one account: a loop of passes over its lists. */
export interface Sync {
  /** Lets go of the list at once; it goes on from the same page after `resume`, also after a restart. */
  pause(): void;
  resume(): void;
  /** Begins the next pass now: the network is back, or the agent signed in again. */
  catchUpNow(): void;
  /** Another mean time between two catch-ups, from the last one on. */
  setPace(everyMs: number): void;
  /** Ends the loop. Resolves when nothing of it runs any more. */
  stop(): Promise<void>;
}

const BACKOFF: Backoff = { firstMs: 2_000, longestMs: 5 * 60_000, jitter: 1 };
const REFUSED_MOST_MS = 10 * 60_000;

/**
 * Refusals that somebody has to do something about: said as such. Whoever does it need not tell Ringside (an
 * invoice is paid, a right given, a service mended): it asks again slowly.
 */
const REFUSALS: ReadonlySet<CrmFailure['kind']> = new Set([
  'needsSignIn',
  'paymentRequired',
  'forbidden',
  'notFound',
  'entityNotFound',
  'validation',
  'rejected',
]);

/** Starts the sync of an account the writer knows. */
export function createSync(key: string, ports: SyncPorts): Sync {
  const { writer, clock } = ports;
  let paused = writer.isPaused(key);
  let stopped = false;
  let nudged = false;
  let everyMs = ports.catchUpEveryMs;
  /** When the loop lay down to rest, and how much of the mean time it rests; null while it does not. */
  let resting: { readonly since: number; readonly share: number } | null = null;
  let wake: (() => void) | null = null;
  let aborter = new AbortController();
  let stored = 0;
  let skipped = 0;
  const pace = createPace(() => clock.monotonic());
  const links = createStoredLinks(key, writer);

  function report(phase: SyncProgress['phase'], failure: CrmFailure['kind'] | null = null): void {
    const { contacts } = writer.counts(key);
    const completedAt = writer.completedAt(key);
    const first = completedAt === null ? firstSyncOf({ key, writer, pace }) : null;
    ports.report({ account: key, phase, stored, completedAt, failure, contacts, first, skipped });
  }

  /** Waits until the next catch-up is due, which may change meanwhile. */
  async function restUntilDue(): Promise<void> {
    // Spread, so that a team's desktops do not ask in step.
    const rests = { since: clock.monotonic(), share: 0.75 + ports.random() / 2 };
    resting = rests;
    for (;;) {
      const left = rests.since + everyMs * rests.share - clock.monotonic();
      if (left <= 0 || nudged || stopped) break;
      await rest(left);
    }
    resting = null;
  }

  /** Waits so long, or for ever; ends early when something asks for the loop's attention. */
  function rest(ms: number | null): Promise<void> {
    return new Promise((resolve) => {
      if (nudged || stopped) {
        resolve();
        return;
      }
      const cancel = ms === null ? null : clock.schedule(ms, () => wake?.());
      wake = () => {
        wake = null;
        cancel?.();
        resolve();
      };
    });
  }

  function attend(): void {
    nudged = true;
    wake?.();
  }

  function pass(signal: AbortSignal): Promise<Result<null, CrmFailure>> {
    const first = writer.completedAt(key) === null;
    skipped = 0;
    stored = 0;
    pace.rest();
    // A first sync that goes on after a restart goes on counting too.
    const count = (): void => {
      const { contacts, companies, leads } = writer.counts(key);
      stored = contacts + companies + leads;
    };
    if (first) {
      count();
      report('first');
    }
    return runPass({
      key,
      writer,
      pace,
      links,
      userId: ports.userId,
      fetchPage: (href) => interruptible(href, signal),
      now: () => clock.now(),
      changed(change) {
        if (first) return;
        ports.changed(change);
        if (change !== null) report('catchUp');
      },
      walked(items, wrong) {
        pace.add(items);
        skipped += wrong;
        if (!first) return;
        count();
        report('first');
      },
    });
  }

  async function interruptible(
    href: string,
    signal: AbortSignal,
  ): Promise<CrmResult<{ readonly body: string | null }>> {
    const answer = await ports.fetchPage(href, signal);
    // A page that came after the pause or the stop is not stored: it comes again.
    return signal.aborted ? fail({ kind: 'aborted', maySucceed: false, words: '' }) : answer;
  }

  async function run(): Promise<void> {
    let failures = 0;
    // A function, because the analyser cannot know what happened while we waited.
    const ended = (): boolean => stopped;
    while (!ended()) {
      nudged = false;
      if (paused) {
        report('paused');
        await rest(null);
        continue;
      }
      const { signal } = aborter;
      const done = await pass(signal);
      if (ended() || signal.aborted) continue;
      if (done.ok) {
        failures = 0;
        const first = writer.completedAt(key) === null;
        if (first) writer.checkpoint();
        writer.setCompletedAt(key, clock.now());
        if (first) ports.changed('many');
        report('idle');
        await restUntilDue();
      } else if (REFUSALS.has(done.error.kind)) {
        report('failed', done.error.kind);
        await rest(REFUSED_MOST_MS * (0.5 + ports.random() / 2));
      } else {
        failures += 1;
        report('waiting', done.error.kind);
        await rest(restMs(done.error, failures, ports.random));
      }
    }
  }

  const running = run();
  return {
    pause() {
      paused = true;
      writer.setPaused(key, true);
      aborter.abort();
      attend();
    },
    resume() {
      paused = false;
      writer.setPaused(key, false);
      if (aborter.signal.aborted) aborter = new AbortController();
      attend();
    },
    catchUpNow: attend,
    setPace(ms) {
      everyMs = ms;
      // Looks again how long it has still to rest.
      if (resting) wake?.();
    },
    async stop() {
      stopped = true;
      aborter.abort();
      wake?.();
      await running;
    },
  };
}

/** At least what the service asked for. */
function restMs(failure: CrmFailure, failures: number, random: () => number): number {
  const asked =
    failure.kind === 'rateLimited' ? failure.retryAfterMs : failure.kind === 'blocked' ? blockMs(1) : 500;
  return Math.max(asked, backoffMs(failures, BACKOFF, random));
}
