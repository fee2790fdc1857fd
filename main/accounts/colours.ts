/** Stripe colours of accounts: told apart at a glance, also by most colour-blind eyes, on light and dark. */
const PALETTE: readonly string[] = [
  '#2f6fdb',
  '#d9822b',
  '#2b9a66',
  '#b5479b',
  '#c8443c',
  '#1f8fa8',
  '#8a63d2',
  '#8d7416',
  '#5c6b7a',
  '#d15f8a',
];

/** The colour of a new account by its place in the list. */
export function colourOf(position: number): string {
  return PALETTE[position % PALETTE.length] ?? '#2f6fdb';
}
