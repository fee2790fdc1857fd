import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutOf, peopleHeight, type PopLayout } from '../../../renderer/pop/layout.ts';

const kinds = ['known', 'possible', 'several', 'unknown', 'anonymous', 'internal', 'featureCode'] as const;

/** CSS pixels of all zones. */
const heightOf = (layout: PopLayout): number =>
  36 +
  92 +
  peopleHeight(layout.people) +
  (layout.task ? 32 : 0) +
  (layout.deals > 0 ? layout.deals * 28 + 8 : 0) +
  (layout.words ? 44 : 0) +
  56 +
  (layout.results ? 112 : 0) +
  (layout.next ? 68 : 0) +
  28;

describe('the zones of the pop', () => {
  it('are 560 pixels at most, whoever calls', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 200, max: 3000 }),
        (kind, choices, leads, room) => {
          expect(heightOf(layoutOf(kind, choices, leads, room))).toBeLessThanOrEqual(560);
        },
      ),
    );
  });

  it('have three deals where there is room, and what there is otherwise', () => {
    expect(layoutOf('known', 0, 5, 768)).toMatchObject({ deals: 3, task: true, words: true, next: true });
    expect(layoutOf('known', 0, 2, 768).deals).toBe(2);
    expect(layoutOf('known', 0, 0, 768).deals).toBe(1);
  });

  it('fit a screen of 720 pixels with text at 150 %: fewer deals, no words and no task; note, results and next step stay', () => {
    const layout = layoutOf('known', 0, 3, Math.floor((720 - 32) / 1.5));
    expect(heightOf(layout)).toBeLessThanOrEqual(458);
    expect(layout).toMatchObject({ deals: 2, words: false, results: true, next: true });
  });
});
