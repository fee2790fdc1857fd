import { fc } from '../../property.ts';
import { describe, expect, it } from 'vitest';
import { blockMs } from '../../../main/crm/transport/rateLimiter.ts';
import { retryMs } from '../../../main/outbox/sendBackoff.ts';

const attempts = fc.integer({ min: 1, max: 10_000 });
const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('backoff', () => {
  it('is never a hot loop and never longer than five minutes', () => {
    fc.assert(
      fc.property(attempts, draw, (attempt, drawn) => {
        const wait = retryMs(attempt, () => drawn);
        expect(wait).toBeGreaterThanOrEqual(200);
        expect(wait).toBeLessThanOrEqual(300_000);
      }),
    );
  });

  it('does not shrink for the same draw as attempts go on', () => {
    fc.assert(
      fc.property(attempts, draw, (attempt, drawn) => {
        expect(retryMs(attempt + 1, () => drawn)).toBeGreaterThanOrEqual(retryMs(attempt, () => drawn));
      }),
    );
  });

  it('spreads over the whole range (full jitter)', () => {
    expect([0, 0.25, 0.5, 0.999].map((drawn) => retryMs(4, () => drawn))).toEqual([
      200, 4_000, 8_000, 15_984,
    ]);
  });

  it('after blocks doubles from one minute to ten', () => {
    expect([1, 2, 3, 4, 5, 50].map(blockMs)).toEqual([1, 2, 4, 8, 10, 10].map((minutes) => minutes * 60_000));
  });
});
