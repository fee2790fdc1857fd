import { ACCOUNT_COLOURS } from '../../preload/constants.ts';

/** The colour of a new account: the first that no other has, or by its place where all are taken. */
export function freeColour(taken: readonly string[], position: number): string {
  const used = new Set(taken.map((colour) => colour.toLowerCase()));
  return (
    ACCOUNT_COLOURS.find((colour) => !used.has(colour)) ??
    ACCOUNT_COLOURS[position % ACCOUNT_COLOURS.length] ??
    ACCOUNT_COLOURS[0]
  );
}
