import type { MissedRow } from '../journal/history.ts';

/** A caller nobody has reached since he was missed. */
export interface MissedCaller {
  /** The number as calls are compared by it. */
  readonly number: string;
  /** The latest missed call. */
  readonly callId: string;
  readonly rawNumber: string;
  readonly display: string;
  /** The latest name any of the missed calls had. */
  readonly name: string | null;
  /** Missed calls since he was last reached. */
  readonly times: number;
  /** Unix ms of the first and the latest of them. */
  readonly firstAt: number;
  readonly lastAt: number;
}

/**
 * One row per caller who still waits for a call back, the latest first. A call to or with the number that
 * began after a missed call settles it, whoever made it; later missed calls count anew. A call that began in the
 * same millisecond settles nothing.
 *
 * @param missed in any order
 * @param lastContact Unix ms of the latest call with a number, null when there is none
 */
export function missedCallers(
  missed: readonly MissedRow[],
  lastContact: (number: string) => number | null,
): readonly MissedCaller[] {
  const contacts = new Map<string, number>();
  const contactOf = (number: string): number => {
    const known = contacts.get(number) ?? lastContact(number) ?? Number.NEGATIVE_INFINITY;
    contacts.set(number, known);
    return known;
  };
  const callers = new Map<string, MissedCaller>();
  for (const call of missed.toSorted((a, b) => a.startedAt - b.startedAt)) {
    if (call.startedAt < contactOf(call.number)) continue;
    const before = callers.get(call.number);
    callers.set(call.number, {
      number: call.number,
      callId: call.id,
      rawNumber: call.rawNumber,
      display: call.display,
      name: call.callerName ?? before?.name ?? null,
      times: (before?.times ?? 0) + 1,
      firstAt: before?.firstAt ?? call.startedAt,
      lastAt: call.startedAt,
    });
  }
  return [...callers.values()].toSorted((a, b) => b.lastAt - a.lastAt);
}
