import type { CrmFailure, CrmResult } from '../../crm/types/crmFailure.ts';
import { type Result, fail, ok } from '../../common/result.ts';
import { changedSince, feedSince, isFeed, isTimed, lastOne, newestOne, startOf } from './listRequests.ts';
import { type ParsedPage, parsePage } from './pageParser.ts';
import type { ListName, PageRows } from '../mirrorRecords.ts';
import type { ListPlace } from '../mirrorWriter.ts';

/** A page as it came. */
export interface FetchedPage {
  /** Null for a 204. */
  readonly body: string | null;
  /** Unix seconds by the CRM's own clock, which it has not passed yet; absent while that is not known. */
  readonly latest?: number;
}

/** What walking a list needs of the world. */
export interface WalkPorts {
  fetchPage(href: string): Promise<CrmResult<FetchedPage>>;
  place(list: ListName): ListPlace;
  /** Stores rows and place together. */
  savePage(page: PageRows, place: ListPlace): void;
  savePlace(list: ListName, place: ListPlace): void;
  /** Unix ms. */
  now(): number;
  /** The agent, whose tasks are kept. */
  readonly userId: number;
  /** Told of each page. */
  walked(items: number, skipped: number): void;
}

/** Read again each time: several changes may fall into the second of the watermark, and clocks are coarse. */
const OVERLAP_S = 60;

/**
 * Brings one list up to date: the first time page by page as the service hands out the links, then what
 * changed since, newest first. Each page's rows are stored with the link to go on from, so that it goes
 * on there after any interruption. Ends with the first failure, or after `pages` pages.
 */
export async function walkList(
  list: ListName,
  ports: WalkPorts,
  pages = Number.POSITIVE_INFINITY,
): Promise<Result<null, CrmFailure>> {
  let place = ports.place(list);
  if (place.nextHref === null) {
    const begun = await begin(list, place, ports);
    if (!begun.ok) return begun;
    place = begun.value;
  }
  const visited = new Set<string>();
  while (place.nextHref !== null && visited.size < pages) {
    // A list whose links run in a circle would be walked for ever.
    if (visited.has(place.nextHref)) return fail(circular());
    visited.add(place.nextHref);
    const read = await fetched(list, place.nextHref, ports);
    if (!read.ok) return read;
    place = keep(list, read.value.page, place, ports, read.value.latest);
  }
  return ok(null);
}

/** Fetches a page and reads it; null for a 204. */
export async function readPage(
  list: ListName,
  href: string,
  ports: Pick<WalkPorts, 'fetchPage'>,
): Promise<Result<ParsedPage | null, CrmFailure>> {
  const read = await fetched(list, href, ports);
  return read.ok ? ok(read.value.page) : read;
}

/**
 * The same, with the latest time it can be at the CRM. Integrations write `updated_at` themselves (crm-api.md 3.3), and one whose
 * clock is ahead writes a time that is still to come: believed, it would be the mark from which on changes are asked for, and
 * nothing would be heard of until then. So nothing was changed later than now.
 */
async function fetched(
  list: ListName,
  href: string,
  ports: Pick<WalkPorts, 'fetchPage'>,
): Promise<Result<{ readonly page: ParsedPage | null; readonly latest: number }, CrmFailure>> {
  const answer = await ports.fetchPage(href);
  if (!answer.ok) return answer;
  const { body, latest = Number.POSITIVE_INFINITY } = answer.value;
  if (body === null) return ok({ page: null, latest });
  const read = parsePage(list, body);
  return read.ok ? ok({ page: { ...read.value, rows: notAfter(read.value.rows, latest) }, latest }) : read;
}

/** Where a new pass starts. */
async function begin(
  list: ListName,
  place: ListPlace,
  ports: WalkPorts,
): Promise<Result<ListPlace, CrmFailure>> {
  const start = { ...place, nextHref: startOf(list, ports.userId), newest: null, walked: 0 };
  if (list === 'tasks') {
    // The number of the pass: larger than the last one's, wherever the computer's clock stands. Kept before the first page is asked for.
    const begun = { ...start, newest: Math.max(ports.now(), (place.watermark ?? 0) + 1) };
    ports.savePlace(list, begun);
    return ok(begun);
  }
  const from = catchUpFrom(list, place);
  if (from !== null)
    return ok({ ...start, nextHref: isFeed(list) ? feedSince(list, from) : changedSince(list, from) });
  if (!isTimed(list) && list !== 'events') return ok(start);
  // Everything changed after what is newest now, by the service's own clock, is for the catch-up.
  const probe = await readPage(list, newestOne(list), ports);
  if (!probe.ok) return probe;
  const newest = probe.value ? newestOf(probe.value.rows) : 0;
  if (list === 'events') {
    const begun = { ...start, nextHref: null, watermark: newest, completedAt: ports.now() };
    ports.savePlace(list, begun);
    return ok(begun);
  }
  const last = await readPage(list, lastOne(list), ports);
  if (!last.ok) return last;
  return ok({ ...start, newest, lastId: last.value ? (idsOf(last.value.rows)[0] ?? null) : null });
}

