import { callSourceFacts } from '../../../preload/constants.ts';
import type { CallDirection, CallEvent } from './callEvent.ts';
import {
  type CallChange,
  type CallsState,
  type LiveCall,
  NO_LEGS,
  type TrackedCall,
  wallOf,
} from './trackedCall.ts';
import { type ReportedEvent, OVERTAKING_MS, SAME_CALL_MS, sinceEnd } from './callCorrelation.ts';
import { withReporterReachable, unheardSince } from './reportingSources.ts';

/** The steps a call can take, each from one state to the next. callStateMachine.ts decides which one. */

export interface Advance {
  readonly state: CallsState;
  /** In the order they happened; empty when the event said nothing new. */
  readonly changes: readonly CallChange[];
}

/** Nothing new. */
export const unchanged = (state: CallsState): Advance => ({ state, changes: [] });

/** One step after the other. */
export function inTurn(first: Advance, next: (state: CallsState) => Advance): Advance {
  const second = next(first.state);
  return { state: second.state, changes: [...first.changes, ...second.changes] };
}

/** One call changed, with what is to be told of it. */
export function changed(
  state: CallsState,
  one: TrackedCall,
  ...kinds: readonly CallChange['kind'][]
): Advance {
  return { state: replace(state, one), changes: kinds.map((kind) => ({ kind, call: one.call })) };
}

/** Begins a call this event is the first to tell of. */
export function begin(
  state: CallsState,
  { event, number, at }: ReportedEvent,
  callState: 'ringing' | 'dialing' | 'talking',
  id: string,
): Advance {
  const direction: CallDirection = event.direction ?? 'inbound';
  const call: LiveCall = {
    id,
    source: event.source,
    sourceCallId: event.sourceCallId,
    direction,
    number,
    line: event.line,
    lineSource: event.source,
    state: callState,
    held: false,
    unheard: false,
    endReason: null,
    startedAt: event.at,
    answeredAt: callState === 'talking' ? event.at : null,
    endedAt: null,
  };
  const one: TrackedCall = {
    ...NO_LEGS,
    call,
    since: at,
    directionReported: event.direction !== null,
    ids: event.sourceCallId === null ? [] : [{ source: event.source, id: event.sourceCallId }],
    reportedBy: [{ source: event.source, ended: false, unheardSince: null }],
    formerNumbers: [],
    reportedAt: at,
  };
  return { state: { ...state, tracked: [...state.tracked, one] }, changes: [{ kind: 'started', call }] };
}

/** Takes over what a repeated report knows and we did not: an id, a number that was withheld, the line, the way it goes. */
export function learn(state: CallsState, one: TrackedCall, reported: ReportedEvent): Advance {
  const { event, number } = reported;
  const known = recognise(one, event);
  const named = one.call.number.kind === 'anonymous' && number.kind !== 'anonymous';
  const isRicher = known.ids.length > one.ids.length && richness(event.source) > richnessOf(one.call);
  const call: LiveCall = {
    ...known.call,
    ...(isRicher ? { source: event.source, sourceCallId: event.sourceCallId } : {}),
    direction: one.directionReported ? one.call.direction : (event.direction ?? one.call.direction),
    line: one.call.line ?? event.line,
    lineSource: one.call.line === null && event.line !== null ? event.source : one.call.lineSource,
    number: named ? number : one.call.number,
  };
  const isNew =
    call.sourceCallId !== one.call.sourceCallId ||
    call.line !== one.call.line ||
    call.direction !== one.call.direction ||
    call.unheard !== one.call.unheard;
  const next: TrackedCall = {
    ...known,
    call,
    directionReported: one.directionReported || event.direction !== null,
    reportedAt: Math.max(one.reportedAt, reported.at),
    startReported: true,
  };
  return changed(state, next, ...(named ? (['renumbered'] as const) : isNew ? (['updated'] as const) : []));
}

/** The call with the id and the name of a source that tells of it, to be known by them from now on. */
export function recognise(one: TrackedCall, { source, sourceCallId: id }: CallEvent): TrackedCall {
  const isNewId = id !== null && !one.ids.some((known) => known.source === source && known.id === id);
  const reported = withReporterReachable(one, source);
  return { ...reported, ids: isNewId ? [...one.ids, { source, id }] : one.ids };
}

/** The call is talked on. */
export function answer(one: TrackedCall, at: number): TrackedCall {
  return { ...one, queued: null, call: { ...one.call, state: 'talking', answeredAt: wallOf(one, at) } };
}

/** Ends a call for the reason its source gave, or for what its state says. */
export function end(
  state: CallsState,
  one: TrackedCall,
  { event, at }: Pick<ReportedEvent, 'event' | 'at'>,
  reason: CallEvent['reason'] = event.reason,
): Advance {
  // What a source that was lost tells afterwards ended while it was not heard.
  const endedSince = unheardSince(one, event.source) ?? at;
  return changed(
    state,
    reportedEnd(close(one, reasonOf(one.call, reason), endedSince), event.source),
    'ended',
  );
}

