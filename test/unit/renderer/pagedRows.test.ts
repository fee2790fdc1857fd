import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../preload/contract.ts';
import { createPagedRows, type PagedRows, type RowPage } from '../../../renderer/state/pagedRows.ts';

const PAGE = 10;

/** A list whose cursors are the last row seen, as the mirror's are. */
function createSource(length: number) {
  let all = Array.from({ length }, (_, index) => index * 10);
  const asked: (string | null)[] = [];
  let broken = false;
  return {
    asked,
    insert(row: number) {
      all = [...all, row].toSorted((one, other) => one - other);
    },
    breakDown(is: boolean) {
      broken = is;
    },
    read: (cursor: string | null): Promise<Answer<RowPage<number>>> => {
      asked.push(cursor);
      if (broken) return Promise.resolve({ ok: false, error: { code: 'internal', message: '' } });
      const from = cursor === null ? 0 : all.findIndex((row) => row > Number(cursor));
      const rows = from === -1 ? [] : all.slice(from, from + PAGE);
      const more = from !== -1 && from + PAGE < all.length;
      return Promise.resolve({
        ok: true,
        value: { rows, next: more ? String(rows.at(-1)) : null, total: all.length },
      });
    },
  };
}

/** Lets every answer under way arrive. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Scrolls as a window does: by less than a screen at a time, until the list says it ends. */
async function scrollTo(list: PagedRows<number>, row: number): Promise<void> {
  for (let at = 0; at < row; at += 5) {
    list.want(at, Math.min(at + 8, list.get().count - 1));
    await settled();
  }
  list.want(row, Math.min(row + 8, list.get().count - 1));
  await settled();
}

const shown = ({ count, rowAt }: ReturnType<PagedRows<number>['get']>, from = 0, to = count) =>
  Array.from({ length: to - from }, (_, index) => rowAt(from + index));

describe('a list read page by page', () => {
  it('reads what is on the screen and one page ahead', async () => {
    const source = createSource(1000);
    const list = createPagedRows(source.read);
    list.want(0, 5);
    await settled();
    expect(source.asked).toEqual([null, '90']);
    expect(list.get().total).toBe(1000);
    expect(shown(list.get(), 0, 20)).toEqual(Array.from({ length: 20 }, (_, index) => index * 10));
    expect(list.get().count).toBe(20 + 50);
  });

  it('shows every row once, in order, to the end', async () => {
    const list = createPagedRows(createSource(57).read);
    await scrollTo(list, 56);
    expect(list.get().count).toBe(57);
    expect(shown(list.get())).toEqual(Array.from({ length: 57 }, (_, index) => index * 10));
  });

  it('holds a window of the list, not the way scrolled, and reads again what it let go of', async () => {
    const source = createSource(2000);
    const list = createPagedRows(source.read);
    await scrollTo(list, 1500);
    const held = shown(list.get()).filter((row) => row !== null);
    expect(held.length).toBeLessThanOrEqual(10 * PAGE);
    expect(list.get().rowAt(1503)).toBe(15_030);
    list.want(0, 8);
    await settled();
    expect(list.get().rowAt(3)).toBe(30);
  });

  it('shows a row that came in between, and none twice', async () => {
    const source = createSource(40);
    const list = createPagedRows(source.read);
    await scrollTo(list, 39);
    source.insert(55);
    list.refresh();
    await settled();
    await scrollTo(list, 40);
    const rows = shown(list.get());
    expect(rows).toHaveLength(41);
    expect(new Set(rows).size).toBe(41);
    expect(rows[6]).toBe(55);
  });

  it('keeps showing what it has while it reads again', async () => {
    const list = createPagedRows(createSource(40).read);
    list.want(0, 8);
    await settled();
    list.refresh();
    expect(list.get().rowAt(0)).toBe(0);
  });

  it('says why it could not read, keeps its rows, and reads again when asked to', async () => {
    const source = createSource(40);
    const list = createPagedRows(source.read);
    list.want(0, 8);
    await settled();
    source.breakDown(true);
    list.refresh();
    await settled();
    expect(list.get()).toMatchObject({ failure: 'internal' });
    expect(list.get().rowAt(0)).toBe(0);
    source.breakDown(false);
    list.refresh();
    await settled();
    expect(list.get().failure).toBeNull();
  });

  it('knows an empty list from one that is not read yet', async () => {
    const list = createPagedRows(createSource(0).read);
    expect(list.get()).toMatchObject({ total: null });
    list.want(0, 8);
    await settled();
    expect(list.get()).toMatchObject({ count: 0, total: 0 });
  });

  it('finds the place of a row that is here', async () => {
    const list = createPagedRows(createSource(40).read);
    list.want(0, 15);
    await settled();
    expect(list.get().indexOf((row) => row === 120)).toBe(12);
    expect(list.get().indexOf((row) => row === 7)).toBe(-1);
  });
});
