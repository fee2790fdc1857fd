import type { Answer, RequestError } from '../../preload/contract.ts';
import { createStore, type Store } from './store.ts';

/** A page of a list, read from a cursor on; `next` is the cursor of the page after it, null at the end. */
export interface RowPage<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
  /** Rows of the whole list, null where that is only known at its end. A page may be empty before it. */
  readonly total: number | null;
}

/** A long list as far as it is known. */
export interface PagedList<Row> {
  /** Rows that can be scrolled to: those seen, and some more as long as the end is not known. */
  readonly count: number;
  /** Rows of the whole list, null before the first answer, and while nobody knows. */
  readonly total: number | null;
  /** The row at a place; null when it is not here (any more): what is on the screen is read when asked for. */
  readonly rowAt: (index: number) => Row | null;
  /** The place of a row among those that are here, -1 for none. */
  readonly indexOf: (isIt: (row: Row) => boolean) => number;
  /** Why the last read did not work, null when it did. */
  readonly failure: RequestError['code'] | null;
}

/** A list read page by page as it is scrolled; see {@link createPagedRows}. */
export interface PagedRows<Row> extends Store<PagedList<Row>> {
  /** These rows are on the screen: reads what of them is not here. */
  readonly want: (first: number, last: number) => void;
  /** Something in the list changed: what is on the screen is read again, and shown as it was until then. */
  readonly refresh: () => void;
}

interface KnownPage<Row> {
  /** Place of its first row. */
  readonly start: number;
  readonly cursor: string | null;
  /** Null when it was let go of, or not read yet. */
  rows: readonly Row[] | null;
  stale: boolean;
}

/** Pages kept in memory; those farthest from the screen are let go of and read again when they are back on it. */
const MOST_PAGES = 8;
/** Rows shown as empty lines where the list goes on. */
const ROOM_AHEAD = 50;

/**
 * Reads a list of any length by its cursors and keeps a window of it: memory does not grow with the way
 * scrolled. A page that ends elsewhere than it did makes the pages after it unknown, so that no row is shown
 * twice or left out.
 */
export function createPagedRows<Row>(
  read: (cursor: string | null) => Promise<Answer<RowPage<Row>>>,
): PagedRows<Row> {
  let pages: readonly KnownPage<Row>[] = [{ start: 0, cursor: null, rows: null, stale: false }];
  let total: number | null = null;
  let end: number | null = null;
  let failure: RequestError['code'] | null = null;
  let wanted = { first: 0, last: 0 };
  const reading = new Set<KnownPage<Row>>();
  const store = createStore<PagedList<Row>>(snapshot());

  function snapshot(): PagedList<Row> {
    const known = pages;
    const last = known.at(-1);
    return {
      count: end ?? (last?.start ?? 0) + ROOM_AHEAD,
      total,
      failure,
      rowAt(index) {
        const page = known[pageIndex(known, index)];
        return page?.rows?.[index - page.start] ?? null;
      },
      indexOf(isIt) {
        for (const { rows, start } of known) {
          const at = rows?.findIndex(isIt) ?? -1;
          if (at !== -1) return start + at;
        }
        return -1;
      },
    };
  }

  async function readPage(page: KnownPage<Row>): Promise<void> {
    reading.add(page);
    page.stale = false;
    const answer = await read(page.cursor);
    reading.delete(page);
    const at = pages.indexOf(page);
    // A page before it ended elsewhere meanwhile: this one is no part of the list any more.
    if (at === -1) return;
    if (answer.ok) take(page, at, answer.value);
    failure = answer.ok ? null : answer.error.code;
    store.set(snapshot());
    // After a failure the next scroll, refresh or retry asks again.
    if (answer.ok) readWanted();
  }

  function take(page: KnownPage<Row>, at: number, { rows, next, total: all }: RowPage<Row>): void {
    page.rows = rows;
    // Where nobody counts, the end does.
    total = all ?? (next === null ? page.start + rows.length : null);
    const start = page.start + rows.length;
    const follower = pages[at + 1];
    if (next === null) {
      pages = pages.slice(0, at + 1);
      end = start;
    } else if (follower?.cursor !== next || follower.start !== start) {
      pages = [...pages.slice(0, at + 1), { start, cursor: next, rows: null, stale: false }];
      end = null;
    }
    letGo();
  }

  function letGo(): void {
    const [from, to] = wantedPages();
    const distance = (index: number): number => Math.max(from - index, index - to, 0);
    const held = pages
      .map((page, index) => ({ page, away: distance(index) }))
      .filter(({ page }) => page.rows !== null)
      .toSorted((one, other) => one.away - other.away);
    for (const { page, away } of held.slice(MOST_PAGES)) if (away > 0) page.rows = null;
  }

  const wantedPages = (): readonly [number, number] => [
    pageIndex(pages, wanted.first),
    pageIndex(pages, wanted.last),
  ];

  function readWanted(): void {
    const [from, to] = wantedPages();
    // One page ahead: it is here before the screen is.
    for (const page of pages.slice(from, to + 2)) {
      if ((page.rows === null || page.stale) && !reading.has(page)) void readPage(page);
    }
  }

  return {
    ...store,
    want(first, last) {
      wanted = { first, last };
      readWanted();
    },
    refresh() {
      for (const page of pages) page.stale = true;
      readWanted();
    },
  };
}

/** The page that holds a place: the last one that starts at it or before. */
function pageIndex(pages: readonly { readonly start: number }[], place: number): number {
  let low = 0;
  let high = pages.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((pages[middle]?.start ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
