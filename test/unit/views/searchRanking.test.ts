import { fc } from '../../property.ts';
import { describe, expect, it } from 'vitest';
import type { SearchHit } from '../../../preload/contract.ts';
import { rankedHits, type FoundHit } from '../../../main/views/searchRanking.ts';

const DAY_START = 1_000_000;
let nextId = 1;
const found = (changes: Partial<SearchHit> = {}, isCertain = false): FoundHit => ({
  hit: {
    entity: 'contact',
    id: nextId++,
    name: 'James',
    context: null,
    phone: '',
    responsible: null,
    responsibleIsMe: false,
    stage: null,
    price: null,
    calledAt: null,
    ...changes,
  },
  isCertain,
});
const deal = { name: 'Offer sent', colour: null };
const order = (...hits: readonly FoundHit[]): readonly number[] =>
  rankedHits(hits, DAY_START).map(({ id }) => hits.findIndex(({ hit }) => hit.id === id));

describe('what a search finds', () => {
  it('begins with whoever was called today, then the agent’s own, then those with an open deal, then the last called', () => {
    const any = found();
    const earlier = found({ calledAt: DAY_START - 5 });
    const lately = found({ calledAt: DAY_START - 1 });
    const withDeal = found({ stage: deal });
    const mine = found({ responsibleIsMe: true });
    const today = found({ calledAt: DAY_START });
    expect(order(any, earlier, lately, withDeal, mine, today)).toEqual([5, 4, 3, 2, 1, 0]);
  });

  it('has who was called today before the agent’s own with a deal who was not', () => {
    expect(order(found({ responsibleIsMe: true, stage: deal }), found({ calledAt: DAY_START + 1 }))).toEqual([
      1, 0,
    ]);
  });

  it('begins with who has the whole number that was typed, whatever else is', () => {
    expect(
      order(found({ calledAt: DAY_START + 9, responsibleIsMe: true, stage: deal }), found({}, true)),
    ).toEqual([1, 0]);
  });

  it('has people and companies before deals, and the agent’s own deals first', () => {
    const others = found({ entity: 'lead', stage: deal });
    const own = found({ entity: 'lead', stage: deal, responsibleIsMe: true });
    expect(order(others, own, found({ entity: 'company' }))).toEqual([2, 1, 0]);
  });

  it('loses nothing, and leaves what is equal as it was found', () => {
    const hit = fc
      .record({
        entity: fc.constantFrom('contact' as const, 'company' as const, 'lead' as const),
        responsibleIsMe: fc.boolean(),
        stage: fc.constantFrom(null, deal),
        calledAt: fc.option(fc.integer({ min: DAY_START - 3, max: DAY_START + 3 })),
      })
      .map((changes) => found(changes));
    fc.assert(
      fc.property(fc.array(hit), (hits) => {
        const ranked = rankedHits(hits, DAY_START);
        const ids = (list: readonly SearchHit[]) => list.map(({ id }) => id).toSorted((a, b) => a - b);
        expect(ids(ranked)).toEqual(ids(hits.map((one) => one.hit)));
        // Ranked again nothing moves.
        expect(
          rankedHits(
            ranked.map((one) => ({ hit: one, isCertain: false })),
            DAY_START,
          ),
        ).toEqual(ranked);
      }),
    );
    const same = [found(), found(), found()];
    expect(order(...same)).toEqual([0, 1, 2]);
  });
});
