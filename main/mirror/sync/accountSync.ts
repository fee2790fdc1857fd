import type { FetchedPage } from './listWalk.ts';
import type { CrmFailure, CrmResult } from '../../crm/types/crmFailure.ts';
import type { Clock } from '../../common/clock.ts';
import { type Result, fail } from '../../common/result.ts';
import type { MirrorChange, SyncProgress } from '../mirror.ts';
import { isRefusal } from '../../crm/transport/refusal.ts';
import { createListTroubles, waitAfter } from './listTroubles.ts';
import { createPace } from './syncPace.ts';
import { firstSyncOf, runPass } from './syncPass.ts';
import { createStoredLinks } from './storedPlaces.ts';
import type { MirrorWriter } from '../mirrorWriter.ts';
import type { PlaceName } from '../mirrorRecords.ts';

/** What the sync of one account needs. Pure but for these. */
export interface SyncPorts {
  fetchPage(href: string, signal: AbortSignal): Promise<CrmResult<FetchedPage>>;
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
  /** As `catchUpNow`, but only after a pass that failed, or one under way that will: the account is served again. */
  tryAgain(): void;
  /** Another mean time between two catch-ups, from the last one on. */
  setPace(everyMs: number): void;
  /** Ends the loop. Resolves when nothing of it runs any more. */
  stop(): Promise<void>;
}

/** Starts the sync of an account the writer knows. */
export function createSync(key: string, ports: SyncPorts): Sync {
  const { writer, clock } = ports;
  let paused = writer.isPaused(key);
  let stopped = false;
  let nudged = false;
  /** The account was found to be served while a pass was under way. */
  let isServed = false;
  let isRestingAfterFailure = false;
  let everyMs = ports.catchUpEveryMs;
  /** Between two passes that went through. */
  let isResting = false;
  let wake: (() => void) | null = null;
  let aborter = new AbortController();
  let failures = 0;
  /** In the pass that is under way, or was last: lists that failed may all still rest. */
  let hasAsked = false;
  let stored = 0;
  let skipped = 0;
  const pace = createPace(() => clock.monotonic());
  const links = createStoredLinks(key, writer);
  const troubles = createListTroubles(clock, ports.random);

  function report(
    phase: SyncProgress['phase'],
    failure: CrmFailure['kind'] | null = null,
    failedLists: readonly PlaceName[] = [],
  ): void {
    const { contacts } = writer.counts(key);
    const completedAt = writer.completedAt(key);
    const first = completedAt === null ? firstSyncOf({ key, writer, pace }) : null;
    ports.report({
      account: key,
      phase,
      stored,
      completedAt,
      failure,
      failedLists,
      contacts,
      first,
      skipped,
    });
  }

  /** Waits until the next catch-up is due, which may change meanwhile, or a list that failed: true for all lists. */
  async function restUntilDue(cycle: { readonly since: number; readonly share: number }): Promise<boolean> {
    isResting = true;
    for (;;) {
      const left = cycle.since + everyMs * cycle.share - clock.monotonic();
      const retry = troubles.nextTry() ?? left;
      if (left <= 0 || retry <= 0 || nudged || stopped) {
        isResting = false;
        return left <= 0;
      }
      await rest(Math.min(left, retry));
    }
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
    failures = 0;
    troubles.again();
    wake?.();
  }

  /** After a pass that ended early: rests, unless the account was found to be served since it began. */
  async function restAfterFailure(ms: number): Promise<void> {
    if (isServed) return;
    isRestingAfterFailure = true;
    await rest(ms);
    isRestingAfterFailure = false;
  }

  function pass(signal: AbortSignal, isFull: boolean): Promise<Result<null, CrmFailure>> {
    const first = writer.completedAt(key) === null;
    skipped = 0;
    stored = 0;
    hasAsked = false;
    pace.rest();
    // A first sync that goes on after a restart goes on counting too.
    const count = (): void => {
      const { contacts, companies, leads } = writer.counts(key);
      stored = contacts + companies + leads;
    };
    if (first) count();
    return runPass({
      key,
      writer,
      pace,
      links,
      wants: (list) => (isFull ? !troubles.rests(list) : troubles.has(list) && !troubles.rests(list)),
      fared: (list, failure) => {
        troubles.listAnswered(list, failure);
      },
      userId: ports.userId,
      fetchPage: (href) => {
        if (first && !hasAsked) report('first');
        hasAsked = true;
        return interruptible(href, signal);
      },
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

  async function interruptible(href: string, signal: AbortSignal): Promise<CrmResult<FetchedPage>> {
    const answer = await ports.fetchPage(href, signal);
    // A page that came after the pause or the stop is not stored: it comes again.
    return signal.aborted ? fail({ kind: 'aborted', maySucceed: false, words: '' }) : answer;
  }

  async function run(): Promise<void> {
    // A function, because the analyser cannot know what happened while we waited.
    const ended = (): boolean => stopped;
    let isFull = true;
    // Spread, so that a team's desktops do not ask in step.
    const nextCycle = () => ({ since: clock.monotonic(), share: 0.75 + ports.random() / 2 });
    let cycle = nextCycle();
    while (!ended()) {
      if (nudged) isFull = true;
      nudged = false;
      isServed = false;
      if (paused) {
        report('paused');
        await rest(null);
        continue;
      }
      const { signal } = aborter;
      const done = await pass(signal, isFull);
      if (ended() || signal.aborted) continue;
      if (!done.ok) {
        failures += 1;
        report(isRefusal(done.error) ? 'failed' : 'waiting', done.error.kind);
        await restAfterFailure(waitAfter(done.error, failures, ports.random));
        isFull = true;
        continue;
      }
      failures = 0;
      if (isFull) cycle = nextCycle();
      const trouble = troubles.worst();
      if (trouble === null) completed();
      else if (hasAsked)
        report(isRefusal(trouble.failure) ? 'failed' : 'waiting', trouble.failure.kind, trouble.lists);
      if (isServed) troubles.again();
      isFull = await restUntilDue(cycle);
    }
  }

  function completed(): void {
    const first = writer.completedAt(key) === null;
    if (first) writer.checkpoint();
    writer.setCompletedAt(key, clock.now());
    if (first) ports.changed('many');
    report('idle');
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
    tryAgain() {
      isServed = true;
      troubles.again();
      if (isRestingAfterFailure) attend();
      else if (isResting) wake?.();
    },
    setPace(ms) {
      everyMs = ms;
      // Looks again how long it has still to rest.
      if (isResting) wake?.();
    },
    async stop() {
      stopped = true;
      aborter.abort();
      wake?.();
      await running;
    },
  };
}
