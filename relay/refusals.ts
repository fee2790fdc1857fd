/** Who guessed wrong lately. */
export interface Refusals {
  /** Counts one more wrong guess; true while this address may go on guessing. */
  count(address: string): boolean;
}

const MOST_A_MINUTE = 30;
const MINUTE_MS = 60_000;
/** Beyond these the oldest are forgotten: a memory that strangers fill must have an end. */
const MOST_ADDRESSES = 10_000;

/**
 * Counts wrong secrets, tokens and invites by address. Only wrong ones: the CRM behind the same address as a guesser
 * is served all the same.
 */
export function createRefusals(now: () => number): Refusals {
  const counted = new Map<string, { readonly since: number; count: number }>();
  return {
    count(address) {
      const at = now();
      const known = counted.get(address);
      if (known && at - known.since < MINUTE_MS) {
        known.count += 1;
        return known.count <= MOST_A_MINUTE;
      }
      counted.delete(address);
      counted.set(address, { since: at, count: 1 });
      if (counted.size > MOST_ADDRESSES) {
        const [oldest] = counted.keys();
        if (oldest !== undefined) counted.delete(oldest);
      }
      return true;
    },
  };
}
