import { fc } from '../property.ts';
import { describe, expect, it } from 'vitest';
import { backoffMs, doubledMs } from '../../main/common/backoff.ts';

const attempts = fc.integer({ min: -3, max: 1_000_000 });
const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const backoffs = fc.record({
  firstMs: fc.integer({ min: 1, max: 10_000 }),
  longestMs: fc.integer({ min: 10_000, max: 600_000 }),
  jitter: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('the wait after a try that failed', () => {
  it('doubles from the first to the longest', () => {
    const growth = { firstMs: 500, longestMs: 15_000 };
    expect([1, 2, 3, 4, 5, 6, 7, 5_000].map((attempt) => doubledMs(attempt, growth))).toEqual([
      500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000,
    ]);
  });

  it('lies within its jitter’s share below that, after any number of tries', () => {
    fc.assert(
      fc.property(attempts, backoffs, draw, (attempt, backoff, drawn) => {
        const most = doubledMs(attempt, backoff);
        const wait = backoffMs(attempt, backoff, () => drawn);
        expect(most).toBeGreaterThanOrEqual(backoff.firstMs);
        expect(most).toBeLessThanOrEqual(backoff.longestMs);
        expect(wait).toBeLessThanOrEqual(most * (1 + Number.EPSILON));
        expect(wait).toBeGreaterThanOrEqual(most * (1 - backoff.jitter) * (1 - Number.EPSILON));
      }),
    );
  });

  it('spreads evenly over that share', () => {
    const backoff = { firstMs: 1000, longestMs: 60_000, jitter: 0.5 };
    expect([0, 0.5, 1].map((drawn) => backoffMs(2, backoff, () => drawn))).toEqual([1000, 1500, 2000]);
  });
});
