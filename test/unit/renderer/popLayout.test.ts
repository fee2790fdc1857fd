import { fc } from '../../property.ts';
import { describe, expect, it } from 'vitest';
import {
  dealsHeight,
  fieldsHeight,
  layoutOf,
  peopleHeight,
  wordsHeight,
  type PopLayout,
  PHONE_HEIGHT,
} from '../../../renderer/pop/layout.ts';

const kinds = ['known', 'possible', 'several', 'unknown', 'anonymous', 'internal', 'featureCode'] as const;

/** CSS pixels of all zones. */
const heightOf = (layout: PopLayout): number =>
  36 +
  92 +
  peopleHeight(layout.people, layout.density) +
  (layout.task ? 32 : 0) +
  fieldsHeight(layout) +
  dealsHeight(layout) +
  wordsHeight(layout) +
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
        fc.constantFrom('comfortable', 'compact'),
        fc.boolean(),
        fc.integer({ min: 0, max: 6 }),
        (kind, choices, leads, room, density, phone, fields) => {
          const height =
            heightOf(layoutOf(kind, choices, leads, room, density, phone, fields)) +
            (phone ? PHONE_HEIGHT : 0);
          expect(height).toBeLessThanOrEqual(560);
          // Compact is never higher, unless the room it saves shows more.
          const usual = layoutOf(kind, choices, leads, room);
          const dense = layoutOf(kind, choices, leads, room, 'compact');
          expect(heightOf({ ...usual, density: dense.density })).toBeLessThanOrEqual(heightOf(usual));
          expect(dense.deals).toBeGreaterThanOrEqual(Math.min(usual.deals, dense.words ? 1 : usual.deals));
        },
      ),
    );
  });

  it('have three deals where there is room, and what there is otherwise', () => {
    expect(layoutOf('known', 0, 5, 768)).toMatchObject({ deals: 3, task: true, words: true, next: true });
    expect(layoutOf('known', 0, 2, 768).deals).toBe(2);
    expect(layoutOf('known', 0, 0, 768).deals).toBe(1);
  });

  it('have the fields the agent chose, two a row: deals give first, then the last words, then the task', () => {
    const layout = (fields: number, phone = false) =>
      layoutOf('known', 0, 3, 1_000, 'comfortable', phone, fields);
    expect(layout(0)).toMatchObject({ fields: 0, deals: 3, words: true, task: true });
    expect(layout(3)).toMatchObject({ fields: 2, deals: 1, words: true, task: true });
    expect(layout(6)).toMatchObject({ fields: 3, deals: 1, words: false, task: true });
    expect(layout(6, true)).toMatchObject({ fields: 3, deals: 1, words: false, task: false });
    for (const kind of kinds.filter((one) => one !== 'known' && one !== 'possible'))
      expect(layoutOf(kind, 0, 3, 1_000, 'comfortable', false, 6).fields).toBe(0);
  });

  it('fit a screen of 720 pixels with text at 150 %: fewer deals, no words and no task; note, results and next step stay', () => {
    const layout = layoutOf('known', 0, 3, Math.floor((720 - 32) / 1.5));
    expect(heightOf(layout)).toBeLessThanOrEqual(458);
    expect(layout).toMatchObject({ deals: 2, words: false, results: true, next: true });
    const compact = layoutOf('known', 0, 3, Math.floor((720 - 32) / 1.5), 'compact');
    expect(heightOf(compact)).toBeLessThanOrEqual(458);
    expect(compact).toMatchObject({ deals: 1, task: true, words: false, results: true, next: true });
  });

  it('the keys of the phone have a row of their own, and still fit there: what goes with the result is in the form then', () => {
    const room = Math.floor((720 - 32) / 1.5);
    for (const density of ['comfortable', 'compact'] as const) {
      const layout = layoutOf('known', 0, 3, room, density, true);
      expect(heightOf(layout) + PHONE_HEIGHT).toBeLessThanOrEqual(458);
      expect(layout).toMatchObject({ phone: true, results: true, next: false });
      expect(layoutOf('known', 0, 3, 1_000, density, true)).toMatchObject({
        deals: density === 'compact' ? 2 : 1,
        task: true,
        next: true,
        words: true,
      });
    }
    expect(layoutOf('internal', 0, 0, room, 'comfortable', true).phone).toBe(true);
  });
});
