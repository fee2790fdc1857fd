import { assertNever } from '../result.ts';
import type { CallDirection, CallEvent } from './event.ts';
import type { CallChange, CallsState, LiveCall, TrackedCall } from './liveCall.ts';
import type { PhoneNumber } from './phoneNumber.ts';
import {
  type HeardEvent,
  LONGEST_TALK_MS,
  byId,
  candidates,
  isLive,
  memoryMs,
  missedBy,
  onlyOne,
  repeatedBy,
} from './sameCall.ts';

/**
 * The call state machine: what sources report becomes calls. Pure; the caller keeps the state and
 * carries the changes to the journal and the pop. `sameCall.ts` says which call an event is about, this
 * file what it does to it.
 */

/** Nobody lets a phone ring longer; the end was lost. */
const LONGEST_RING_MS = 3 * 60_000;
/** More than any switchboard gives one agent: beyond this the oldest is closed, so that memory is bounded. */
const MOST_CALLS = 64;

export interface AdvanceContext {
  /** Unix milliseconds. */
  readonly now: number;
  /** A fresh random id for a call. */
  readonly newId: () => string;
  /** Understands a number in the region of its line. */
  readonly parse: (rawNumber: string, line: string | null) => PhoneNumber;
}

export interface Advance {
  readonly state: CallsState;
  /** In the order they happened; empty when the event said nothing new. */
  readonly changes: readonly CallChange[];
}

/** Takes one event of any source. Duplicates, late and reordered events change nothing they should not. */
export function advance(state: CallsState, event: CallEvent, context: AdvanceContext): Advance {
  const swept = expire(state, Math.max(context.now, event.at));
  const heard: HeardEvent = { event, number: context.parse(event.rawNumber, event.line) };
  const next = take(swept.state, heard, context);
  const capped = cap(next.state, event.at);
  return { state: capped.state, changes: [...swept.changes, ...next.changes, ...capped.changes] };
}

/**
 * Closes by rule what nobody ended (`endReason: 'unknown'`) and forgets what ended a while ago.
 * @param now Unix milliseconds
 */
export function expire(state: CallsState, now: number): Advance {
  const changes: CallChange[] = [];
  const tracked = state.tracked
    .filter((one) => isLive(one) || now - (one.call.endedAt ?? 0) <= memoryMs(one.call))
    .map((one) => {
      if (!isLive(one) || now < deadline(one)) return one;
      const closed = close(one, 'unknown', now);
      changes.push({ kind: 'ended', call: closed.call });
      return closed;
    });
  return { state: { tracked }, changes };
}

/** When `expire` will next close a call, Unix milliseconds; null when no call is going on. */
export function nextExpiry(state: CallsState): number | null {
  const deadlines = state.tracked.filter(isLive).map(deadline);
  return deadlines.length === 0 ? null : Math.min(...deadlines);
}

/** The calls going on, oldest first. */
export function liveCalls(state: CallsState): readonly LiveCall[] {
  return state.tracked.filter(isLive).map((one) => one.call);
}

function take(state: CallsState, heard: HeardEvent, context: AdvanceContext): Advance {
  switch (heard.event.kind) {
    case 'ringing':
    case 'dialing':
      return started(state, heard, context);
    case 'answered':
      return answered(state, heard, context);
    case 'ended':
    case 'missed':
      return ended(state, heard, context);
    default:
      return assertNever(heard.event.kind);
  }
}

function started(state: CallsState, heard: HeardEvent, context: AdvanceContext): Advance {
  const direction = heard.event.direction ?? (heard.event.kind === 'dialing' ? 'outbound' : 'inbound');
  const directed = { ...heard, event: { ...heard.event, direction } };
  const known = byId(state.tracked, directed) ?? repeatedBy(state.tracked, directed);
  if (known) return isLive(known) ? learn(state, known, directed) : { state, changes: [] };
  // The same caller anew while we still think we talk to him: the end of that call was lost.
  const stale = candidates(state.tracked, directed)[0];
  const closed = stale ? end(state, stale, 'unknown', heard.event.at) : { state, changes: [] };
  const begun = begin(closed.state, directed, direction === 'inbound' ? 'ringing' : 'dialing', context);
  return { state: begun.state, changes: [...closed.changes, ...begun.changes] };
}

function answered(state: CallsState, heard: HeardEvent, context: AdvanceContext): Advance {
  const known = find(state, heard);
  if (known) {
    if (!isLive(known)) return { state, changes: [] };
    const learned = learn(state, known, heard);
    const one = learned.state.tracked.find(({ call }) => call.id === known.call.id) ?? known;
    if (one.call.state === 'talking') return learned;
    const answeredAt = Math.max(one.call.startedAt, heard.event.at);
    const talking: TrackedCall = { ...one, call: { ...one.call, state: 'talking', answeredAt } };
    return { state: replace(learned.state, talking), changes: [{ kind: 'answered', call: talking.call }] };
  }
  if (isNumberless(heard) || missedBy(state.tracked, heard)) return { state, changes: [] };
  return begin(state, heard, 'talking', context);
}