/** The call as it ended at this moment; never before it was answered. */
export function close(one: TrackedCall, endReason: LiveCall['endReason'], at: number): TrackedCall {
  const endedAt = Math.max(wallOf(one, at), one.call.answeredAt ?? one.call.startedAt);
  const endedSince = Math.max(at, one.since);
  const call: LiveCall = { ...one.call, state: 'ended', held: false, unheard: false, endReason, endedAt };
  return { ...one, endedSince, doubtedSince: null, call };
}

/** Closes a call of which nobody will tell the end: a later one has its place, or the agent says so. */
export function closeForGood(
  state: CallsState,
  one: TrackedCall,
  at: number,
  endReason: LiveCall['endReason'] = 'unknown',
): Advance {
  const closed = close(one, endReason, at);
  const reportedBy = closed.reportedBy.map((reporter) => ({ ...reporter, ended: true, unheardSince: null }));
  return changed(state, { ...closed, reportedBy }, 'ended');
}

/** A call that was taken for over goes on as it was. */
export function reopen(one: TrackedCall): TrackedCall {
  const { answeredAt, direction } = one.call;
  const state = answeredAt !== null ? 'talking' : direction === 'inbound' ? 'ringing' : 'dialing';
  const call: LiveCall = { ...one.call, state, endReason: null, endedAt: null };
  const reportedBy = one.reportedBy.map((reporter) => ({ ...reporter, ended: false }));
  return { ...one, call, reportedBy, endedSince: null, queued: null, guess: null };
}

/**
 * What is told of a call a moment after its end: another source knows better why it ended, or the answer
 * was overtaken by the end. A call that was talked on stays completed.
 */
export function correct(state: CallsState, one: TrackedCall, { event, at }: ReportedEvent): Advance {
  const { call } = one;
  const reportedBy = event.kind === 'ended' || event.kind === 'missed' ? reportedEnd(one, event.source) : one;
  // It may be told once more, like anything: it is kept in mind from now.
  const marked = { ...reportedBy, reportedAt: Math.max(one.reportedAt, at) };
  const since = sinceEnd(one, at);
  const unsure = call.endReason === 'missed' || call.endReason === 'noAnswer';
  const answeredLate = event.kind === 'answered' && unsure && since <= OVERTAKING_MS;
  const reason = reasonOf(call, event.reason);
  const inTime = since <= SAME_CALL_MS || one.queued?.by === event.source;
  const better = event.kind === 'ended' && unsure && isBetter(reason) && inTime;
  if (!answeredLate && !better) return changed(state, marked);
  const corrected: LiveCall = answeredLate
    ? { ...call, endReason: 'completed', answeredAt: call.endedAt }
    : { ...call, endReason: reason };
  return changed(state, { ...marked, call: corrected }, 'corrected');
}

/** The state with one call changed. */
export function replace(state: CallsState, changedCall: TrackedCall): CallsState {
  return {
    ...state,
    tracked: state.tracked.map((one) => (one.call.id === changedCall.call.id ? changedCall : one)),
  };
}

/** The call with this source's word that it is over. */
export function reportedEnd(one: TrackedCall, source: string): TrackedCall {
  const others = one.reportedBy.filter((reporter) => reporter.source !== source);
  // Who said that the caller waits now says that they do no more.
  const queued = one.queued?.by === source ? null : one.queued;
  return { ...one, queued, reportedBy: [...others, { source, ended: true, unheardSince: null }] };
}

/**
 * A call that was talked on is completed, whoever says what; of others the source knows best. Only whom the agent calls
 * can be busy: a softphone's hook says the same word where the agent declined.
 */
export function reasonOf(
  { answeredAt, direction }: LiveCall,
  reportedBy: CallEvent['reason'],
): LiveCall['endReason'] {
  if (answeredAt !== null) return 'completed';
  const known = reportedBy === 'busy' && direction === 'inbound' ? undefined : reportedBy;
  return known ?? (direction === 'inbound' ? 'missed' : 'noAnswer');
}

function isBetter(reason: LiveCall['endReason']): boolean {
  return reason === 'busy' || reason === 'answeredElsewhere' || reason === 'completed';
}

/** How much an id of a source is worth: a switchboard's names the call for everybody, a phone's its own leg. */
function richness(source: string): number {
  return { switchboard: 3, phone: 2, hook: 1 }[callSourceFacts(source)?.is ?? 'hook'];
}

function richnessOf(call: LiveCall): number {
  return call.sourceCallId === null ? 0 : richness(call.source);
}
