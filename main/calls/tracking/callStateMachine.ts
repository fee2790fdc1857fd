import type { MonotonicTime } from '../../common/clock.ts';
import { type Advance, changed, close, closeForGood, inTurn, unchanged } from './callTransitions.ts';
import { NOBODY, type Rule, TABLE } from './transitionTable.ts';
import type { CallEvent } from './callEvent.ts';
import type { CallChange, CallsState, LiveCall, TrackedCall } from './trackedCall.ts';
import { ownPhone, ownPhoneRang, stillExpected } from './ownPhoneRing.ts';
import { applyRule, beginNew } from './transitionRules.ts';
import type { PhoneNumber } from '../../phone/phoneNumber.ts';
import { silentUntil, waitsUntil } from './repeatedRing.ts';
import {
  type ReportedEvent,
  LONGEST_TALK_MS,
  candidates,
  identityOf,
  isLive,
  isNumberless,
  memoryMs,
  phaseOf,
  wayOf,
} from './callCorrelation.ts';
import { lostSince } from './reportingSources.ts';

/**
 * The call state machine: what sources report becomes calls. Pure; the caller keeps the state and carries the changes to the
 * journal and the pop. `callCorrelation.ts` says which calls an event may be about, `transitionTable.ts` what it means for each,
 * `transitionRules.ts` what is done then. All times are monotonic: the computer's clock may be put right at any moment.
 */

/** Nobody lets a phone ring longer without a sign; the end was lost. Whoever answers after that opens the call again. */
const LONGEST_RING_MS = 3 * 60_000;
/** So long a call is left open whose end was probably lost: nobody is heard who could tell it, or its party rang anew. */
const DOUBT_MS = 15 * 60_000;
/** More than any switchboard gives one agent: beyond this the oldest is closed, so that memory is bounded. */
const MOST_CALLS = 64;

export interface AdvanceContext {
  readonly now: MonotonicTime;
  /** A fresh random id for a call. */
  readonly newId: () => string;
  /** Understands a number in the region of its line. */
  readonly parse: (rawNumber: string, line: string | null) => PhoneNumber;
  /** True when a call has its result already: the next ring of its caller is a call of its own. */
  readonly isSettled: (callId: string) => boolean;
}

/** Takes one event of any source. Duplicates, late and reordered events change nothing they should not. */
export function advance(state: CallsState, event: CallEvent, context: AdvanceContext): Advance {
  const at = context.now;
  const number = context.parse(event.rawNumber, event.line);
  const swept = expire(state, at);
  const taken = inTurn(swept, (next) => take(next, { event, number, at }, context));
  const capped = inTurn(taken, (next) => cap(next, at));
  const expected = stillExpected(capped.state.expected, capped.changes);
  return { state: { ...capped.state, expected }, changes: capped.changes };
}

/**
 * The agent says that a call is over: not every softphone tells the end. What was never answered is closed as by rule,
 * for a softphone that tells the ring alone would make a missed call of every talk.
 */
export function overByAgent(state: CallsState, callId: string, now: MonotonicTime): Advance {
  const one = state.tracked.find(({ call }) => call.id === callId);
  if (!one || !isLive(one)) return unchanged(state);
  return closeForGood(state, one, now, one.call.answeredAt === null ? 'unknown' : 'completed');
}

/** Closes by rule what nobody ended (`endReason: 'unknown'`) and forgets what ended a while ago. */
export function expire(state: CallsState, now: number): Advance {
  const tracked = state.tracked.filter(
    (one) => isLive(one) || now <= Math.max(forgottenAt(one), waitsUntil(one) ?? 0),
  );
  const start = unchanged({ tracked, expected: state.expected.filter((one) => one.forgottenAt > now) });
  return tracked
    .filter((one) => isLive(one) && now >= deadline(one))
    .reduce((step, one) => inTurn(step, (next) => changed(next, closedByRule(one, now), 'ended')), start);
}

/** When `expire` will next close a call, monotonic ms; null when no call is going on. */
export function nextExpiry(state: CallsState): number | null {
  const deadlines = state.tracked.filter(isLive).map(deadline);
  return deadlines.length === 0 ? null : Math.min(...deadlines);
}

/** The calls going on, oldest first. */
export function liveCalls(state: CallsState): readonly LiveCall[] {
  return state.tracked.filter(isLive).map((one) => one.call);
}

/** Finds the call that takes the event, or begins what it begins. */
function take(state: CallsState, reportedBy: ReportedEvent, context: AdvanceContext): Advance {
  const own = ownPhone(state, reportedBy);
  if (own === 'lifted') return unchanged(state);
  const reported = directed(reportedBy, own === 'ring');
  const known = own === 'ring' ? ownPhoneRang(state, reported) : state;
  for (const one of candidates(known.tracked, reported)) {
    const step = applyRule(ruleFor(one, reported), known, one, reported, context);
    if (step !== null) return step;
  }
  const named = reported.event.sourceCallId === null ? 'withoutId' : 'withId';
  return beginNew(
    NOBODY[reported.event.kind][isNumberless(reported) ? 'numberless' : named],
    known,
    reported,
    context,
  );
}

/** What the table says of an event for this call. */
function ruleFor(one: TrackedCall, reported: ReportedEvent): Rule {
  return TABLE[reported.event.kind][phaseOf(one)][identityOf(one, reported)][wayOf(one, reported)];
}

/** Rings come in and dials go out unless their source says otherwise. */
function directed(reported: ReportedEvent, isOwnPhone: boolean): ReportedEvent {
  const { event } = reported;
  const usual = event.kind === 'ringing' ? 'inbound' : event.kind === 'dialing' ? 'outbound' : null;
  const direction = isOwnPhone ? 'outbound' : (event.direction ?? usual);
  return { ...reported, event: { ...event, direction } };
}

function forgottenAt(one: TrackedCall): number {
  return Math.max(one.endedSince ?? 0, one.reportedAt) + memoryMs(one);
}

function deadline(one: TrackedCall): number {
  const usual =
    one.call.answeredAt === null
      ? one.reportedAt + LONGEST_RING_MS
      : // One that was opened again is given time, too.
        Math.max(one.since + LONGEST_TALK_MS, one.reportedAt + DOUBT_MS);
  const doubted = [lostSince(one), one.doubtedSince].flatMap((at) => (at === null ? [] : [at + DOUBT_MS]));
  return silentUntil(one) ?? Math.min(usual, ...doubted);
}

/** What is closed by rule ended when its end was last likely, as far as anybody knows. */
function closedByRule(one: TrackedCall, now: number): TrackedCall {
  if (silentUntil(one) !== null) return close(one, 'missed', now);
  return close(one, 'unknown', lostSince(one) ?? one.doubtedSince ?? now);
}

/** A flood of invented calls must not fill the memory. */
function cap(state: CallsState, at: number): Advance {
  const excess = state.tracked.length - MOST_CALLS;
  if (excess <= 0) return unchanged(state);
  const oldest = [...state.tracked.filter((one) => !isLive(one)), ...state.tracked.filter(isLive)].slice(
    0,
    excess,
  );
  const changes: readonly CallChange[] = oldest
    .filter(isLive)
    .map((one) => ({ kind: 'ended', call: close(one, 'unknown', at).call }));
  return { state: { ...state, tracked: state.tracked.filter((one) => !oldest.includes(one)) }, changes };
}
