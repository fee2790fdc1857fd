import { owesResult } from '../../preload/constants.ts';
import type { Call, Caller, PhoneState, PopEntry, PopSnapshot } from '../../preload/contract.ts';
import type { Clock } from '../common/clock.ts';
import type { Journal } from '../journal/journal.ts';
import { assertNever } from '../common/result.ts';
import type { DeferUntilPaint } from './deferUntilPaint.ts';
import type { CallViews } from '../calls/history/callViews.ts';
import {
  emptyPop,
  entryOf,
  focusEntry,
  focusedEntry,
  popSnapshot,
  withEntry,
  withoutEntry,
} from './popModel.ts';
import type { PopModel } from './popModel.ts';

/** Keeps the pop's model, tells its window of every change, and decides when it shows and goes. */
export interface PopController {
  /** A new call: shown at once. `reportedAt` is when its source told of it, by the monotonic clock. */
  callStarted(entry: PopEntry, reportedAt: number): void;
  /** What is known of a call on the pop changed. Does nothing when it is not there. */
  callChanged(callId: string, change: (entry: PopEntry) => PopEntry): void;
  /** The journal or the outbox says something else of a call: its result, note, choice or way to the CRM. */
  journalChanged(callId: string): void;
  /** What can be done with calls through the phone may be something else now. */
  phonesChanged(): void;
  callerOf(callId: string): Caller | null;
  snapshot(): PopSnapshot;
  focusCall(callId: string): void;
  /** Shows a call of the list again; `account` null may show any. */
  showCall(callId: string, account: string | null): void;
  /**
   * The agent puts the shown call away. From a finished call the pop goes to the next one going on that was not put away
   * itself; else it goes. Live calls stay in mind and come back with their next event.
   */
  putAway(): void;
  /** The window painted the name of this call for the first time. */
  painted(callId: string): void;
  /** Other calls owe their result now, or the rule of that is another. */
  owedChanged(): void;
  /** After a start: the call whose wrap-up time was cut short comes back. */
  resumeWrapUp(): void;
  /** The call that a digit pressed anywhere means: the focused one, ended and without a result in the CRM. */
  awaitingResult(): string | null;
}

/** What the controller needs of the window. */
export interface PopSurface {
  /** Called with every change, in order. */
  update(snapshot: PopSnapshot): void;
  show(): void;
  hide(): void;
}

interface PopControllerDeps {
  readonly surface: PopSurface;
  readonly journal: Journal;
  readonly callViews: CallViews;
  readonly clock: Clock;
  /** Told of each ring before it is shown and of each painted name; then what waited is done, the call's row too. */
  readonly deferUntilPaint: Pick<DeferUntilPaint, 'expect' | 'painted'>;
  /** Milliseconds with fractions, monotonic: for the time from ring to name. */
  readonly monotonic: () => number;
  /** What can be done with a call through its phone; without waiting. */
  readonly phoneOf?: (call: Call) => PhoneState | null;
  /** The fields the agent wants to see of callers of an account; without waiting. */
  readonly fieldsOf?: (account: string) => NonNullable<PopEntry['fields']>;
  readonly shortcuts: () => Pick<PopSnapshot, 'focusShortcut' | 'resultShortcut'>;
  /** Whether results are required, and how long each may take; as `wrapUpLimit` (preload/constants.ts). */
  readonly wrapUp: () => number | null | undefined;
  /** Calls that owe their result. Asked on the way to the paint: from memory. */
  readonly owed: () => readonly Call[];
  /** The entry for a call that is only in the journal (shown again from the list). */
  readonly entryFromJournal: (callId: string) => PopEntry | null;
}

/** How long a call stays up once nothing is to be done about it. */
const AFTER_LOGGED_MS = 1_500;
/** A result that waits for an unreachable CRM is safe in the journal. */
const AFTER_WAITING_MS = 4_000;
/** A missed call is in the list; nobody talked to anyone. */
const AFTER_MISSED_MS = 30_000;
/** A colleague has the call: there is nothing to do here. */
const AFTER_ELSEWHERE_MS = 2_000;
/** A call the agent does not log goes to the list in the end. */
const AFTER_UNLOGGED_MS = 5 * 60_000;

