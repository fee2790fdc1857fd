import type { CallDirection, CallEvent } from './event.ts';
import { heardOf, unheardSince } from './tellers.ts';
import type { CallChange, CallsState, LiveCall, TrackedCall } from './liveCall.ts';
import { SAME_CALL_MS, OVERTAKING_MS, type HeardEvent } from './sameCall.ts';

/** The steps a call can take, each from one state to the next. stateMachine.ts decides which one. */

export interface Advance {
  readonly state: CallsState;
  /** In the order they happened; empty when the event said nothing new. */
  readonly changes: readonly CallChange[];
}

/** Nothing new. */
export const unchanged = (state: CallsState): Advance => ({ state, changes: [] });

/** Begins a call this event is the first to tell of. */
export function begin(
  state: CallsState,
  { event, number }: HeardEvent,
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
    call,
    ids: event.sourceCallId === null ? [] : [{ source: event.source, id: event.sourceCallId }],
    told: [{ source: event.source, ended: false, unheardSince: null }],
    formerNumbers: [],
    endedLegs: [],
    legReason: null,
    answeredLeg: null,
    answeredBy: null,
    queued: null,
    heardAt: event.at,
    startHeard: true,
  };
  return { state: { ...state, tracked: [...state.tracked, one] }, changes: [{ kind: 'started', call }] };
}

/** Takes over what a repeated report knows and we did not: an id, a number that was withheld, the line. */
export function learn(state: CallsState, one: TrackedCall, heard: HeardEvent): Advance {
  const { event, number } = heard;
  const known = recognise(one, event);
  const named = one.call.number.kind === 'anonymous' && number.kind !== 'anonymous';
  const isRicher = known.ids.length > one.ids.length && richness(event.source) > richnessOf(one.call);
  const call: LiveCall = {
    ...one.call,
    ...(isRicher ? { source: event.source, sourceCallId: event.sourceCallId } : {}),
    line: one.call.line ?? event.line,
    lineSource: one.call.line === null && event.line !== null ? event.source : one.call.lineSource,
    number: named ? number : one.call.number,
  };
  const news = call.sourceCallId !== one.call.sourceCallId || call.line !== one.call.line;
  const heardAt = Math.max(one.heardAt, event.at);
  return {
    state: replace(state, { ...known, call, heardAt, startHeard: true }),
    changes: named ? [{ kind: 'renumbered', call }] : news ? [{ kind: 'updated', call }] : [],
  };
}

/** The call with the id and the name of a source that tells of it, to be known by them from now on. */
export function recognise(one: TrackedCall, { source, sourceCallId: id }: CallEvent): TrackedCall {
  const isNewId = id !== null && !one.ids.some((known) => known.source === source && known.id === id);
  const isNewSource = !one.told.some((teller) => teller.source === source);
  return {
    ...heardOf(one, source),
    ids: isNewId ? [...one.ids, { source, id }] : one.ids,
    told: isNewSource
      ? [...one.told, { source, ended: false, unheardSince: null }]
      : heardOf(one, source).told,
  };
}

/** Ends a call for the reason its source gave, or for what its state says. */
export function end(
  state: CallsState,
  one: TrackedCall,
  event: Pick<CallEvent, 'source' | 'at' | 'reason'>,
): Advance {
  // What a source that was lost tells afterwards ended while it was not heard.
  const at = unheardSince(one, event.source) ?? event.at;
  const closed = toldEnd(close(one, reasonOf(one.call, event.reason), at), event.source);
  return { state: replace(state, closed), changes: [{ kind: 'ended', call: closed.call }] };
}

/** The wall clock may be set back during a call: an end is never before its start. */
export function close(one: TrackedCall, endReason: LiveCall['endReason'], at: number): TrackedCall {
  const endedAt = Math.max(at, one.call.answeredAt ?? one.call.startedAt);
  return { ...one, call: { ...one.call, state: 'ended', held: false, unheard: false, endReason, endedAt } };
}

/**
 * What is told of a call a moment after its end: another source knows better why it ended, or the answer
 * was overtaken by the end. A call that was talked on stays completed.
 */
export function correct(state: CallsState, one: TrackedCall, { event }: HeardEvent): Advance {
  const { call } = one;
  const told = event.kind === 'ended' || event.kind === 'missed' ? toldEnd(one, event.source) : one;
  // It may be told once more, like anything: it is kept in mind from now.
  const marked = { ...told, heardAt: Math.max(one.heardAt, event.at) };
  const since = event.at - (call.endedAt ?? 0);
  const unsure = call.endReason === 'missed' || call.endReason === 'noAnswer';
  const answeredLate = event.kind === 'answered' && unsure && since <= OVERTAKING_MS;
  const reason = reasonOf(call, event.reason);
  const inTime = since <= SAME_CALL_MS || one.queued?.by === event.source;
  const better = event.kind === 'ended' && unsure && isBetter(reason) && inTime;
  if (!answeredLate && !better) return unchanged(replace(state, marked));
  const corrected: LiveCall = answeredLate
    ? { ...call, endReason: 'completed', answeredAt: call.endedAt }
    : { ...call, endReason: reason };
  return {
    state: replace(state, { ...marked, call: corrected }),
    changes: [{ kind: 'corrected', call: corrected }],
  };
}

/** The state with one call changed. */
export function replace(state: CallsState, changed: TrackedCall): CallsState {
  return {
    ...state,
    tracked: state.tracked.map((one) => (one.call.id === changed.call.id ? changed : one)),
  };
}

function toldEnd(one: TrackedCall, source: string): TrackedCall {
  const others = one.told.filter((teller) => teller.source !== source);
  // Who said that the caller waits now says that he does no more.
  const queued = one.queued?.by === source ? null : one.queued;
  return { ...one, queued, told: [...others, { source, ended: true, unheardSince: null }] };
}

/**
 * A call that was talked on is completed, whoever says what; of others the source knows best. Only whom the agent calls
 * can be busy: a softphone's hook says the same word where the agent himself declined.
 */
function reasonOf(call: LiveCall, told: CallEvent['reason']): LiveCall['endReason'] {
  if (call.state === 'talking') return 'completed';
  const known = told === 'busy' && call.direction === 'inbound' ? undefined : told;
  return known ?? (call.direction === 'inbound' ? 'missed' : 'noAnswer');
}

function isBetter(reason: LiveCall['endReason']): boolean {
  return reason === 'busy' || reason === 'answeredElsewhere' || reason === 'completed';
}

/** How much an id of a source is worth: a switchboard's names the call for everybody, a phone's its own leg. */
function richness(source: string): number {
  if (source === 'asterisk' || source === 'freeswitch') return 3;
  if (source === 'baresip' || source === 'bria') return 2;
  return 1;
}

function richnessOf(call: LiveCall): number {
  return call.sourceCallId === null ? 0 : richness(call.source);
}
