import { fc, runs } from '../../../property.ts';
import { describe, expect, it } from 'vitest';
import { reconcileList } from '../../../../main/mirror/sync/reconcileList.ts';
import type { ReconcilePorts } from '../../../../main/mirror/sync/reconcileList.ts';
import type { ListPlace } from '../../../../main/mirror/mirrorWriter.ts';
import { fail, ok } from '../../../../main/common/result.ts';

/** A list of the CRM's that changes while it is read, and a service that has its moods. */
interface World {
  readonly there: readonly number[];
  readonly inMirror: readonly number[];
  readonly pageSize: number;
  /** Items the service tells in a shape nobody knows. */
  readonly odd: readonly number[];
  readonly ignoresFilter: boolean;
  readonly ignoresOrder: boolean;
  /** What happens before each request: somebody deletes or creates an entity, the service fails, or nothing. */
  readonly moods: readonly (
    { readonly kind: 'delete' | 'create'; readonly id: number } | { readonly kind: 'fail' | 'fine' }
  )[];
}

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 120 }), { maxLength: 80 });
const mood = fc.oneof(
  fc.record({
    kind: fc.constantFrom('delete' as const, 'create' as const),
    id: fc.integer({ min: 1, max: 120 }),
  }),
  fc.record({ kind: fc.constantFrom('fail' as const, 'fine' as const) }),
);
const world: fc.Arbitrary<World> = fc.record({
  there: ids,
  inMirror: ids,
  pageSize: fc.integer({ min: 1, max: 30 }),
  odd: fc.uniqueArray(fc.integer({ min: 1, max: 120 }), { maxLength: 5 }),
  ignoresFilter: fc.boolean(),
  ignoresOrder: fc.boolean(),
  moods: fc.array(mood, { maxLength: 30 }),
});

const START: ListPlace = {
  watermark: 1,
  nextHref: null,
  newest: null,
  completedAt: null,
  walked: 0,
  firstId: null,
  lastId: null,
  total: null,
};

/** Reads the list to its end, beginning again after each failure as the sync does; what is in the mirror then. */
async function reconciled(given: World) {
  const there = new Set(given.there);
  /** What the CRM had at every moment. */
  const always = new Set(given.there);
  const gone = new Set<number>();
  const mirror = new Set(given.inMirror);
  const odd = new Set(given.odd);
  const moods = [...given.moods];
  const item = (id: number): object =>
    odd.has(id)
      ? { id, name: 7, updated_at: 'yesterday' }
      : { id, name: `Lead ${id}`, updated_at: 1_700_000_000 };
  let place: ListPlace = START;

  const ports: ReconcilePorts = {
    userId: 1,
    now: () => 0,
    place: () => place,
    savePlace: (_list, next) => {
      place = next;
    },
    savePage(page, next) {
      for (const { id } of page.rows as readonly { readonly id: number }[]) mirror.add(id);
      place = next;
    },
    remember(page) {
      for (const { id } of page.rows as readonly { readonly id: number }[]) mirror.add(id);
    },
    idsBetween: (_list, after, through) =>
      [...mirror].filter((id) => id > after && id <= through).toSorted((a, b) => a - b),
    drop(_list, dropped) {
      for (const id of dropped) mirror.delete(id);
    },
    fetchPage(href) {
      const mood = moods.shift() ?? { kind: 'fine' as const };
      if (mood.kind === 'fail') return Promise.resolve(fail({ kind: 'network', reason: 'gone' } as never));
      if (mood.kind === 'delete') {
        there.delete(mood.id);
        always.delete(mood.id);
        gone.add(mood.id);
      }
      if (mood.kind === 'create') there.add(mood.id);
      const url = new URL(href, 'https://demo.amocrm.ru');
      const single = /\/leads\/(\d+)$/u.exec(url.pathname)?.[1];
      if (single !== undefined) {
        const id = Number(single);
        return Promise.resolve(
          there.has(id) ? ok({ body: JSON.stringify(item(id)) }) : fail({ kind: 'notFound' } as never),
        );
      }
      const wanted = [...url.searchParams].flatMap(([key, value]) =>
        key.startsWith('filter[id]') ? [Number(value)] : [],
      );
      const isFiltered = wanted.length > 0 && !given.ignoresFilter;
      const all = [...there].filter((id) => !isFiltered || wanted.includes(id)).toSorted((a, b) => a - b);
      if (given.ignoresOrder && !isFiltered) all.reverse();
      const page = Number(url.searchParams.get('page') ?? '1');
      const size = isFiltered ? 250 : given.pageSize;
      const shown = all.slice((page - 1) * size, page * size);
      if (shown.length === 0) return Promise.resolve(ok({ body: null }));
      const next = new URL(url);
      next.searchParams.set('page', String(page + 1));
      return Promise.resolve(
        ok({
          body: JSON.stringify({
            _embedded: { leads: shown.map(item) },
            _links: page * size < all.length ? { next: { href: next.href } } : {},
          }),
        }),
      );
    },
  };
  for (;;) {
    const done = await reconcileList('leads', ports);
    if (done.ok) return { mirror, always, gone, there, odd };
  }
}

describe('reading a whole list again', () => {
  it('never drops what the CRM still has, whatever moves, fails, is odd or ignored meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (given) => {
        const { mirror, always } = await reconciled(given);
        const lost = given.inMirror.filter((id) => always.has(id) && !mirror.has(id));
        expect(lost).toEqual([]);
      }),
      { numRuns: runs(500) },
    );
  });

  it('drops what the CRM has not, where the service keeps its order', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (given) => {
        const { mirror, there } = await reconciled({ ...given, ignoresOrder: false, moods: [] });
        expect([...mirror].filter((id) => !there.has(id))).toEqual([]);
      }),
      { numRuns: runs(300) },
    );
  });
});
