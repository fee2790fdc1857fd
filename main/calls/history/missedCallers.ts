import type { MissedRow } from '../../journal/tables/callHistoryTable.ts';

/** A caller nobody has reached since they were missed. */
export interface MissedCaller {
  /** The number as calls are compared by it. */
  readonly number: string;
  /** The latest missed call. */
  readonly callId: string;
  readonly rawNumber: string;
  readonly display: string;
  /** The latest name any of the missed calls had. */
  readonly name: string | null;
  /** Missed calls since they were last reached. */
  readonly times: number;
  /** Unix ms of the first and the latest of them, as the computer's clock showed. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** The calls themselves, in the order they began. */
  readonly calls: readonly MissedRow[];
}

/**
 * One row per caller who still waits for a call back, the latest first. A call to or with the number that
 * began after a missed call settles it, whoever made it; later missed calls count anew. What was after what is told by `seq`:
 * the computer's clock may have been put right in between.
 *
 * @param missed in any order
 * @param lastContact up to which `seq` the missed calls of a number are settled, null when none is
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
  for (const call of missed.toSorted((a, b) => a.seq - b.seq)) {
    if (call.seq <= contactOf(call.number)) continue;
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
      calls: [...(before?.calls ?? []), call],
    });
  }
  const lastOf = ({ calls }: MissedCaller): number => calls.at(-1)?.seq ?? 0;
  return [...callers.values()].toSorted((a, b) => lastOf(b) - lastOf(a));
}
