import type { CallStatus } from '../crm/types/call.ts';
import type { ServiceClock } from '../crm/transport/serviceClock.ts';
import type { Clock } from '../common/clock.ts';
import type { Journal, OutboxRow } from '../journal/journal.ts';
import { isCallWrite } from '../journal/outboxPayload.ts';
import { attempt, JournalWriteError } from '../journal/journalError.ts';
import type { Result } from '../common/result.ts';
import { createAgentRequests } from './callWrites.ts';
import { createAgentWrites } from './agentWrites.ts';
import { blockMs } from '../crm/transport/rateLimiter.ts';
import { retryMs } from './sendBackoff.ts';
import type { Outbox } from './outbox.ts';
import type { OutboxEvent } from '../writes/outboxEvent.ts';
import type { WriteClient } from '../writes/writeClient.ts';
import { createAccountPauses } from './accountPauses.ts';
import { createPbxLogs, type PbxRule } from '../writes/call/pbxCallLogs.ts';
import { createMissedCalls, type MissedCallRule } from '../writes/call/missedCalls.ts';
import { createPermissionRetry } from './permissionRetry.ts';
import { createRowClock } from './rowClock.ts';
import { NO_CARDS, type KnownCards } from '../writes/call/knownCards.ts';
import { sendRow, type SendRowDeps } from './sendRow.ts';
import type { Obstacle } from '../writes/classifyFailure.ts';

export interface OutboxDeps {
  readonly journal: Journal;
  /** The client of an account, null while it has none (not signed in, keychain locked). */
  readonly clientOf: (account: string) => WriteClient | null;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly emit: (event: OutboxEvent) => void;
  /** How long a result can be taken back. */
  readonly undoMs?: number;
  /** How long the service may still work on a write whose answer was lost. */
  readonly settleMs?: number;
  /** A result in words, for the task whose call it is the result of; '' without. @param label the team's own name of it */
  readonly resultName?: (result: CallStatus, label: string | null) => string;
  /** Calls that the PBX's own widget logs; without, Ringside logs every call. */
  readonly pbx?: PbxRule;
  /** Missed calls that Ringside tells of by itself; without, none. */
  readonly missed?: MissedCallRule;
  /** The clock of an account's CRM; null, and without: nothing is known of it, and all that may have been sent is looked for widely. */
  readonly serviceClockOf?: (account: string) => ServiceClock | null;
  /** What the copy of the CRM says of a number; without, nothing. */
  readonly cards?: KnownCards;
  /** Told of what can only be a bug; the row it happened to is kept. Default: thrown as uncaught. */
  readonly reportBug?: (error: unknown) => void;
}

const UNDO_MS = 10_000;
const SETTLE_MS = 10_000;
/** Accounts sent to at the same time; each gets one request at a time. */
const PARALLEL_ACCOUNTS = 3;
/** How soon the disk is asked again after it refused. */
const DISK_RETRY_MS = 5_000;
/** How soon an account without a client is looked at again if nobody wakes it. */
const NO_CLIENT_MS = 60_000;
/** How soon the CRM is asked again whether somebody signed in or paid: nobody may ever say so. */
const SLOW_POLL_MS = 10 * 60_000;
/** A row of an earlier run that waits longer for its retry was timed by a clock that was put back since. */
const LONGEST_WAIT_MS = 5 * 60_000;

