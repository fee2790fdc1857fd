import type { CrmFailure } from '../../crm/types/crmFailure.ts';
import { type Result, ok } from '../../common/result.ts';
import { byId, byIds, startOf } from './listRequests.ts';
import { type WalkPorts, idsOf, readPage } from './listWalk.ts';
import { parsePage } from './pageParser.ts';
import type { PageRows, TimedList } from '../mirrorRecords.ts';
import type { ListPlace } from '../mirrorWriter.ts';

/** What reading a whole list again needs, beside what a walk does. */
export interface ReconcilePorts extends Pick<WalkPorts, 'fetchPage' | 'now' | 'userId'> {
  place(list: TimedList): ListPlace;
  savePage(page: PageRows, place: ListPlace): void;
  savePlace(list: TimedList, place: ListPlace): void;
  /** Stores entities read by their ids. */
  remember(page: PageRows): void;
  /** Ids the mirror has above `after` up to `through`, ascending. */
  idsBetween(list: TimedList, after: number, through: number): readonly number[];
  drop(list: TimedList, ids: readonly number[]): void;
}

/** Ids asked for in one request. */
const AT_ONCE = 50;

/**
 * Reads a whole list again in the order of its ids, and drops what the mirror has and the CRM has not: what
 * a lost event never told (crm-api.md 5.3). Nothing is dropped for missing from a page alone, because
 * rows move between pages: each is asked for first. Goes on from its page after any interruption; gives up
 * quietly where the service does not keep the order.
 */
export async function reconcileList(
  list: TimedList,
  ports: ReconcilePorts,
): Promise<Result<null, CrmFailure>> {
  let place = ports.place(list);
  // `lastId` is the last id seen.
  if (place.nextHref === null)
    place = { ...place, nextHref: startOf(list, ports.userId), lastId: 0, walked: 0 };
  while (place.nextHref !== null) {
    const read = await readPage(list, place.nextHref, ports);
    if (!read.ok) return read;
    const ids = read.value ? idsOf(read.value.rows) : [];
    const last = place.lastId ?? 0;
    const isLast = read.value === null || read.value.next === null || read.value.items === 0;
    if (!isAscending([last, ...ids])) {
      ports.savePlace(list, ended(place, ports.now()));
      return ok(null);
    }
    const through = isLast ? Number.MAX_SAFE_INTEGER : (ids.at(-1) ?? last);
    const shown = new Set(ids);
    const missing = ports.idsBetween(list, last, through).filter((id) => !shown.has(id));
    for (let from = 0; from < missing.length; from += AT_ONCE) {
      const asked = await drop(list, missing.slice(from, from + AT_ONCE), ports);
      if (!asked.ok) return asked;
    }
    const walked = place.walked + ids.length;
    place = isLast
      ? { ...ended(place, ports.now()), walked }
      : { ...place, nextHref: read.value?.next ?? null, lastId: through, walked };
    if (read.value) ports.savePage(read.value.rows, place);
    else ports.savePlace(list, place);
  }
  return ok(null);
}

/** Asks for entities by their ids and drops those that are not there. */
async function drop(
  list: TimedList,
  ids: readonly number[],
  ports: ReconcilePorts,
): Promise<Result<null, CrmFailure>> {
  const answer = await readPage(list, byIds(list, ids), ports);
  if (!answer.ok) return answer;
  // One of them cannot be read, which is not the same as gone.
  if (answer.value && answer.value.skipped > 0) return dropOneByOne(list, ids, ports);
  const there = answer.value ? idsOf(answer.value.rows) : [];
  if (there.some((id) => !ids.includes(id)) || answer.value?.next) return dropOneByOne(list, ids, ports);
  if (answer.value) ports.remember(answer.value.rows);
  ports.drop(
    list,
    ids.filter((id) => !there.includes(id)),
  );
  return ok(null);
}

/** The filter was ignored (crm-api.md 2.5): each is asked for by its own path. */
async function dropOneByOne(
  list: TimedList,
  ids: readonly number[],
  ports: ReconcilePorts,
): Promise<Result<null, CrmFailure>> {
  for (const id of ids) {
    const one = await readOne(list, id, ports);
    if (!one.ok) return one;
    if (one.value) ports.remember(one.value);
    else ports.drop(list, [id]);
  }
  return ok(null);
}

/** One entity as a page of its list, empty when it cannot be read; null when it is gone. */
export async function readOne(
  list: TimedList,
  id: number,
  ports: Pick<WalkPorts, 'fetchPage'>,
): Promise<Result<PageRows | null, CrmFailure>> {
  const answer = await ports.fetchPage(byId(list, id));
  if (!answer.ok) return answer.error.kind === 'notFound' ? ok(null) : answer;
  if (answer.value.body === null) return ok(null);
  const page = parsePage(list, `{"_embedded":{"${list}":[${answer.value.body}]}}`);
  return page.ok ? ok(page.value.rows) : page;
}

function ended(place: ListPlace, now: number): ListPlace {
  return { ...place, nextHref: null, lastId: null, completedAt: now };
}

function isAscending(ids: readonly number[]): boolean {
  return ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? id));
}
