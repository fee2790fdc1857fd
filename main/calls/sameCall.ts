import type { CallEvent } from './event.ts';
import type { PhoneNumber } from './phoneNumber.ts';
import type { LiveCall, TrackedCall } from './liveCall.ts';

/**
 * Which call is an event about? The questions the state machine asks, each with its window
 * (facts/call-sources 1.2 and 1.14). A source's own id decides where there is one; otherwise number and
 * direction do, because most softphones tell nothing else.
 */

/** The same number and direction reported again within this is the same call (facts 1.14). */
const SAME_CALL_MS = 5_000;
/** How far two reports of one source overtake each other: each is a process or request of its own. */
const OVERTAKING_MS = 1_000;
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

/** Going-on calls an event without a known id may mean, the most recent first. */
export function candidates(tracked: readonly TrackedCall[], heard: HeardEvent): readonly TrackedCall[] {
  return tracked.filter((one) => isLive(one) && sameParty(one, heard)).reverse();
}

/** The call a ring or dial repeats, or null when it begins a new one. */
export function repeatedBy(tracked: readonly TrackedCall[], heard: HeardEvent): TrackedCall | null {
  const { event } = heard;
  const live = candidates(tracked, heard)[0];
  if (live) {
    // Until it is answered, the same caller cannot ring a second time.
    const waiting = live.call.state !== 'talking';
    return waiting || event.at - live.heardAt <= SAME_CALL_MS ? live : null;
  }
  return ended(tracked, heard).find((one) => isEcho(one, event)) ?? null;
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

/** A ring heard after the end: an overtaken report, or another source's, but not the caller trying again. */
function isEcho({ call, startHeard }: TrackedCall, event: CallEvent): boolean {
  if (event.at - call.startedAt > SAME_CALL_MS) return false;
  return event.source !== call.source || !startHeard || event.at - (call.endedAt ?? 0) <= OVERTAKING_MS;
}

function ended(tracked: readonly TrackedCall[], heard: HeardEvent): readonly TrackedCall[] {
  return tracked.filter((one) => !isLive(one) && sameParty(one, heard)).reverse();
}

function sameParty(one: TrackedCall, { event, number }: HeardEvent): boolean {
  const sameDirection = event.direction === null || event.direction === one.call.direction;
  return sameDirection && partyKey(number) === partyKey(one.call.number) && idsAgree(one, event);
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
