import type { CallEvent } from './callEvent.ts';
import type { TrackedCall } from './trackedCall.ts';
import type { ReportedEvent } from './callCorrelation.ts';

/**
 * A group that rings all its members rings several phones of one agent at once: one source tells of a leg a phone,
 * each with its own id. They are one call. It goes on while one leg rings, it is answered with the leg that is,
 * and it is missed once.
 */

/** So far apart the phones of a group begin to ring. A caller cannot ring twice at once, somebody else of their company can. */
const RING_ALL_MS = 2_000;

/** Whether this ring is another leg of a ringing call of that party: another line, and another id of the same source. */
export function isOtherLeg({ call, since }: TrackedCall, { event, number, at }: ReportedEvent): boolean {
  return (
    event.line !== null &&
    call.line !== null &&
    call.line !== event.line &&
    call.lineSource === event.source &&
    // Withheld numbers are never taken for one caller.
    number.kind !== 'anonymous' &&
    Math.abs(at - since) <= RING_ALL_MS
  );
}

/** The call with the leg that was answered, if the event names one. */
export function answeredOn(one: TrackedCall, { source, sourceCallId }: CallEvent): TrackedCall {
  if (sourceCallId === null || one.answeredLeg !== null) return one;
  return { ...one, answeredLeg: sourceCallId, answeredBy: source };
}

/** What the end of one leg means for the call. `reason` is the best any leg gave. */
export type LegEnd =
  | { readonly ends: false; readonly one: TrackedCall }
  | { readonly ends: true; readonly one: TrackedCall; readonly reason: CallEvent['reason'] };

/** Takes the end of a call or of one of its legs. A call with a single leg ends with it. */
export function legEnded(one: TrackedCall, { source, sourceCallId, reason }: CallEvent): LegEnd {
  const legs = one.ids.filter((known) => known.source === source).map(({ id }) => id);
  if (sourceCallId === null || legs.length < 2) return { ends: true, one, reason };
  const endedLegs = [...one.endedLegs.filter((id) => id !== sourceCallId), sourceCallId];
  const legReason = isTelling(reason) ? reason : one.legReason;
  const next = { ...one, endedLegs, legReason };
  const isTalkedOn =
    one.call.state === 'talking' && one.answeredBy === source && one.answeredLeg === sourceCallId;
  const isLast = legs.every((id) => endedLegs.includes(id));
  return isTalkedOn || isLast
    ? { ends: true, one: next, reason: legReason ?? reason }
    : { ends: false, one: next };
}

/** A leg that a colleague answered, or that was busy, says more than one that stopped ringing. */
function isTelling(reason: CallEvent['reason']): reason is 'answeredElsewhere' | 'busy' {
  return reason === 'answeredElsewhere' || reason === 'busy';
}
