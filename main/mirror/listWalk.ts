import type { CrmFailure, CrmResult } from '../amocrm/failures.ts';
import { type Result, fail, ok } from '../result.ts';
import { type ParsedPage, parsePage } from './pages.ts';
import type { ListName, PageRows } from './rows.ts';
import type { ListPlace } from './writer.ts';

/** What walking a list needs of the world. */
export interface WalkPorts {
  fetchPage(href: string): Promise<CrmResult<{ readonly body: string | null }>>;
  place(list: ListName): ListPlace;
  /** Stores rows and place together. */
  savePage(page: PageRows, place: ListPlace): void;
  savePlace(list: ListName, place: ListPlace): void;
  /** Unix ms. */
  now(): number;
  /** Told of each stored page. */
  stored(rows: number, skipped: number): void;
}

const HREFS: Record<ListName, string> = {
  users: '/api/v4/users?limit=250',
  pipelines: '/api/v4/leads/pipelines',
  companies: '/api/v4/companies?limit=250&with=leads',
  contacts: '/api/v4/contacts?limit=250&with=leads',
  leads: '/api/v4/leads?limit=250&with=contacts',
};

const NEWEST_FIRST = 'order%5Bupdated_at%5D=desc';

/** Read again each time: several changes may fall into the second of the watermark, and clocks are coarse. */
const OVERLAP_S = 60;

/**
 * Brings one list up to date: the first time page by page as the service hands out the links, then what
 * changed since, newest first. Each page's rows are stored with the link to go on from, so that it goes
 * on there after any interruption. Ends with the first failure.
 */
export async function walkList(list: ListName, ports: WalkPorts): Promise<Result<null, CrmFailure>> {
  let place = ports.place(list);
  if (place.nextHref === null) {
    const begun = await begin(list, place, ports);
    if (!begun.ok) return begun;
    place = begun.value;
  }
  const visited = new Set<string>();
  while (place.nextHref !== null) {
    // A list whose links run in a circle would be walked for ever.
    if (visited.has(place.nextHref)) return fail(circular());
    visited.add(place.nextHref);
    const answer = await ports.fetchPage(place.nextHref);
    if (!answer.ok) return answer;
    const page = answer.value.body === null ? null : parsePage(list, answer.value.body);
    if (page?.ok === false) return page;
    place = keep(list, page?.value ?? null, place, ports);
  }
  return ok(null);
}

/** Where a new pass starts. */
async function begin(
  list: ListName,
  place: ListPlace,
  ports: WalkPorts,
): Promise<Result<ListPlace, CrmFailure>> {
  const href = HREFS[list];
  if (!isTimed(list)) return ok({ ...place, nextHref: href });
  if (place.watermark !== null) {
    const from = catchUpFrom(place.watermark);
    const filter = `filter%5Bupdated_at%5D%5Bfrom%5D=${from}`;
    return ok({ ...place, nextHref: `${href}&${NEWEST_FIRST}&${filter}`, newest: null });
  }
  // Everything changed after what is newest now, by the service's own clock, is for the catch-up.
  const probe = await ports.fetchPage(`${href.replace('limit=250', 'limit=1')}&${NEWEST_FIRST}`);
  if (!probe.ok) return probe;
  const page = probe.value.body === null ? null : parsePage(list, probe.value.body);
  if (page?.ok === false) return page;
  return ok({ ...place, nextHref: href, newest: page ? newestOf(page.value.rows) : 0 });
}

/** Stores one page and answers the place after it. */
function keep(list: ListName, page: ParsedPage | null, place: ListPlace, ports: WalkPorts): ListPlace {
  const from = place.watermark === null || !isTimed(list) ? null : catchUpFrom(place.watermark);
  const rows = page ? since(page.rows, from) : null;
  // Rows of later pages may have moved there meanwhile: the first page says how far this pass reaches.
  const newest = place.newest ?? (page && isTimed(list) ? newestOf(page.rows) : 0);
  const ended =
    page === null ||
    page.items === 0 ||
    page.next === null ||
    // The filter may be ignored (facts/amocrm-api 2.5); newest first, the rest of the list is known.
    (from !== null && isNewestFirst(page.rows) && oldestOf(page.rows) < from);
  const after: ListPlace = ended
    ? {
        watermark: Math.max(newest, place.watermark ?? 0),
        nextHref: null,
        newest: null,
        completedAt: ports.now(),
      }
    : { ...place, nextHref: page.next, newest };
  if (rows === null || page === null) {
    ports.savePlace(list, after);
  } else {
    ports.savePage(rows, after);
    ports.stored(rows.rows.length, page.skipped);
  }
  return after;
}

function isTimed(list: ListName): boolean {
  return list !== 'users' && list !== 'pipelines';
}

function catchUpFrom(watermark: number): number {
  return Math.max(0, watermark - OVERLAP_S);
}

/** Rows changed at or after `from`; deleted ones always, because they may come without a time. */
function since(page: PageRows, from: number | null): PageRows {
  if (from === null || page.list === 'users' || page.list === 'pipelines') return page;
  const changed = (row: { readonly isDeleted: boolean; readonly updatedAt: number }): boolean =>
    row.isDeleted || row.updatedAt >= from;
  return page.list === 'leads'
    ? { ...page, rows: page.rows.filter(changed) }
    : { ...page, rows: page.rows.filter(changed) };
}

/** Times of change of a page's rows, those without one left out. */
function times(page: PageRows): readonly number[] {
  return page.list === 'users' || page.list === 'pipelines'
    ? []
    : page.rows.map((row) => row.updatedAt).filter((time) => time > 0);
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