export function createPopController(deps: PopControllerDeps): PopController {
  const { surface, clock } = deps;
  let pop: PopModel = emptyPop;
  const startedAt = new Map<string, number>();
  const departures = new Map<string, () => void>();
  /** Calls going on that the agent does not want to see until something happens to them. */
  const putAway = new Set<string>();

  function become(next: PopModel): void {
    if (next === pop) return;
    pop = next;
    for (const id of putAway) if (entryOf(pop, id) === null) putAway.delete(id);
    tellPop();
    if (pop.entries.length === 0) surface.hide();
  }

  const beside = (): Omit<PopSnapshot, 'version' | 'calls' | 'focused'> => {
    const limitMs = deps.wrapUp();
    if (limitMs === undefined) return deps.shortcuts();
    return { ...deps.shortcuts(), wrapUp: { limitMs }, owed: [...deps.owed()] };
  };
  const snapshot = (): PopSnapshot => popSnapshot(pop, beside(), deps.phoneOf, deps.fieldsOf);
  let sentPhones = '';
  const phonesOf = ({ calls }: PopSnapshot): string => JSON.stringify(calls.map(({ phone }) => phone));
  function tellPop(): void {
    const now = snapshot();
    sentPhones = phonesOf(now);
    surface.update(now);
  }

  /** Plans when a call leaves by itself; any change of it plans anew. */
  function planDeparture(entry: PopEntry): void {
    const { id } = entry.call;
    departures.get(id)?.();
    departures.delete(id);
    const delay = departureDelay(entry, deps.wrapUp(), clock.now());
    if (delay === null) return;
    departures.set(
      id,
      clock.schedule(delay, () => {
        departures.delete(id);
        become(withoutEntry(pop, id));
      }),
    );
  }

  function put(entry: PopEntry): void {
    become(withEntry(pop, entry));
    planDeparture(entry);
  }

  function showCall(callId: string, account: string | null): void {
    const entry = entryOf(pop, callId) ?? deps.entryFromJournal(callId);
    if (entry === null || (account !== null && entry.call.account !== account)) return;
    putAway.delete(callId);
    become(focusEntry(withEntry(pop, entry), callId));
    surface.show();
    planDeparture(entry);
  }

  return {
    callStarted(entry, reportedAt) {
      startedAt.set(entry.call.id, reportedAt);
      putAway.delete(entry.call.id);
      deps.deferUntilPaint.expect();
      become(withEntry(pop, entry));
      surface.show();
      planDeparture(entry);
    },
    callChanged(callId, change) {
      const entry = entryOf(pop, callId);
      if (entry === null) return;
      const next = change(entry);
      put(next);
      // The pop may have been put away while it rang: a call that was talked on wants its result.
      if (entry.call.state !== 'ended' && next.call.endReason === 'completed') surface.show();
    },
    journalChanged(callId) {
      const entry = entryOf(pop, callId);
      const call = deps.callViews.get(callId);
      if (entry === null || call === null) return;
      // State and times come from the sources, which are ahead of the journal by a turn.
      const { direction, state, held, unheard, endReason, answeredAt, endedAt, line } = entry.call;
      const fields = { direction, state, held, unheard, endReason, answeredAt, endedAt, line };
      const next = { ...entry, call: { ...call, ...fields } };
      if (JSON.stringify(next.call) === JSON.stringify(entry.call)) return;
      put(next);
    },
    callerOf: (callId) => entryOf(pop, callId)?.caller ?? null,
    snapshot,
    phonesChanged() {
      if (phonesOf(snapshot()) === sentPhones) return;
      pop = { ...pop, version: pop.version + 1 };
      tellPop();
    },
    focusCall(callId) {
      become(focusEntry(pop, callId));
    },
    showCall,
    putAway() {
      const shown = focusedEntry(pop);
      const isOver = ({ call }: PopEntry): boolean => call.state === 'ended';
      const next = pop.entries.find((entry) => !isOver(entry) && !putAway.has(entry.call.id));
      if (shown !== null && isOver(shown) && next !== undefined) {
        become(focusEntry(withoutEntry(pop, shown.call.id), next.call.id));
        return;
      }
      surface.hide();
      for (const entry of pop.entries) if (!isOver(entry)) putAway.add(entry.call.id);
      become(pop.entries.filter(isOver).reduce((model, { call }) => withoutEntry(model, call.id), pop));
    },
    painted(callId) {
      const now = deps.monotonic();
      deps.deferUntilPaint.painted();
      const since = startedAt.get(callId);
      startedAt.delete(callId);
      const entry = entryOf(pop, callId);
      if (since === undefined || entry === null) return;
      deps.journal.calls.setPopMs(entry.call.account, callId, now - since);
      deps.callViews.tell(callId);
    },
    owedChanged() {
      if (pop.entries.length > 0) become({ ...pop, version: pop.version + 1 });
    },
    resumeWrapUp() {
      const limitMs = deps.wrapUp();
      const last = deps.owed()[0];
      if (limitMs === undefined || last === undefined || pop.entries.length > 0) return;
      const left = (last.endedAt ?? 0) + (limitMs ?? AFTER_UNLOGGED_MS) - clock.now();
      if (left > 0) showCall(last.id, null);
    },
    awaitingResult() {
      const call = focusedEntry(pop)?.call;
      const isOpen =
        call?.state === 'ended' && (call.log.state === 'unlogged' || call.log.state === 'undoable');
      return call !== undefined && isOpen ? call.id : null;
    },
  };
}

/** Milliseconds until a call leaves the pop by itself, null while it must stay. */
function departureDelay({ call }: PopEntry, wrapUp: number | null | undefined, now: number): number | null {
  if (call.state !== 'ended') return null;
  switch (call.log.state) {
    case 'undoable':
    case 'failed':
      return null;
    case 'logged':
      // What the PBX logged says so, and that takes longer to read.
      return call.log.pbx === undefined ? AFTER_LOGGED_MS : AFTER_WAITING_MS;
    case 'waiting':
      return call.log.failure === null ? null : AFTER_WAITING_MS;
    case 'unlogged':
      if (wrapUp !== undefined && owesResult(call))
        return wrapUp === null ? null : Math.max(0, (call.endedAt ?? now) + wrapUp - now);
      if (call.endReason === 'answeredElsewhere') return AFTER_ELSEWHERE_MS;
      return call.endReason === 'missed' ? AFTER_MISSED_MS : AFTER_UNLOGGED_MS;
    default:
      return assertNever(call.log);
  }
}
