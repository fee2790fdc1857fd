import type { MonotonicTime } from '../../common/clock.ts';
import type { Identity, Phase, Way } from './transitionTable.ts';
import { OWN_DIALS } from './callEvent.ts';
import type { CallEvent } from './callEvent.ts';
import type { LiveCall, TrackedCall } from './trackedCall.ts';
import { isSameRemote } from '../../phone/phoneComparison.ts';
import type { PhoneNumber } from '../../phone/phoneNumber.ts';

/**
 * Which calls may an event be about, and how near is each? A source's own id decides where there is one; otherwise number and
 * direction do, because most softphones tell nothing else (call-sources.md 1.2 and 1.14). Several sources may tell of one
 * call, each in its own time: a call remembers who told of it, so that one source's late end is not another call's. What
 * happens then is in transitionTable.ts. All times are monotonic.
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
export interface ReportedEvent {
  readonly event: CallEvent;
  readonly number: PhoneNumber;
  /** When it was heard. */
  readonly at: MonotonicTime;
}

/** The call as the table has it. */
export function phaseOf({ call, queued, reportedBy }: TrackedCall): Phase {
  if (queued !== null) return 'queued';
  if (call.state !== 'ended') return call.state;
  // What the agent said is over, or a later call of the same party replaced, has no end to wait for.
  const isOpen = call.endReason === 'unknown' && reportedBy.some((reporter) => !reporter.ended);
  return isOpen ? 'closed' : 'over';
}

/** What the event's id says of this call. Two different ids of one source are two calls, whatever their numbers. */
export function identityOf(one: TrackedCall, { event }: ReportedEvent): Identity {
  const { source, sourceCallId: id } = event;
  if (id === null) return 'none';
  if (one.ids.some((known) => known.source === source && known.id === id)) return 'known';
  return one.ids.some((known) => known.source === source) ? 'different' : 'new';
}

/** Whether the event goes the way the call does. */
export function wayOf({ call, directionReported }: TrackedCall, { event }: ReportedEvent): Way {
  if (event.direction === null || !directionReported) return 'open';
  return event.direction === call.direction ? 'same' : 'other';
}

/** The calls an event may be about, the likeliest first. */
export function candidates(tracked: readonly TrackedCall[], reported: ReportedEvent): readonly TrackedCall[] {
  const { event } = reported;
  const recent = tracked.toReversed();
  const named = recent.filter((one) => identityOf(one, reported) === 'known');
  const remote = recent.filter((one) => isFromNumber(one, reported));
  const live = remote.filter(isLive);
  const own = live.filter((one) => isReportedBy(one, event.source));
  // Those its source told of before, the most recent first; then those it is the first time heard of, in the order they came.
  const others = live.filter((one) => !isReportedBy(one, event.source)).toReversed();
  const isEnd = event.kind === 'ended' || event.kind === 'missed';
  const late = isEnd ? remote.filter((one) => !isLive(one) && isLateEnd(one, reported)) : [];
  const over = remote.filter((one) => !isLive(one));
  const inOrder =
    event.kind === 'answered' ? waitingFirst([...own, ...others], over) : [...own, ...late, ...others];
  const alone = onlyOne(tracked, reported);
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
function onlyOne(tracked: readonly TrackedCall[], reported: ReportedEvent): TrackedCall | null {
  const { event } = reported;
  if (!isNumberless(reported) || event.kind === 'ringing' || event.kind === 'dialing') return null;
  const possible = tracked.filter(
    (one) =>
      isLive(one) &&
      wayOf(one, reported) !== 'other' &&
      identityOf(one, reported) !== 'different' &&
      (event.line === null || one.call.line === null || event.line === one.call.line) &&
      (event.kind !== 'answered' || one.call.state !== 'talking'),
  );
  if (possible.length === 1) return possible[0] ?? null;
  const withheld = possible.filter((one) => one.call.number.kind === 'anonymous');
  return withheld.length === 1 ? (withheld[0] ?? null) : null;
}

/** A call that ended by another source's word a moment ago and whose end this one tells only now. */
function isLateEnd(one: TrackedCall, { event, at }: ReportedEvent): boolean {
  return (
    sinceEnd(one, at) <= SAME_CALL_MS &&
    one.reportedBy.some((reporter) => reporter.source === event.source && !reporter.ended)
  );
}

/** How long an ended call is kept in mind. The true end of one closed by rule, or by a guess, may still come. */
export function memoryMs(one: TrackedCall): number {
  return one.guess?.kind === 'ownNumber' ? LONGEST_TALK_MS : lateEndMs(one);
}

/** How long after its end an end without an id is this call's, and not another missed call. */
export function lateEndMs({ call, startReported }: TrackedCall): number {
  if (call.endReason === 'unknown') return LONGEST_TALK_MS;
  return startReported ? MEMORY_MS : SAME_CALL_MS;
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
export function isReportedBy(one: TrackedCall, source: string): boolean {
  return one.reportedBy.some((reporter) => reporter.source === source);
}

/** A ring heard after the end: an overtaken report, or another source's, but not the caller trying again, nor the agent. */
export function isEcho(one: TrackedCall, { event, at }: ReportedEvent): boolean {
  if (at - one.since > SAME_CALL_MS) return false;
  const reportedBy = isReportedBy(one, event.source);
  if (reportedBy && event.source === OWN_DIALS) return false;
  return !reportedBy || !one.startReported || sinceEnd(one, at) <= OVERTAKING_MS;
}

/** No digits: withheld, not told, or the domain some softphones give instead (call-sources.md 1.2). */
export function isNumberless({ number }: Pick<ReportedEvent, 'number'>): boolean {
  return number.digits === '' && number.kind !== 'featureCode';
}

/** True when the event names the other party of this call, or one it had before a transfer. */
export function isFromNumber(one: TrackedCall, { number }: Pick<ReportedEvent, 'number'>): boolean {
  return [one.call.number, ...one.formerNumbers].some((known) => isSameRemote(number, known));
}