function ended(state: CallsState, heard: HeardEvent, context: AdvanceContext): Advance {
  const { event } = heard;
  const known = find(state, heard);
  if (known)
    return isLive(known) ? end(state, known, reasonOf(known.call), event.at) : { state, changes: [] };
  // A bare end says nothing of a call we never heard of; a withheld number that was missed does.
  const nothingKnown = isNumberless(heard) && (event.kind === 'ended' || state.tracked.some(isLive));
  if (nothingKnown || missedBy(state.tracked, heard)) return { state, changes: [] };
  // An end without a start: missed, or nobody answered us (facts/call-sources 1.2).
  const begun = begin(state, heard, heard.event.direction === 'outbound' ? 'dialing' : 'ringing', context);
  const call = begun.state.tracked.at(-1);
  if (!call) return begun;
  const closed = end(begun.state, { ...call, startHeard: false }, reasonOf(call.call), event.at);
  return { state: closed.state, changes: [...begun.changes, ...closed.changes] };
}

/** The call an answer or end is about: by id, by number, or the only one there is. */
function find(state: CallsState, heard: HeardEvent): TrackedCall | null {
  const { tracked } = state;
  const named = byId(tracked, heard) ?? candidates(tracked, heard)[0];
  return named ?? (isNumberless(heard) ? onlyOne(tracked, heard) : null);
}

/** No digits: withheld, not told, or the domain some softphones give instead (facts 1.2). */
function isNumberless({ number }: HeardEvent): boolean {
  return number.digits === '' && number.kind !== 'featureCode';
}

function begin(
  state: CallsState,
  { event, number }: HeardEvent,
  callState: 'ringing' | 'dialing' | 'talking',
  context: AdvanceContext,
): Advance {
  const direction: CallDirection = event.direction ?? 'inbound';
  const call: LiveCall = {
    id: context.newId(),
    source: event.source,
    sourceCallId: event.sourceCallId,
    direction,
    number,
    line: event.line,
    state: callState,
    endReason: null,
    startedAt: event.at,
    answeredAt: callState === 'talking' ? event.at : null,
    endedAt: null,
  };
  const ids = event.sourceCallId === null ? [] : [{ source: event.source, id: event.sourceCallId }];
  const one: TrackedCall = { call, ids, heardAt: event.at, startHeard: true };
  return { state: { tracked: [...state.tracked, one] }, changes: [{ kind: 'started', call }] };
}

/** Takes over what a repeated report knows and we did not: an id, a number that was withheld, the line. */
function learn(state: CallsState, one: TrackedCall, { event, number }: HeardEvent): Advance {
  const id = event.sourceCallId;
  const newId = id !== null && !one.ids.some((known) => known.source === event.source && known.id === id);
  const ids = newId ? [...one.ids, { source: event.source, id }] : one.ids;
  const call: LiveCall = {
    ...one.call,
    sourceCallId: one.call.sourceCallId ?? id,
    line: one.call.line ?? event.line,
    number: one.call.number.kind === 'anonymous' && number.kind !== 'anonymous' ? number : one.call.number,
  };
  const news =
    call.sourceCallId !== one.call.sourceCallId ||
    call.line !== one.call.line ||
    call.number !== one.call.number;
  const heardAt = Math.max(one.heardAt, event.at);
  return {
    state: replace(state, { ...one, call, ids, heardAt, startHeard: true }),
    changes: news ? [{ kind: 'updated', call }] : [],
  };
}

function end(state: CallsState, one: TrackedCall, reason: LiveCall['endReason'], at: number): Advance {
  const closed = close(one, reason, at);
  return { state: replace(state, closed), changes: [{ kind: 'ended', call: closed.call }] };
}

/** The wall clock may be set back during a call: an end is never before its start. */
function close(one: TrackedCall, endReason: LiveCall['endReason'], at: number): TrackedCall {
  const endedAt = Math.max(at, one.call.answeredAt ?? one.call.startedAt);
  return { ...one, call: { ...one.call, state: 'ended', endReason, endedAt } };
}

function reasonOf(call: LiveCall): 'completed' | 'missed' | 'noAnswer' {
  if (call.state === 'talking') return 'completed';
  return call.direction === 'inbound' ? 'missed' : 'noAnswer';
}

function deadline({ call, heardAt }: TrackedCall): number {
  return call.answeredAt === null ? heardAt + LONGEST_RING_MS : call.answeredAt + LONGEST_TALK_MS;
}

function replace(state: CallsState, changed: TrackedCall): CallsState {
  return { tracked: state.tracked.map((one) => (one.call.id === changed.call.id ? changed : one)) };
}

/** A flood of invented calls must not fill the memory. */
function cap(state: CallsState, at: number): Advance {
  const excess = state.tracked.length - MOST_CALLS;
  if (excess <= 0) return { state, changes: [] };
  const oldest = [...state.tracked.filter((one) => !isLive(one)), ...state.tracked.filter(isLive)].slice(
    0,
    excess,
  );
  const changes = oldest
    .filter(isLive)
    .map((one) => ({ kind: 'ended' as const, call: close(one, 'unknown', at).call }));
  return { state: { tracked: state.tracked.filter((one) => !oldest.includes(one)) }, changes };
}