/** Stores one page and answers the place after it. */
function keep(
  list: ListName,
  page: ParsedPage | null,
  place: ListPlace,
  ports: WalkPorts,
  latest: number,
): ListPlace {
  const from = catchUpFrom(list, place);
  // Rows of later pages may have moved there meanwhile: the first page says how far this pass reaches.
  const newest = place.newest ?? (page ? newestOf(page.rows) : 0);
  const ended =
    page === null ||
    page.items === 0 ||
    page.next === null ||
    // The filter may be ignored (crm-api.md 2.5); newest first, the rest of the list is known.
    (from !== null && isNewestFirst(page.rows) && oldestOf(page.rows) < from);
  const walked = place.walked + (page?.items ?? 0);
  const extent = place.watermark === null && page ? extentOf(page.rows, place, walked) : {};
  const after: ListPlace = ended
    ? {
        ...place,
        ...extent,
        watermark: list === 'tasks' ? newest : Math.max(newest, Math.min(place.watermark ?? 0, latest)),
        nextHref: null,
        newest: null,
        completedAt: ports.now(),
        walked,
        total: place.watermark === null ? walked : place.total,
      }
    : { ...place, ...extent, nextHref: page.next, newest, walked };
  if (page === null) {
    ports.savePlace(list, after);
  } else {
    ports.savePage(since(page.rows, from), after);
    ports.walked(page.items, page.skipped);
  }
  return after;
}

/**
 * How long the list is, by how many items its ids so far hold and how far the last one is: the service
 * tells no totals (crm-api.md 2.3). Nothing where the list is not in the order of its ids.
 */
function extentOf(page: PageRows, place: ListPlace, walked: number): Partial<ListPlace> {
  const ids = idsOf(page);
  const first = place.firstId ?? ids[0];
  const here = ids.at(-1);
  const isAscending = ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? id));
  if (first === undefined || here === undefined || !isAscending || place.lastId === null) return {};
  const share = (here - first + 1) / (Math.max(place.lastId, here) - first + 1);
  return { firstId: first, total: Math.max(walked, Math.round(walked / share)) };
}

/** From when changes are asked for; null in a first pass and for lists without times. */
function catchUpFrom(list: ListName, { watermark }: ListPlace): number | null {
  if (watermark === null || (!isTimed(list) && !isFeed(list))) return null;
  return Math.max(0, watermark - OVERLAP_S);
}

/** Rows changed at or after `from`; deleted ones always, because they may come without a time. */
function since(page: PageRows, from: number | null): PageRows {
  if (from === null) return page;
  switch (page.list) {
    case 'companies':
    case 'contacts':
      return { list: page.list, rows: page.rows.filter((row) => row.isDeleted || row.updatedAt >= from) };
    case 'leads':
      return { list: page.list, rows: page.rows.filter((row) => row.isDeleted || row.updatedAt >= from) };
    case 'events':
      return { list: page.list, rows: page.rows.filter((row) => row.updatedAt >= from) };
    case 'incoming':
      return { list: page.list, rows: page.rows.filter((row) => row.updatedAt >= from) };
    default:
      return page;
  }
}

function notAfter(page: PageRows, latest: number): PageRows {
  const rows = <R extends { readonly updatedAt: number }>(all: readonly R[]): readonly R[] =>
    all.map((row) => (row.updatedAt > latest ? { ...row, updatedAt: latest } : row));
  switch (page.list) {
    case 'companies':
    case 'contacts':
      return { list: page.list, rows: rows(page.rows) };
    case 'leads':
      return { list: page.list, rows: rows(page.rows) };
    case 'tasks':
      return { list: page.list, rows: rows(page.rows) };
    case 'events':
      return { list: page.list, rows: rows(page.rows) };
    case 'incoming':
      return { list: page.list, rows: rows(page.rows) };
    default:
      return page;
  }
}

/** Ids of a page of entities, in its order. */
export function idsOf(page: PageRows): readonly number[] {
  return page.list === 'contacts' || page.list === 'companies' || page.list === 'leads'
    ? page.rows.map(({ id }) => id)
    : [];
}

/** Times of change of a page's rows, those without one left out. */
function times(page: PageRows): readonly number[] {
  return page.list === 'contacts' ||
    page.list === 'companies' ||
    page.list === 'leads' ||
    page.list === 'events' ||
    page.list === 'incoming'
    ? page.rows.map((row) => row.updatedAt).filter((time) => time > 0)
    : [];
}

function newestOf(page: PageRows): number {
  return times(page).reduce((newest, time) => Math.max(newest, time), 0);
}

function oldestOf(page: PageRows): number {
  return times(page).reduce((oldest, time) => Math.min(oldest, time), Number.POSITIVE_INFINITY);
}

function isNewestFirst(page: PageRows): boolean {
  const all = times(page);
  return all.every((time, index) => index === 0 || time <= (all[index - 1] ?? time));
}

function circular(): CrmFailure {
  return {
    kind: 'malformed',
    path: '_links.next',
    maySucceed: true,
    words: 'the links of the list run in a circle',
  };
}
