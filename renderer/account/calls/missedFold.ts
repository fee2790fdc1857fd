import type { MissedCaller } from '../../../preload/contract.ts';

/** A missed caller as the list shows them. */
export interface MissedLine {
  readonly caller: MissedCaller;
  /** Somebody has called back since the list was opened. */
  readonly isClosed: boolean;
}

/**
 * The list after a new reading: who is shown keeps their place, closed ones too, so that nobody moves under the
 * cursor; who was missed meanwhile comes first.
 */
export function foldMissed(
  shown: readonly MissedLine[],
  fresh: readonly MissedCaller[],
): readonly MissedLine[] {
  const byNumber = new Map(fresh.map((caller) => [caller.number, caller]));
  const known = new Set(shown.map(({ caller }) => caller.number));
  return [
    ...fresh.filter(({ number }) => !known.has(number)).map((caller) => ({ caller, isClosed: false })),
    ...shown.map(({ caller }) => {
      const now = byNumber.get(caller.number);
      return now === undefined ? { caller, isClosed: true } : { caller: now, isClosed: false };
    }),
  ];
}

/** Somebody who can be called back, and was not yet. */
export type WaitingCaller = MissedCaller & { readonly number: string };

/** Who waits for a call back: not who withheld their number. */
export const waitingOf = (lines: readonly MissedLine[]): readonly WaitingCaller[] =>
  lines.flatMap(({ caller, isClosed }) =>
    isClosed || caller.number === null ? [] : [{ ...caller, number: caller.number }],
  );
