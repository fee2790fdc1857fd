import type { MonotonicTime } from '../clock.ts';
import type { Identity, Phase, Way } from './callTable.ts';
import type { CallEvent } from './event.ts';
import type { LiveCall, TrackedCall } from './liveCall.ts';
import { isSameParty } from './phoneComparison.ts';
import type { PhoneNumber } from './phoneNumber.ts';

/**
 * Which calls may an event be about, and how near is each? A source's own id decides where there is one; otherwise number and
 * direction do, because most softphones tell nothing else (call-sources.md 1.2 and 1.14). Several sources may tell of one
 * call, each in its own time: a call remembers who told of it, so that one source's late end is not another call's. What
 * happens then is in callTable.ts. All times are monotonic.
 */

/** The same number and direction reported again within this is the same call (call-sources.md 1.14). */
export const SAME_CALL_MS = 5_000;
/** How far two reports of one source overtake each other: each is a process or request of its own. */
export const OVERTAKING_MS = 1_000;
/** A call just ended is remembered this long, so that a late end is not taken for another missed call. */
const MEMORY_MS = 60_000;
/** Longer than any working day's call: after this the end of a call is taken for lost. */
export const LONGEST_TALK_MS = 8 * 3_600_000;

/** An event with its number understood. */
export interface HeardEvent {
  readonly event: CallEvent;
  readonly number: PhoneNumber;
  /** When it was heard. */
  readonly at: MonotonicTime;
}

/** The call as the table has it. */
export function phaseOf({ call, queued, told }: TrackedCall): Phase {
  if (queued !== null) return 'queued';
  if (call.state !== 'ended') return call.state;
  // What the agent said is over, or a later call of the same party replaced, has no end to wait for.
  const isOpen = call.endReason === 'unknown' && told.some((teller) => !teller.ended);
  return isOpen ? 'closed' : 'over';
}

/** What the event's id says of this call. Two different ids of one source are two calls, whatever their numbers. */
export function identityOf(one: TrackedCall, { event }: HeardEvent): Identity {
  const { source, sourceCallId: id } = event;
  if (id === null) return 'none';
  if (one.ids.some((known) => known.source === source && known.id === id)) return 'known';
  return one.ids.some((known) => known.source === source) ? 'different' : 'new';
}

/** Whether the event goes the way the call does. */
export function wayOf({ call, directionTold }: TrackedCall, { event }: HeardEvent): Way {
  if (event.direction === null || !directionTold) return 'open';
  return event.direction === call.direction ? 'same' : 'other';
}

/** The calls an event may be about, the likeliest first. */
export function candidates(tracked: readonly TrackedCall[], heard: HeardEvent): readonly TrackedCall[] {
  const { event } = heard;
  const recent = tracked.toReversed();
  const named = recent.filter((one) => identityOf(one, heard) === 'known');
  const party = recent.filter((one) => isOfParty(one, heard));
  const live = party.filter(isLive);
  const own = live.filter((one) => isToldBy(one, event.source));
  // Those its source told of before, the most recent first; then those it is the first time heard of, in the order they came.
  const others = live.filter((one) => !isToldBy(one, event.source)).toReversed();
  const isEnd = event.kind === 'ended' || event.kind === 'missed';
  const late = isEnd ? party.filter((one) => !isLive(one) && isLateEnd(one, heard)) : [];
  const over = party.filter((one) => !isLive(one));
  const inOrder =
    event.kind === 'answered' ? waitingFirst([...own, ...others], over) : [...own, ...late, ...others];
  const alone = onlyOne(tracked, heard);
  return [...new Set([...named, ...inOrder, ...over, ...(alone === null ? [] : [alone])])];
}

/** Who is answered was not talked to yet; one of two whose end was guessed comes before the one that is talked on. */
function waitingFirst(live: readonly TrackedCall[], over: readonly TrackedCall[]): readonly TrackedCall[] {
  return [
    ...live.filter(({ call }) => call.state !== 'talking'),
    ...over.filter(({ guess }) => guess?.kind === 'oneOfTwo'),
    ...live.filter(({ call }) => call.state === 'talking'),
  ];
}

/** The only going-on call an event without a number can mean; null when there are none or several. */
function onlyOne(tracked: readonly TrackedCall[], heard: HeardEvent): TrackedCall | null {
  const { event } = heard;
  if (!isNumberless(heard) || event.kind === 'ringing' || event.kind === 'dialing') return null;
  const possible = tracked.filter(
    (one) =>
      isLive(one) &&
      wayOf(one, heard) !== 'other' &&
      identityOf(one, heard) !== 'different' &&
      (event.line === null || one.call.line === null || event.line === one.call.line) &&
      (event.kind !== 'answered' || one.call.state !== 'talking'),
  );
  if (possible.length === 1) return possible[0] ?? null;
  const withheld = possible.filter((one) => one.call.number.kind === 'anonymous');
  return withheld.length === 1 ? (withheld[0] ?? null) : null;
}

/** A call that ended by another source's word a moment ago and whose end this one tells only now. */
function isLateEnd(one: TrackedCall, { event, at }: HeardEvent): boolean {
  return (
    sinceEnd(one, at) <= SAME_CALL_MS &&
    one.told.some((teller) => teller.source === event.source && !teller.ended)
  );
}

/** How long an ended call is kept in mind. The true end of one closed by rule, or by a guess, may still come. */
export function memoryMs(one: TrackedCall): number {
  return one.guess?.kind === 'ownNumber' ? LONGEST_TALK_MS : lateEndMs(one);
}

/** How long after its end an end without an id is this call's, and not another missed call. */
export function lateEndMs({ call, startHeard }: TrackedCall): number {
  if (call.endReason === 'unknown') return LONGEST_TALK_MS;
  return startHeard ? MEMORY_MS : SAME_CALL_MS;
}

/** Ms since a call ended. */
export function sinceEnd(one: TrackedCall, at: number): number {
  return at - (one.endedSince ?? one.since);
}

/** True while a call rings, is dialled or is talked on. */
export function isLive({ call }: { readonly call: LiveCall }): boolean {
  return call.state !== 'ended';
}

/** True when this source told of the call before. */
export function isToldBy(one: TrackedCall, source: string): boolean {
  return one.told.some((teller) => teller.source === source);
}

/** A ring heard after the end: an overtaken report, or another source's, but not the caller trying again. */
export function isEcho(one: TrackedCall, { event, at }: HeardEvent): boolean {
  if (at - one.since > SAME_CALL_MS) return false;
  const told = isToldBy(one, event.source);
  return !told || !one.startHeard || sinceEnd(one, at) <= OVERTAKING_MS;
}

/** No digits: withheld, not told, or the domain some softphones give instead (call-sources.md 1.2). */
export function isNumberless({ number }: Pick<HeardEvent, 'number'>): boolean {
  return number.digits === '' && number.kind !== 'featureCode';
}

/** True when the event names the other party of this call, or one it had before a transfer. */
export function isOfParty(one: TrackedCall, { number }: Pick<HeardEvent, 'number'>): boolean {
  return [one.call.number, ...one.formerNumbers].some((known) => isSameParty(number, known));
}
