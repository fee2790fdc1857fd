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

/** The colour of a new account: the first that no other has, or by its place where all are taken. */
export function freeColour(taken: readonly string[], position: number): string {
  const used = new Set(taken.map((colour) => colour.toLowerCase()));
  return PALETTE.find((colour) => !used.has(colour)) ?? PALETTE[position % PALETTE.length] ?? '#2f6fdb';
}
