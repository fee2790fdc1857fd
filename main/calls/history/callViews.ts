import type { Call, CallsSnapshot, Events } from '../../../preload/contract.ts';
import { needsResult } from '../../../preload/constants.ts';
import { startOfDay } from '../../../i18n/calendar.ts';
import type { Clock } from '../../common/clock.ts';
import type { Journal } from '../../journal/journal.ts';
import type { CallRow } from '../../journal/callRows.ts';
import { logStateOf } from '../../writes/call/logState.ts';

/**
 * Calls as windows see them: the journal's row and the outbox's rows of it, read together, with one
 * version number per account that grows with every change told.
 */
export interface CallViews {
  /** A row of the journal as windows see it. */
  of(row: CallRow): Call;
  /** One call, or null when it is unknown. */
  get(callId: string): Call | null;
  /** Today's calls of an account (the computer's own day), and older ones that have no result or are not in the CRM. */
  today(account: string): CallsSnapshot;
  /** Tells the account's windows that a call changed. */
  tell(callId: string): void;
  /** Something besides calls came or went that the summary counts. */
  tellSummary(account: string): void;
  /** Another day began: the windows read their lists again. */
  tellDay(): void;
  /** Tells the windows of an account that a call is another account's now. */
  tellGone(account: string, callId: string): void;
  /** Hears of every call that is another account's now. */
  onGone(listener: (account: string, event: Events['callGone']) => void): void;
  /** A call is on hold, or its phone is not heard any more: sources tell it, and it is not kept. */
  setMarks(callId: string, marks: Pick<Call, 'held' | 'unheard'>): void;
  /** Hears the account of every call that windows are told of, and the call; null of one that is another account's now. */
  onTell(listener: (account: string, call: Call | null) => void): void;
}

interface CallViewsDeps {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly emit: (account: string, event: Events['calls']) => void;
}

const NO_MARKS = { held: false, unheard: false };

export function createCallViews(deps: CallViewsDeps): CallViews {
  const { journal, clock } = deps;
  const versions = new Map<string, number>();
  const listeners = new Set<(account: string, call: Call | null) => void>();
  const goneListeners = new Set<(account: string, event: Events['callGone']) => void>();
  const marks = new Map<string, Pick<Call, 'held' | 'unheard'>>();
  const versionOf = (account: string): number => versions.get(account) ?? 0;

  const toCall = (row: CallRow): Call => ({
    id: row.id,
    account: row.account,
    direction: row.direction,
    number: { raw: row.rawNumber, display: row.display, e164: row.e164 },
    line: row.line,
    source: row.source,
    state: row.state,
    ...(row.state === 'ended' ? NO_MARKS : (marks.get(row.id) ?? NO_MARKS)),
    endReason: row.endReason,
    startedAt: row.startedAt,
    answeredAt: row.answeredAt,
    endedAt: row.endedAt,
    callerName: row.chosen?.name ?? row.callerName,
    chosen: row.chosen,
    note: row.note,
    result: row.result,
    outcome: row.outcome ?? null,
    log: logStateOf(row, journal.outbox.ofCall(row.account, row.id), clock.now()),
    popMs: row.popMs,
  });

  const callsOf = (account: string): readonly Call[] =>
    journal.calls.since(account, startOfDay(clock.now(), null)).map((row) => toCall(row));

  /**
   * Where the calls of each account's list are, kept from one change to the next: with thousands waiting,
   * reading all of them again for each would take longer than sending one.
   */
  const places = new Map<string, { readonly day: number; readonly of: Map<string, Place> }>();

  function read(account: string): { readonly calls: readonly Call[]; readonly summary: Summary } {
    const calls = callsOf(account);
    const of = new Map(calls.map((call) => [call.id, placeOf(call)]));
    places.set(account, { day: startOfDay(clock.now(), null), of });
    return { calls, summary: summaryOf(account, of) };
  }

  /** The summary after one call changed. */
  function summaryAfter(call: Call): Summary {
    const known = places.get(call.account);
    const day = startOfDay(clock.now(), null);
    if (known?.day !== day) return read(call.account).summary;
    const isListed =
      call.startedAt >= day ||
      placeOf(call) === 'unlogged' ||
      journal.outbox.ofCall(call.account, call.id).some(({ state }) => state !== 'done');
    if (isListed) known.of.set(call.id, placeOf(call));
    else known.of.delete(call.id);
    return summaryOf(call.account, known.of);
  }

  /** The summary when no call changed. */
  function summaryNow(account: string): Summary {
    const known = places.get(account);
    return known?.day === startOfDay(clock.now(), null)
      ? summaryOf(account, known.of)
      : read(account).summary;
  }

  /** How many calls of a list are where, with everything else that waits. */
  function summaryOf(account: string, of: ReadonlyMap<string, Place>): Summary {
    const count = { nowhere: 0, inCrm: 0, waiting: 0, unlogged: 0, failed: 0 };
    for (const place of of.values()) count[place] += 1;
    const { nowhere, waiting, failed, ...calls } = count;
    const writes = journal.history.writes(account);
    return {
      ...calls,
      total: of.size - nowhere,
      waiting: waiting + writes.waiting,
      failed: failed + writes.failed,
      writes,
    };
  }

  function get(callId: string): Call | null {
    const account = journal.calls.accountOf(callId);
    const row = account === null ? null : journal.calls.get(account, callId);
    return row === null ? null : toCall(row);
  }

  return {
    of: toCall,
    get,
    today(account) {
      const { calls, summary } = read(account);
      return { version: versionOf(account), calls: [...calls], summary };
    },
    tell(callId) {
      const call = get(callId);
      if (call === null) return;
      const { account } = call;
      versions.set(account, versionOf(account) + 1);
      deps.emit(account, { version: versionOf(account), call, summary: summaryAfter(call) });
      for (const listener of listeners) listener(account, call);
    },
    tellGone(account, callId) {
      versions.set(account, versionOf(account) + 1);
      places.get(account)?.of.delete(callId);
      const summary = summaryNow(account);
      for (const listener of goneListeners)
        listener(account, { version: versionOf(account), callId, summary });
      for (const listener of listeners) listener(account, null);
    },
    tellSummary(account) {
      versions.set(account, versionOf(account) + 1);
      deps.emit(account, { version: versionOf(account), call: null, summary: summaryNow(account) });
    },
    tellDay() {
      for (const account of places.keys()) {
        // A gap: what is listed is not what was.
        versions.set(account, versionOf(account) + 2);
        deps.emit(account, { version: versionOf(account), call: null, summary: read(account).summary });
      }
    },
    onGone(listener) {
      goneListeners.add(listener);
    },
    setMarks(callId, { held, unheard }) {
      if (held === true || unheard === true) marks.set(callId, { held, unheard });
      else marks.delete(callId);
    },
    onTell(listener) {
      listeners.add(listener);
    },
  };
}

type Summary = CallsSnapshot['summary'];

/** Where an ended call is; one still going on is nowhere yet, one a colleague took is theirs to log. */
type Place = 'nowhere' | Exclude<keyof Summary, 'total' | 'writes'>;

const PLACES: Readonly<Record<Call['log']['state'], Place>> = {
  logged: 'inCrm',
  undoable: 'waiting',
  waiting: 'waiting',
  unlogged: 'unlogged',
  failed: 'failed',
};

function placeOf(call: Call): Place {
  const place = PLACES[call.log.state];
  if (call.state !== 'ended' || (place === 'unlogged' && !needsResult(call))) return 'nowhere';
  return place;
}
