/** A deterministic source of choices. */
export interface Random {
  /** A whole number, `from` to `to`, both included. */
  between(from: number, to: number): number;
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** True with a chance of `percent` in 100. */
  chance(percent: number): boolean;
  /** A UUID-shaped text. */
  uuid(): string;
  /** `length` hexadecimal digits. */
  hex(length: number): string;
}

/** mulberry32: small, quick, and the same on every machine. Not for secrets that matter; the sandbox has none. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const hex = (length: number): string => Array.from({ length }, () => between(0, 15).toString(16)).join('');
  return {
    between,
    hex,
    pick(list) {
      const chosen = list[between(0, list.length - 1)];
      if (chosen === undefined) throw new Error('pick from an empty list');
      return chosen;
    },
    chance: (percent) => next() * 100 < percent,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
  };
}
