import { type LiveCall, NO_LEGS, type TrackedCall } from './trackedCall.ts';
import { isLive } from './callCorrelation.ts';
import type { ReportedEvent } from './callCorrelation.ts';

/**
 * A queue rings an agent, takes the caller back and rings the agent again. For the caller and for the CRM that is one
 * call: it pops at each ring and is missed once. Only a switchboard can tell it from a caller who hangs up and tries again.
 */

/** So long a call whose phone fell silent goes on ringing here: a queue's pause is five seconds unless set otherwise. */
const PAUSE_MS = 10_000;
/** Who waits longer without ringing here again is somebody else's; then a lost end matters more. */
const LONGEST_WAIT_MS = 15 * 60_000;

/** Takes that the agent's phone rings no more and the caller waits on. A call that is talked on or went elsewhere does not. */
export function queue(one: TrackedCall, { event, at }: ReportedEvent): TrackedCall {
  const { state, endReason, direction } = one.call;
  const rings = state === 'ringing' || (state === 'ended' && endReason === 'missed');
  return direction === 'inbound' && rings ? { ...one, queued: { by: event.source, since: at } } : one;
}

/** Whether this ring of a known call, or of its party, is its next ring: its id says so, or another source tells of the caller who waits. */
export function isNextRing(
  { queued }: TrackedCall,
  isKnown: boolean,
  { event, number }: ReportedEvent,
): boolean {
  if (queued === null || event.direction !== 'inbound') return false;
  return queued.by === event.source ? isKnown : number.kind !== 'anonymous';
}

/** The call as it rings once more. What phones called their legs of the last ring is forgotten: they have new names. */
export function rung(one: TrackedCall, { event, at }: ReportedEvent): TrackedCall {
  const { source, sourceCallId: id } = event;
  const keeper = one.queued?.by ?? source;
  const call: LiveCall = {
    ...one.call,
    state: 'ringing',
    held: false,
    unheard: false,
    endReason: null,
    answeredAt: null,
    endedAt: null,
  };
  const kept = one.ids.filter((known) => known.source === keeper);
  return {
    ...one,
    ...NO_LEGS,
    call,
    ids: source === keeper || id === null ? kept : [...kept, { source, id }],
    reportedBy: [...new Set([keeper, source])].map((reporter) => ({
      source: reporter,
      ended: false,
      unheardSince: null,
    })),
    reportedAt: at,
  };
}

/** When a silent call counts as missed, monotonic ms; null when it is not one that waits. */
export function silentUntil(one: TrackedCall): number | null {
  return isLive(one) && one.queued !== null ? one.queued.since + PAUSE_MS : null;
}

/** How long the waiting caller of an ended call is kept in mind, monotonic ms; null when nobody waits. */
export function waitsUntil({ queued }: TrackedCall): number | null {
  return queued === null ? null : queued.since + LONGEST_WAIT_MS;
}
