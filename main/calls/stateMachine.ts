import { assertNever } from '../result.ts';
import {
  type Advance,
  begin,
  close,
  correct,
  end,
  learn,
  recognise,
  replace,
  unchanged,
} from './callSteps.ts';
import type { CallEvent } from './event.ts';
import type { CallChange, CallsState, LiveCall, TrackedCall } from './liveCall.ts';
import type { PhoneNumber } from './phoneNumber.ts';
import { queue, ringsAgain, rung, silentUntil, waitsUntil } from './ringAgain.ts';
import { answeredOn, legEnded, otherLegOf } from './ringAll.ts';
import {
  type HeardEvent,
  LONGEST_TALK_MS,
  byId,
  candidates,
  isLive,
  isSameParty,
  isToldBy,
  lateEndBy,
  memoryMs,
  missedBy,
  onlyOne,
  repeatedBy,
  staleBy,
} from './sameCall.ts';

/**
 * The call state machine: what sources report becomes calls. Pure; the caller keeps the state and
 * carries the changes to the journal and the pop. `sameCall.ts` says which call an event is about,
 * `callSteps.ts` what a step does to it, this file which step it is.
 */

/** Nobody lets a phone ring longer; the end was lost. */
const LONGEST_RING_MS = 3 * 60_000;
/** More than any switchboard gives one agent: beyond this the oldest is closed, so that memory is bounded. */
const MOST_CALLS = 64;
/** So long a switchboard may take to ring the agent's own phone for a call he asked for. */
const EXPECTED_MS = 60_000;

export interface AdvanceContext {
  /** Unix milliseconds. */
  readonly now: number;
  /** A fresh random id for a call. */
  readonly newId: () => string;
  /** Understands a number in the region of its line. */
  readonly parse: (rawNumber: string, line: string | null) => PhoneNumber;
  /** True when a missed call has its result already: the next ring of its caller is a call of its own. */
  readonly isSettled: (callId: string) => boolean;
}

/** Takes one event of any source. Duplicates, late and reordered events change nothing they should not. */
export function advance(state: CallsState, event: CallEvent, context: AdvanceContext): Advance {
  const swept = expire(state, Math.max(context.now, event.at));
  const number = context.parse(event.rawNumber, event.line);
  const next = take(swept.state, { event, number }, context);
  const capped = cap(next.state, event.at);
  return { state: capped.state, changes: [...swept.changes, ...next.changes, ...capped.changes] };
}

/**
 * Says that a switchboard was asked to call this number for the agent: the ring of his own phone that
 * follows is that call. To be said before it is asked.
 * @param now Unix milliseconds
 */
export function expectDial(state: CallsState, number: PhoneNumber, now: number): CallsState {
  const others = state.expected.filter((one) => one.until > now && !isSameParty(one.number, number));
  return { ...state, expected: [...others, { number, until: now + EXPECTED_MS }] };
}

/**
 * The agent says that a call is over: not every softphone tells the end. What was never answered is closed as by rule,
 * for a softphone that tells the ring alone would make a missed call of every talk.
 * @param now Unix milliseconds
 */
export function overByAgent(state: CallsState, callId: string, now: number): Advance {
  const one = state.tracked.find(({ call }) => call.id === callId);
  if (!one || !isLive(one)) return unchanged(state);
  const closed = close(one, one.call.answeredAt === null ? 'unknown' : 'completed', now);
  return { state: replace(state, closed), changes: [{ kind: 'ended', call: closed.call }] };
}

/**
 * Closes by rule what nobody ended (`endReason: 'unknown'`) and forgets what ended a while ago.
 * @param now Unix milliseconds
 */
