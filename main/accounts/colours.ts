import { ACCOUNT_COLOURS } from '../../preload/lists.ts';

/** The colour of a new account by its place in the list; from the start again when all are given. */
export function colourOf(position: number): string {
  return ACCOUNT_COLOURS[position % ACCOUNT_COLOURS.length] ?? ACCOUNT_COLOURS[0];
}
