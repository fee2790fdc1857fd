/** How quickly the first sync goes. */
export interface Pace {
  /** Items came. */
  add(items: number): void;
  /** It stood still: what was measured before does not count. */
  rest(): void;
  /** Ms for so many items at the pace so far; null until there is enough to go by. */
  timeFor(items: number): number | null;
}

/** Fewer items than these (four pages) say nothing. */
const FEWEST_ITEMS = 1_000;
/** After these the older half counts half. */
const MANY_ITEMS = 50_000;

/** @param now Unix ms */
export function createPace(now: () => number): Pace {
  let since: number | null = null;
  let came = 0;
  return {
    add(items) {
      // The first page came at an unknown time after it was asked for.
      if (since === null) since = now();
      else came += items;
      if (came < MANY_ITEMS) return;
      since = now() - (now() - since) / 2;
      came /= 2;
    },
    rest() {
      since = null;
      came = 0;
    },
    timeFor: (items) =>
      since === null || came < FEWEST_ITEMS ? null : Math.round((items * (now() - since)) / came),
  };
}
