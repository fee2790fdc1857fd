import { isIPv6 } from 'node:net';
import type { RelayClock } from './clock.ts';

/** Who guessed wrong lately. */
export interface Refusals {
  /** Counts one more wrong guess; true while this address may go on guessing. */
  count(address: string): boolean;
  /** Whether this address guessed wrong so often that its guesses are not even looked at. Counts nothing. */
  isBlocked(address: string): boolean;
}

const MOST_A_MINUTE = 30;
const MINUTE_MS = 60_000;
/** Beyond these the oldest are forgotten: a memory that strangers fill must have an end. */
const MOST_ADDRESSES = 10_000;

/**
 * Counts wrong secrets, tokens and invites by address. Only wrong ones: the CRM behind the same address as a guesser
 * is served all the same.
 */
export function createRefusals(clock: Pick<RelayClock, 'monotonic'>): Refusals {
  const counted = new Map<string, { readonly since: number; count: number }>();
  const knownOf = (place: string, at: number): { count: number } | undefined => {
    const known = counted.get(place);
    return known && at - known.since < MINUTE_MS ? known : undefined;
  };
  return {
    count(address) {
      const at = clock.monotonic();
      const place = placeOf(address);
      const known = knownOf(place, at);
      if (known) {
        known.count += 1;
        return known.count <= MOST_A_MINUTE;
      }
      counted.delete(place);
      counted.set(place, { since: at, count: 1 });
      if (counted.size > MOST_ADDRESSES) {
        const [oldest] = counted.keys();
        if (oldest !== undefined) counted.delete(oldest);
      }
      return true;
    },
    isBlocked: (address) => (knownOf(placeOf(address), clock.monotonic())?.count ?? 0) >= MOST_A_MINUTE,
  };
}

/** An IPv4 address; of IPv6 its network of 64 bits: whoever has one of its addresses has all of them. */
export function placeOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/iu, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = (plain.split('%')[0] ?? '').split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? 0 : tail.split(':').length + (tail.includes('.') ? 1 : 0);
  const filled =
    tail === undefined ? groups : [...groups, ...Array<string>(8 - groups.length - after).fill('0')];
  const all = tail === undefined || tail === '' ? filled : [...filled, ...tail.split(':')];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
