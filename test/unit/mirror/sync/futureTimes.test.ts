import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sync, createSync } from '../../../../main/mirror/sync/accountSync.ts';
import { ok } from '../../../../main/common/result.ts';
import { type FakeClock, createFakeClock } from '../../fakeClock.ts';
import { type MirrorFile, createMirrorFile } from '../mirrorFile.ts';

let mirror: MirrorFile;
let clock: FakeClock;
let sync: Sync;

beforeEach(() => {
  mirror = createMirrorFile();
  clock = createFakeClock();
});
afterEach(async () => {
  await sync.stop();
  mirror.close();
});

describe('a row whose time of change is still to come (an integration wrote it, whose clock is ahead)', () => {
  const NOW = 1_700_000_000;
  interface State {
    now: number;
    readonly rows: { id: number; name: string; updated_at: number }[];
    /** Whether the time at the CRM is known. */
    tells: boolean;
  }

  /** Starts the sync at a service with a filter and an order. */
  async function start(state: State): Promise<void> {
    const bodyOf = (href: string): string | null => {
      const query = new URL(href, 'https://a').searchParams;
      if (!href.includes('/contacts?')) return null;
      const from = Number(query.get('filter[updated_at][from]') ?? 0);
      const by = query.has('order[id]') ? 'id' : 'updated_at';
      const found = state.rows
        .filter((row) => row.updated_at >= from)
        .toSorted((a, b) => (query.get(`order[${by}]`) === 'asc' ? a[by] - b[by] : b[by] - a[by]))
        .slice(0, Number(query.get('limit')));
      return found.length === 0 ? null : JSON.stringify({ _embedded: { contacts: found } });
    };
    sync = createSync('a', {
      fetchPage: (href) =>
        Promise.resolve(ok({ body: bodyOf(href), ...(state.tells ? { latest: state.now } : {}) })),
      writer: mirror.writer,
      clock,
      random: () => 0.5,
      report: () => undefined,
      changed: () => undefined,
      userId: 7,
      catchUpEveryMs: 30_000,
    });
    await clock.advance(0);
  }
  const nameOf = (id: number) => mirror.reader.contactOrCompany('a', { entity: 'contact', id })?.name;

  it.each([3 * 3_600, 400 * 86_400])(
    'by %i s hides no change of any other, nor the next one of its own',
    async (ahead) => {
      const rows = [
        { id: 1, name: 'One', updated_at: NOW - 9_000 },
        { id: 2, name: 'Two', updated_at: NOW + ahead },
      ];
      const state = { now: NOW, rows, tells: true };
      await start(state);
      expect([nameOf(1), nameOf(2)]).toEqual(['One', 'Two']);
      state.now += 100;
      rows[0] = { id: 1, name: 'One changed', updated_at: NOW + 90 };
      await clock.advance(40_000);
      expect(nameOf(1)).toBe('One changed');
      state.now += 100;
      rows[1] = { id: 2, name: 'Two changed', updated_at: NOW + 190 };
      await clock.advance(40_000);
      expect([nameOf(1), nameOf(2)]).toEqual(['One changed', 'Two changed']);
    },
  );

  it('that was believed before, while the time at the CRM was not known, is made up for', async () => {
    const rows = [{ id: 1, name: 'One', updated_at: NOW + 86_400 }];
    const state = { now: NOW, rows, tells: false };
    await start(state);
    state.tells = true;
    await clock.advance(40_000);
    rows.push({ id: 3, name: 'Three', updated_at: NOW + 50 });
    state.now += 60;
    await clock.advance(80_000);
    expect(nameOf(3)).toBe('Three');
  });
});
