import type { CallEvent } from './event.ts';
import type { LiveCall, TrackedCall } from './liveCall.ts';
import { isSamePhone } from './phoneComparison.ts';
import type { PhoneNumber } from './phoneNumber.ts';

/**
 * Which call is an event about? The questions the state machine asks, each with its window
 * (facts/call-sources 1.2 and 1.14). A source's own id decides where there is one; otherwise number and
 * direction do, because most softphones tell nothing else. Several sources may tell of one call, each in
 * its own time: a call remembers who told of it, so that one source's late end is not another call's.
 */

/** The same number and direction reported again within this is the same call (facts 1.14). */
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
}

/** The call this event's id names, if the event has one and the call is known by it. */
export function byId(tracked: readonly TrackedCall[], { event }: HeardEvent): TrackedCall | null {
  const id = event.sourceCallId;
  if (id === null) return null;
  return (
    tracked.find((one) => one.ids.some((known) => known.source === event.source && known.id === id)) ?? null
  );
}

/**
 * Going-on calls an event without a known id may mean: those its source told of before, the most recent
 * first; then those it is the first time heard of, in the order in which they came.
 */
export function candidates(tracked: readonly TrackedCall[], heard: HeardEvent): readonly TrackedCall[] {
  const possible = tracked.filter((one) => isLive(one) && sameParty(one, heard));
  const { source } = heard.event;
  return [
    ...possible.filter((one) => isToldBy(one, source)).reverse(),
    ...possible.filter((one) => !isToldBy(one, source)),
  ];
}

/** The call a ring or dial repeats, or null when it begins a new one. */
export function repeatedBy(tracked: readonly TrackedCall[], heard: HeardEvent): TrackedCall | null {
  const { event } = heard;
  const live = candidates(tracked, heard).find(
    // Until it is answered, the same caller cannot ring a second time.
    (one) => one.call.state !== 'talking' || event.at - one.heardAt <= SAME_CALL_MS,
  );
  return live ?? ended(tracked, heard).find((one) => isEcho(one, event)) ?? null;
}

/** A going-on call with a new ring of the same caller that only this source told of: its end was lost. */
export function staleBy(tracked: readonly TrackedCall[], heard: HeardEvent): TrackedCall | null {
  const { source } = heard.event;
  const live = candidates(tracked, heard)[0];
  // What another source tells of too, that one ends.
  return live?.told.every((one) => one.source === source) === true ? live : null;
}

/** A call ended a moment ago that an answer, end or missed came too late for. */
export function missedBy(tracked: readonly TrackedCall[], heard: HeardEvent): TrackedCall | null {
  const { event } = heard;
  return (
    ended(tracked, heard).find((one) => {
      const window = event.kind !== 'answered' && one.startHeard ? memoryMs(one.call) : SAME_CALL_MS;
      return event.at - (one.call.endedAt ?? 0) <= window;
    }) ?? null
  );
}

/**
 * The call that ended by another source's word a moment ago and whose end this source tells only now,
 * although the same caller may already be ringing again.
 */
export function lateEndBy(tracked: readonly TrackedCall[], heard: HeardEvent): TrackedCall | null {
  const { event } = heard;
  return (
    ended(tracked, heard).find(
      (one) =>
        event.at - (one.call.endedAt ?? 0) <= SAME_CALL_MS &&
        one.told.some((teller) => teller.source === event.source && !teller.ended),
    ) ?? null
  );
}

/** The only going-on call an event without a number can mean; null when there are none or several. */
export function onlyOne(tracked: readonly TrackedCall[], heard: HeardEvent): TrackedCall | null {
  const { event } = heard;
  const possible = tracked.filter(
    (one) =>
      isLive(one) &&
      (event.direction === null || event.direction === one.call.direction) &&
      (event.line === null || one.call.line === null || event.line === one.call.line) &&
      (event.kind !== 'answered' || one.call.state !== 'talking') &&
      idsAgree(one, event),
  );
  if (possible.length === 1) return possible[0] ?? null;
  const withheld = possible.filter((one) => one.call.number.kind === 'anonymous');
  return withheld.length === 1 ? (withheld[0] ?? null) : null;
}

/** How long an ended call is kept in mind. The true end of one closed by rule may still come. */
export function memoryMs(call: LiveCall): number {
  return call.endReason === 'unknown' ? LONGEST_TALK_MS : MEMORY_MS;
}

/** True while a call rings, is dialled or is talked on. */
export function isLive({ call }: { readonly call: LiveCall }): boolean {
  return call.state !== 'ended';
}

/** True when this source told of the call before. */
export function isToldBy(one: TrackedCall, source: string): boolean {
  return one.told.some((teller) => teller.source === source);
}

/**
 * True when two spellings are one party. A switchboard may write the digit for an outside line before a
 * number (9 8 916 ... reads like one of Iran): of long numbers told of one moment the last ten digits decide.
 */
export function isSameParty(one: PhoneNumber, other: PhoneNumber): boolean {
  if (isSamePhone(one, other) || partyKey(one) === partyKey(other)) return true;
  return one.digits.length >= 10 && one.digits.slice(-10) === other.digits.slice(-10);
}

/** A ring heard after the end: an overtaken report, or another source's, but not the caller trying again. */
function isEcho(one: TrackedCall, event: CallEvent): boolean {
  const { call, startHeard } = one;
  if (event.at - call.startedAt > SAME_CALL_MS) return false;
  const told = isToldBy(one, event.source);
  return !told || !startHeard || event.at - (call.endedAt ?? 0) <= OVERTAKING_MS;
}

function ended(tracked: readonly TrackedCall[], heard: HeardEvent): readonly TrackedCall[] {
  return tracked.filter((one) => !isLive(one) && sameParty(one, heard)).reverse();
}

function sameParty(one: TrackedCall, { event, number }: HeardEvent): boolean {
  const sameDirection = event.direction === null || event.direction === one.call.direction;
  if (!sameDirection || !idsAgree(one, event)) return false;
  return [one.call.number, ...one.formerNumbers].some((known) => isSameParty(number, known));
}

/** Two different ids of one source are two calls, whatever their numbers. */
function idsAgree(one: TrackedCall, event: CallEvent): boolean {
  if (event.sourceCallId === null) return true;
  return one.ids.every((known) => known.source !== event.source || known.id === event.sourceCallId);
}

function partyKey(number: PhoneNumber): string {
  if (number.kind === 'anonymous') return 'anonymous';
  return number.e164 ?? (number.digits === '' ? number.display.toLowerCase() : number.digits);
}