/** Creates the outbox: the agent's requests go into the journal, the dispatcher takes them to the CRM. */
export function createOutbox(deps: OutboxDeps): Outbox {
  const { journal, clientOf, random, emit, undoMs = UNDO_MS, settleMs = SETTLE_MS } = deps;
  const clock = createRowClock(deps.clock, (ms) => {
    journal.outbox.shift(ms);
  });
  const reportBug = deps.reportBug ?? throwUncaught;
  const pauses = createAccountPauses(clock);
  const busy = new Map<string, Promise<void>>();
  const blocksInARow = new Map<string, number>();
  const timers = new Set<() => void>();
  const stopping = new AbortController();
  /** Monotonic. */
  let started: number | null = null;
  let cancelWake = (): void => undefined;

  const serviceClockOf = deps.serviceClockOf ?? (() => null);
  const later = (delayMs: number, run: () => void): void => {
    const cancel = clock.schedule(delayMs, () => {
      timers.delete(cancel);
      run();
    });
    timers.add(cancel);
  };

  const wakeIn = (ms: number): void => {
    cancelWake();
    cancelWake = clock.schedule(Math.max(0, ms), pump);
  };

  const pauseFor: SendRowDeps['pause'] = (account, reason, failure) => {
    const length = pauseLength(account, failure);
    const ms = length === null ? null : Math.ceil(length);
    pauses.pause(account, ms ?? SLOW_POLL_MS, ms === null);
    emit({ type: 'accountPaused', account, reason, until: ms === null ? null : clock.now() + ms });
    return ms;
  };

  /** Null: until somebody signs in or pays. */
  const pauseLength = (account: string, failure: Obstacle): number | null => {
    if (failure.kind === 'rateLimited') return Math.max(failure.retryAfterMs, retryMs(1, random));
    if (failure.kind !== 'blocked') return null;
    const times = (blocksInARow.get(account) ?? 0) + 1;
    blocksInARow.set(account, times);
    return blockMs(times);
  };

  /** The CRM's answer must reach the disk; a restart would otherwise have to read it back. */
  const commit = async (work: () => void): Promise<boolean> => {
    while (!attempt(work).ok) {
      if (stopping.signal.aborted) return false;
      await new Promise<void>((resolve) => {
        stopping.signal.addEventListener('abort', () => resolve(), { once: true });
        later(DISK_RETRY_MS, resolve);
      });
    }
    return true;
  };

  const rowChanged = (row: OutboxRow): void => {
    if (!isCallWrite(row.write)) agentWriteService.tell(row);
    // The result of a call that the PBX logged is a note: the call is logged when that is there.
    const { kind } = row.write;
    if (row.callId !== null && (isCallWrite(row.write) || kind === 'addNote' || kind === 'amendCall'))
      emit({ type: 'callChanged', account: row.account, callId: row.callId });
  };
  const rights = createPermissionRetry({ journal, clock, changed: rowChanged });

  const rowDeps: SendRowDeps = {
    journal,
    clock,
    random,
    emit,
    settleMs,
    serviceClockOf,
    pbx: deps.pbx === undefined ? null : createPbxLogs({ journal, clock, serviceClockOf, ...deps.pbx }),
    missed:
      deps.missed === undefined ? null : createMissedCalls(deps.missed, { journal, clock, serviceClockOf }),
    cards: deps.cards ?? NO_CARDS,
    commit,
    stopping: stopping.signal,
    changed: rowChanged,
    rights,
    pause: pauseFor,
    answered: (account) => blocksInARow.delete(account),
  };

  const send = async (row: OutboxRow): Promise<void> => {
    const client = clientOf(row.account);
    if (client === null) {
      pauses.pause(row.account, NO_CLIENT_MS, true);
      return;
    }
    // Of a process that died only the lease is known: its request may have left at the last moment.
    const now = clock.now();
    const runsFor = Math.floor(clock.monotonic() - (started ?? 0));
    const settled =
      row.unsureSince === null ? 0 : Math.max(Math.min(row.unsureSince, now), now - runsFor) + settleMs;
    if (now < settled) {
      journal.outbox.defer(row.id, settled, null);
      return;
    }
    await sendRow(rowDeps, client, row);
  };

  /** A row must never be lost, nor sent in a hot loop, because of a mistake of ours or a full disk. */
  const rescue = (row: OutboxRow, error: unknown): void => {
    if (error instanceof JournalWriteError) {
      pauses.pause(row.account, DISK_RETRY_MS, false);
      return;
    }
    reportBug(error);
    const at = clock.now() + retryMs(row.attempts + 1, random);
    attempt(() => {
      const left = journal.outbox.get(row.id);
      const bug = { kind: 'aborted', words: '' } as const;
      if (left?.state === 'inFlight') journal.outbox.retry(row.id, at, bug, clock.now());
      if (left?.state === 'pending') journal.outbox.defer(row.id, at, bug);
    });
  };

  const take = (row: OutboxRow): void => {
    const sent = send(row)
      .catch((error: unknown) => rescue(row, error))
      .catch(reportBug)
      .finally(() => {
        busy.delete(row.account);
        pump();
      });
    busy.set(row.account, sent);
  };

  /** Takes every row that may be sent now; in how many ms to look again, null when only an event will tell. */
  const takeDue = (): number | null => {
    for (;;) {
      // With all hands busy the next answer pumps again.
      if (busy.size >= PARALLEL_ACCOUNTS) return null;
      const resting = [...pauses.accounts(), ...busy.keys()];
      const now = clock.now();
      const [row] = journal.outbox.due(now, 1, resting);
      if (row !== undefined) {
        take(row);
        continue;
      }
      const next = journal.outbox.nextDue(resting);
      return next === null ? null : next - now;
    }
  };

  /** What fails is asked again soon, and stands in nothing else's way. */
  const guarded = <T>(work: () => T): T | typeof DISK_RETRY_MS => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof JournalWriteError)) reportBug(error);
      return DISK_RETRY_MS;
    }
  };

  function pump(): void {
    if (started === null || stopping.signal.aborted) return;
    cancelWake();
    guarded(() => {
      rights.tryDue();
    });
    const next = guarded(takeDue);
    const wakes = [next, pauses.nextEnd(), rights.nextTry()].filter((ms) => ms !== null);
    if (wakes.length > 0) wakeIn(Math.min(...wakes));
  }

  const changed = (account: string, callId: string): void => {
    emit({ type: 'callChanged', account, callId });
    pump();
  };
  const skewOf = (account: string): number | null => {
    const span = serviceClockOf(account)?.now() ?? null;
    return span === null ? null : Math.round((span.earliest + span.latest) / 2 - clock.now());
  };
  const agentWriteService = createAgentWrites({
    journal,
    clock,
    skewOf,
    pump,
    emit: (account, event, last) => emit({ type: 'writeChanged', account, event, last }),
  });
  const requests = createAgentRequests({
    journal,
    clock,
    skewOf,
    undoMs,
    resultName: deps.resultName ?? (() => ''),
    changed,
    tellWrite: agentWriteService.tell,
  });
  /** Undo ends whether or not the row can be sent then. */
  const tellUndoEnds = <E>(
    logged: Result<{ readonly undoUntil: number }, E>,
    account: string,
    callId: string,
  ): typeof logged => {
    if (logged.ok)
      later(logged.value.undoUntil - clock.now(), () => emit({ type: 'callChanged', account, callId }));
    return logged;
  };

  return {
    ...requests,
    writes: agentWriteService.writes,
    logCall: (account, callId, result) =>
      tellUndoEnds(requests.logCall(account, callId, result), account, callId),
    logPast: (call, result) => tellUndoEnds(requests.logPast(call, result), call.account, call.id),
    finishCall: (account, callId, form) =>
      tellUndoEnds(requests.finishCall(account, callId, form), account, callId),
    wake(account) {
      pauses.wake(account);
      attempt(() => {
        journal.outbox.bringForward(account ?? null, clock.now());
        rights.tryOne(account);
      });
      pump();
    },
    start() {
      started = clock.monotonic();
      const opened = attempt(() => {
        journal.outbox.reopenLeases();
        journal.outbox.capWaits(clock.now(), { untried: undoMs, tried: LONGEST_WAIT_MS });
        rights.tryOne();
      });
      if (opened.ok) pump();
      else later(DISK_RETRY_MS, () => this.start());
    },
    async stop() {
      stopping.abort();
      cancelWake();
      for (const cancel of timers) cancel();
      timers.clear();
      await Promise.all(busy.values());
    },
  };
}

function throwUncaught(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