export function expire(state: CallsState, now: number): Advance {
  const changes: CallChange[] = [];
  const tracked = state.tracked
    .filter((one) => isLive(one) || now <= Math.max(forgottenAt(one), waitsUntil(one) ?? 0))
    .map((one) => {
      if (!isLive(one) || now < deadline(one)) return one;
      const closed = close(one, silentUntil(one) === null ? 'unknown' : 'missed', now);
      changes.push({ kind: 'ended', call: closed.call });
      return closed;
    });
  return { state: { tracked, expected: state.expected.filter((one) => one.until > now) }, changes };
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

function take(state: CallsState, told: HeardEvent, context: AdvanceContext): Advance {
  const own = isOwnPhone(state, told);
  const heard = own ? { ...told, event: { ...told.event, direction: 'outbound' as const } } : told;
  switch (heard.event.kind) {
    case 'ringing':
    case 'dialing':
      return started(state, heard, context);
    case 'answered':
      // The agent lifted his own handset: the other side still rings.
      return own ? unchanged(state) : answered(state, heard, context);
    case 'held':
    case 'resumed':
      return onHold(state, heard, heard.event.kind === 'held');
    case 'renumbered':
      return renumbered(state, heard);
    case 'queued': {
      const known = byId(state.tracked, heard);
      return unchanged(known ? replace(state, queue(known, heard.event)) : state);
    }
    case 'ended':
    case 'missed':
      return ended(state, heard, context);
    default:
      return assertNever(heard.event.kind);
  }
}

/** True for a call to the agent's own phone by which a switchboard begins a call he asked for. */
function isOwnPhone(state: CallsState, { event, number }: HeardEvent): boolean {
  return event.direction === 'inbound' && state.expected.some((one) => isSameParty(one.number, number));
}

function started(state: CallsState, heard: HeardEvent, context: AdvanceContext): Advance {
  const direction = heard.event.direction ?? (heard.event.kind === 'dialing' ? 'outbound' : 'inbound');
  const directed = { ...heard, event: { ...heard.event, direction } };
  const again = direction === 'inbound' ? ringsAgain(state.tracked, directed) : null;
  if (again) return rangAgain(state, again, directed, context);
  const repeated = byId(state.tracked, directed) ?? repeatedBy(state.tracked, directed);
  const known = repeated ?? (direction === 'inbound' ? otherLegOf(state.tracked, directed) : null);
  if (known && isLive(known)) return learn(state, known, directed);
  if (known) return unchanged(replace(state, recognise(known, directed.event)));
  // The same caller anew while we still think we talk to him: the end of that call was lost.
  const stale = staleBy(state.tracked, directed);
  const closed = stale ? closeByRule(state, stale, heard.event.at) : unchanged(state);
  const ringing = direction === 'inbound' ? 'ringing' : 'dialing';
  const begun = begin(closed.state, directed, ringing, context.newId());
  return { state: begun.state, changes: [...closed.changes, ...begun.changes] };
}

function rangAgain(state: CallsState, one: TrackedCall, heard: HeardEvent, context: AdvanceContext): Advance {
  if (!isLive(one) && context.isSettled(one.call.id)) {
    // Its id is the new call's from now on.
    const left = replace(state, { ...one, ids: [], queued: null });
    return begin(left, heard, 'ringing', context.newId());
  }
  const ringing = rung(one, heard.event);
  return { state: replace(state, ringing), changes: [{ kind: 'rangAgain', call: ringing.call }] };
}

function answered(state: CallsState, heard: HeardEvent, context: AdvanceContext): Advance {
  const known = find(state, heard);
  if (known) {
    if (!isLive(known)) return correct(state, known, heard);
    const learned = learn(state, known, heard);
    const one = learned.state.tracked.find(({ call }) => call.id === known.call.id) ?? known;
    if (one.call.state === 'talking') return learned;
    const answeredAt = Math.max(one.call.startedAt, heard.event.at);
    const talking: TrackedCall = {
      ...answeredOn(one, heard.event),
      queued: null,
      call: { ...one.call, state: 'talking', answeredAt },
    };
    const renumbered = learned.changes.filter(({ kind }) => kind === 'renumbered');
    return {
      state: replace(learned.state, talking),
      changes: [...renumbered, { kind: 'answered', call: talking.call }],
    };
  }
  const late = missedBy(state.tracked, heard);
  if (late) return correct(state, late, heard);
  return isNumberless(heard) ? unchanged(state) : begin(state, heard, 'talking', context.newId());
}

function onHold(state: CallsState, heard: HeardEvent, held: boolean): Advance {
  const known = find(state, heard);
  if (!known || !isLive(known) || known.call.held === held) return unchanged(state);
  const call = { ...known.call, held };
  return { state: replace(state, { ...known, call }), changes: [{ kind: 'updated', call }] };
}

/**
 * The other party is somebody else now. Found by the source's id alone, for the number is the new one's. A
 * customer is never replaced by a colleague or by nobody: the call stays the customer's.
 */
function renumbered(state: CallsState, heard: HeardEvent): Advance {
  const known = byId(state.tracked, heard);
  const { number } = heard;
  if (!known || !isLive(known) || number.kind === 'anonymous' || number.kind === 'featureCode')
    return unchanged(state);
  const before = known.call.number;
  const lesser = number.kind === 'internal' && before.kind === 'external';
  if (lesser || isSameParty(before, number)) return unchanged(state);
  const formerNumbers =
    before.kind === 'anonymous' ? known.formerNumbers : [...known.formerNumbers, before].slice(-4);
  const call = { ...known.call, number };
  const one = { ...known, call, formerNumbers };
  return { state: replace(state, one), changes: [{ kind: 'renumbered', call }] };
}

function ended(state: CallsState, heard: HeardEvent, context: AdvanceContext): Advance {
  const { event } = heard;
  const known = find(state, heard);
  const late = byId(state.tracked, heard) === null ? lateEndBy(state.tracked, heard) : null;
  if (late && (known === null || !isToldBy(known, event.source))) return correct(state, late, heard);
  if (known && isLive(known)) {
    const leg = legEnded(known, event);
    if (!leg.ends) return unchanged(replace(state, leg.one));
    return end(state, leg.one, leg.reason === undefined ? event : { ...event, reason: leg.reason });
  }
  if (known) return correct(state, known, heard);
  // A bare end says nothing of a call we never heard of; a withheld number that was missed does.
  if (isNumberless(heard) && (event.kind === 'ended' || state.tracked.some(isLive))) return unchanged(state);
  const missed = missedBy(state.tracked, heard);
  if (missed) return correct(state, missed, heard);
  // An end without a start: missed, or nobody answered us (facts/call-sources 1.2).
  const ringing = event.direction === 'outbound' ? 'dialing' : 'ringing';
  const begun = begin(state, heard, ringing, context.newId());
  const call = begun.state.tracked.at(-1);
  if (!call) return begun;
  const closed = end(begun.state, { ...call, startHeard: false }, event);
  return { state: closed.state, changes: [...begun.changes, ...closed.changes] };
}

function closeByRule(state: CallsState, one: TrackedCall, at: number): Advance {
  const closed = close(one, 'unknown', at);
  return { state: replace(state, closed), changes: [{ kind: 'ended', call: closed.call }] };
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

function forgottenAt({ call, heardAt }: TrackedCall): number {
  return Math.max(call.endedAt ?? 0, heardAt) + memoryMs(call);
}

function deadline(one: TrackedCall): number {
  const { call, heardAt } = one;
  const silent = silentUntil(one);
  if (silent !== null) return silent;
  return call.answeredAt === null ? heardAt + LONGEST_RING_MS : call.answeredAt + LONGEST_TALK_MS;
}

/** A flood of invented calls must not fill the memory. */
function cap(state: CallsState, at: number): Advance {
  const excess = state.tracked.length - MOST_CALLS;
  if (excess <= 0) return unchanged(state);
  const oldest = [...state.tracked.filter((one) => !isLive(one)), ...state.tracked.filter(isLive)].slice(
    0,
    excess,
  );
  const changes = oldest
    .filter(isLive)
    .map((one) => ({ kind: 'ended' as const, call: close(one, 'unknown', at).call }));
  return { state: { ...state, tracked: state.tracked.filter((one) => !oldest.includes(one)) }, changes };
}
