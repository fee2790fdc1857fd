import type { Call, CallsSnapshot, Events } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import type { CallRow, Journal } from '../journal/journal.ts';
import { logStateOf } from '../outbox/logState.ts';

/**
 * Calls as windows see them: the journal's row and the outbox's rows of it, read together, with one
 * version number per account that grows with every change told.
 */
export interface CallBook {
  /** A row of the journal as windows see it. */
  of(row: CallRow): Call;
  /** One call, or null when it is unknown. */
  get(callId: string): Call | null;
  /** Today's calls of an account (the computer's own day), and older ones that are not in the CRM. */
  today(account: string): CallsSnapshot;
  /** Tells the account's windows that a call changed. */
  tell(callId: string): void;
  /** Hears the account of every call that windows are told of. */
  onTell(hear: (account: string) => void): void;
}

interface CallBookDeps {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly emit: (account: string, event: Events['calls']) => void;
}

export function createCallBook(deps: CallBookDeps): CallBook {
  const { journal, clock } = deps;
  const versions = new Map<string, number>();
  const listeners = new Set<(account: string) => void>();
  const versionOf = (account: string): number => versions.get(account) ?? 0;

  const toCall = (row: CallRow): Call => ({
    id: row.id,
    account: row.account,
    direction: row.direction,
    number: { raw: row.rawNumber, display: row.display, e164: row.e164 },
    line: row.line,
    source: row.source,
    state: row.state,
    endReason: row.endReason,
    startedAt: row.startedAt,
    answeredAt: row.answeredAt,
    endedAt: row.endedAt,
    callerName: row.chosen?.name ?? row.callerName,
    chosen: row.chosen,
    note: row.note,
    result: row.result,
    log: logStateOf(row, journal.outbox.ofCall(row.account, row.id), clock.now()),
    popMs: row.popMs,
  });

  const callsOf = (account: string): readonly Call[] =>
    journal.calls.since(account, startOfDay(clock.now())).map((row) => toCall(row));

  return {
    of: toCall,
    get(callId) {
      const account = journal.calls.accountOf(callId);
      const row = account === null ? null : journal.calls.get(account, callId);
      return row === null ? null : toCall(row);
    },
    today(account) {
      const calls = callsOf(account);
      return { version: versionOf(account), calls: [...calls], summary: summaryOf(calls) };
    },
    tell(callId) {
      const account = journal.calls.accountOf(callId);
      if (account === null) return;
      const calls = callsOf(account);
      const call = calls.find((one) => one.id === callId) ?? this.get(callId);
      if (call === null) return;
      versions.set(account, versionOf(account) + 1);
      deps.emit(account, { version: versionOf(account), call, summary: summaryOf(calls) });
      for (const hear of listeners) hear(account);
    },
    onTell(hear) {
      listeners.add(hear);
    },
  };
}

/** How many calls of a list are where. One still going on is nowhere yet, one a colleague took is his to log. */
function summaryOf(calls: readonly Call[]): CallsSnapshot['summary'] {
  const ended = calls.filter(
    (call) => call.state === 'ended' && (call.endReason !== 'answeredElsewhere' || call.result !== null),
  );
  const count = (...states: readonly Call['log']['state'][]): number =>
    ended.filter((call) => states.includes(call.log.state)).length;
  return {
    total: ended.length,
    inCrm: count('logged'),
    waiting: count('undoable', 'waiting'),
    unlogged: count('unlogged'),
    failed: count('failed'),
  };
}

function startOfDay(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0);
}
