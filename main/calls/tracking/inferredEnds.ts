import {
  type Advance,
  begin,
  changed,
  close,
  end,
  reasonOf,
  reopen,
  inTurn,
  reportedEnd,
  unchanged,
} from './callTransitions.ts';
import type { CallsState, TrackedCall } from './trackedCall.ts';
import { type ReportedEvent, SAME_CALL_MS, isLive, isReportedBy, sinceEnd } from './callCorrelation.ts';

/**
 * Ends that can mean two things. Softphones without ids tell an end by a number alone, some by the agent's own (Twinkle's
 * release scripts), and two people of one company have one number. The likelier reading is taken at once, and put right
 * when what follows speaks for the other one.
 */

/** The call an end with an unknown number is the end of: the only one this source has and tells without ids; else null. */
export function endedByOwnNumber(state: CallsState, { event }: ReportedEvent): TrackedCall | null {
  if (event.direction !== null || event.sourceCallId !== null) return null;
  const [one, ...more] = state.tracked.filter((known) => isLive(known) && isReportedBy(known, event.source));
  const isNamed = one?.ids.some(({ source }) => source === event.source) ?? true;
  return one === undefined || more.length > 0 || isNamed ? null : one;
}

/** Ends a call told by a number that may be the agent's own. */
export function endByOwnNumber(state: CallsState, one: TrackedCall, reported: ReportedEvent): Advance {
  const guess = {
    kind: 'ownNumber',
    number: reported.number,
    at: reported.at,
    wallAt: reported.event.at,
  } as const;
  return end(state, { ...one, guess }, reported);
}

/**
 * The end of a call whose party is talked to in another one, too, neither with an id: the later call is taken to have ended,
 * and remembers the other.
 */
export function withOther(state: CallsState, one: TrackedCall, reported: ReportedEvent): TrackedCall {
  if (reported.event.sourceCallId !== null || one.call.state === 'talking') return one;
  const other = state.tracked.find(
    (known) =>
      known !== one &&
      known.doubtedSince !== null &&
      known.call.state === 'talking' &&
      isReportedBy(known, reported.event.source),
  );
  return other === undefined ? one : { ...one, guess: { kind: 'oneOfTwo', other: other.call.id } };
}

/** What speaks against a guess: the call is answered, or its end is told once more much later. Null where nothing does. */
export function unguess(
  state: CallsState,
  one: TrackedCall,
  reported: ReportedEvent,
  newId: () => string,
): Advance | null {
  const { guess } = one;
  const isEnd = reported.event.kind !== 'answered';
  // The same end may be told by both numbers.
  if (guess === null || (isEnd && sinceEnd(one, reported.at) <= SAME_CALL_MS)) return null;
  if (guess.kind === 'oneOfTwo') return isEnd ? null : swapped(state, one, guess.other);
  const missed = missedThen(state, guess, reported, newId);
  if (!isEnd) return inTurn(missed, (next) => changed(next, reopen(one), 'reopened'));
  const ended = close(one, reasonOf(one.call, reported.event.reason), reported.at);
  return inTurn(missed, (next) =>
    changed(next, reportedEnd({ ...ended, guess: null }, reported.event.source), 'corrected'),
  );
}

/** It was the other one that ended: this one goes on. */
function swapped(state: CallsState, one: TrackedCall, otherId: string): Advance {
  const other = state.tracked.find(({ call }) => call.id === otherId);
  const at = one.endedSince ?? one.since;
  const closed =
    other === undefined || !isLive(other)
      ? unchanged(state)
      : changed(state, close(other, 'completed', at), 'ended');
  return inTurn(closed, (next) => changed(next, reopen(one), 'reopened'));
}

/** Somebody was missed when the end was told that was not this call's. */
function missedThen(
  state: CallsState,
  guess: Extract<NonNullable<TrackedCall['guess']>, { readonly kind: 'ownNumber' }>,
  { event }: ReportedEvent,
  newId: () => string,
): Advance {
  const reported: ReportedEvent = {
    number: guess.number,
    at: guess.at,
    event: {
      source: event.source,
      sourceCallId: null,
      kind: 'missed',
      direction: 'inbound',
      rawNumber: guess.number.raw,
      line: null,
      at: guess.wallAt,
    },
  };
  return beginEnded(state, reported, newId);
}

/** A call of which only the end is heard: missed, or nobody answered us (call-sources.md 1.2). */
export function beginEnded(state: CallsState, reported: ReportedEvent, newId: () => string): Advance {
  const begun = begin(
    state,
    reported,
    reported.event.direction === 'outbound' ? 'dialing' : 'ringing',
    newId(),
  );
  const one = begun.state.tracked.at(-1);
  if (one === undefined) return begun;
  return inTurn(begun, (next) => end(next, { ...one, startReported: false }, reported));
}
