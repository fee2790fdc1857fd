import type { Call, CallStatus } from '../../../preload/contract.ts';

/** The results in the order of their digits (crm-api.md 4, `call_status`). */
export const callStatuses: readonly CallStatus[] = [1, 2, 3, 4, 5, 6, 7];

/**
 * The result that fits how the call went, to be highlighted and never chosen by itself: talked 4,
 * an outgoing call nobody answered 6, a busy line 7; null when nothing can be told.
 */
export function likelyResult(
  call: Pick<Call, 'direction' | 'state' | 'endReason' | 'answeredAt'>,
): CallStatus | null {
  if (call.state !== 'ended') return null;
  if (call.endReason === 'busy') return 7;
  if (call.answeredAt !== null) return 4;
  return call.direction === 'outbound' && call.endReason === 'noAnswer' ? 6 : null;
}

/** True while a result may be given or changed: the call has ended and nothing was sent yet. */
export function takesResult(call: Pick<Call, 'state' | 'log'>): boolean {
  return call.state === 'ended' && (call.log.state === 'unlogged' || call.log.state === 'undoable');
}

/** The result a digit stands for, null when it stands for none. */
export function statusOfDigit(digit: number | null): CallStatus | null {
  return callStatuses.find((status) => status === digit) ?? null;
}
