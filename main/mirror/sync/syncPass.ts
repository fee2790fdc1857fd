import type { CrmFailure, CrmResult } from '../../crm/types/crmFailure.ts';
import { isClosed } from '../../crm/transport/refusal.ts';
import { type Result, fail, ok } from '../../common/result.ts';
import { type LIST_OF, restorationsOf } from './deletions.ts';
import { TIMED, isTimed } from './listRequests.ts';
import { type WalkPorts, walkList, type FetchedPage } from './listWalk.ts';
import type { FirstSync, MirrorChange } from '../mirror.ts';
import type { Pace } from './syncPace.ts';
import { type ReconcilePorts, readOne, reconcileList } from './reconcileList.ts';
import type { StoredLinks } from './storedPlaces.ts';
import type { Gone, ListPlace, MirrorWriter } from '../mirrorWriter.ts';
import type { ListName, PageRows, TimedList, PlaceName } from '../mirrorRecords.ts';

/** What one pass over an account's lists needs. */
export interface PassPorts {
  readonly key: string;
  /** The agent, whose tasks are kept. */
  readonly userId: number;
  readonly writer: MirrorWriter;
  fetchPage(href: string): Promise<CrmResult<FetchedPage>>;
  /** Unix ms. */
  readonly now: () => number;
  readonly pace: Pace;
  /** Rows changed, or (null) none did; facts may have come of it either way. */
  readonly changed: (change: MirrorChange | null) => void;
  readonly links: StoredLinks;
  /** Whether this pass is to read the list (`all`: to read all of it again). */
  wants(list: PlaceName): boolean;
  /** Told how each list that was asked for fared. */
  fared(list: PlaceName, failure: CrmFailure | null): void;
  /** Told of each page: its items, and those that could not be read. */
  walked(items: number, skipped: number): void;
}

/** Names first, so that the first contact already shows its company and its stages; deletions before changes. */
const LISTS: readonly ListName[] = [
  'users',
  'pipelines',
  'taskTypes',
  'lossReasons',
  'events',
  'tasks',
  'companies',
  'contacts',
  'leads',
  'incoming',
];
/** These change seldom and have no `updated_at` to ask by. */
const REFERENCE: ReadonlySet<ListName> = new Set(['users', 'pipelines', 'taskTypes', 'lossReasons']);
const REFERENCE_EVERY_MS = 3_600_000;
/** Lists that not everybody may read, or not every account has (crm-api.md 3.2): the rest works without. */
const OPTIONAL: ReadonlySet<PlaceName> = new Set([
  'users',
  'taskTypes',
  'lossReasons',
  'events',
  'tasks',
  'incoming',
]);
/** All is read again this often, for deletions that no event told of; daily where events may not be read. */
const RECONCILE_EVERY_MS = 7 * 24 * 3_600_000;
const RECONCILE_BLIND_MS = 24 * 3_600_000;
/** Tasks of one page of their list. */
const TASKS_AT_ONCE = 250;

/** Failures that are of the account or of the way to it, not of what was asked for. */
const OF_ALL_LISTS: ReadonlySet<CrmFailure['kind']> = new Set([
  'network',
  'noToken',
  'needsSignIn',
  'paymentRequired',
]);
const AT_ONCE: ReadonlySet<CrmFailure['kind']> = new Set(['aborted', 'rateLimited', 'blocked']);

/**
 * Brings the account up to date, list by list: one that fails is told of (`fared`) and the next one is read all the
 * same. Ends early only when it is no use to go on: two lists in a row met what is of all lists, or somebody wants it.
 */
export async function runPass(ports: PassPorts): Promise<Result<null, CrmFailure>> {
  const { key, writer } = ports;
  const first = writer.completedAt(key) === null;
  const walks = walkPorts(ports);
  const lists = createListRun(ports);
  // A page of each to begin with: from then on it can be said how much there is.
  for (const list of first ? LISTS : []) {
    if (isBegun(list, ports)) continue;
    const ended = await lists.run(list, () => walk(list, ports, walks, 1));
    if (ended !== null) return fail(ended);
  }
  for (const list of LISTS) {
    if (first ? isThrough(list, ports) : isFresh(list, ports)) {
      ports.fared(list, null);
      continue;
    }
    const ended = await lists.run(list, () => walk(list, ports, walks));
    if (ended !== null) return fail(ended);
  }
  for (const list of TIMED) {
    // The first pass has read all there is.
    if (first && isThrough(list, ports))
      writer.savePlace(key, `all ${list}`, { ...writer.place(key, `all ${list}`), completedAt: ports.now() });
    if (first || !isReconcileDue(list, ports)) {
      ports.fared(`all ${list}`, null);
      continue;
    }
    if (lists.hasFailed(list)) continue;
    const ended = await lists.run(`all ${list}`, () => reconcileList(list, reconcilePorts(ports)));
    if (ended !== null) return fail(ended);
  }
  lists.end();
  return ok(null);
}

/** How far the first sync is, by the places of its lists. */
export function firstSyncOf({ key, writer, pace }: Pick<PassPorts, 'key' | 'writer' | 'pace'>): FirstSync {
  const places = TIMED.map((list) => writer.place(key, list));
  const walked = places.reduce((all, place) => all + place.walked, 0);
  const total = places.reduce<number | null>(
    (all, place) => (all === null || place.total === null ? null : all + place.total),
    0,
  );
  return { walked, total, timeLeftMs: total === null ? null : pace.timeFor(Math.max(0, total - walked)) };
}

/** Runs one list after the other, as far as they are wanted and well in this pass. */
interface ListRun {
  /** Null to go on; else why the pass ends here. */
  run(list: PlaceName, work: () => Promise<Result<null, CrmFailure>>): Promise<CrmFailure | null>;
  /** In this pass. */
  hasFailed(list: PlaceName): boolean;
  /** The pass came to its end. */
  end(): void;
}

function createListRun(ports: PassPorts): ListRun {
  const { key, writer } = ports;
  const failed = new Set<PlaceName>();
  /** Whether this was the list's alone the next one will show. */
  let perhapsAll: { readonly list: PlaceName; readonly failure: CrmFailure } | null = null;
  const end = (): void => {
    if (perhapsAll !== null) ports.fared(perhapsAll.list, perhapsAll.failure);
    perhapsAll = null;
  };
  return {
    end,
    hasFailed: (list) => failed.has(list),
    async run(list, work) {
      if (failed.has(list) || !ports.wants(list)) return null;
      const done = await work();
      const isMissing = !done.ok && OPTIONAL.has(list) && isClosed(done.error);
      if (isMissing) {
        // A list that may be missing is done without.
        const place = writer.place(key, list);
        writer.savePlace(key, list, { ...place, watermark: null, nextHref: null, completedAt: ports.now() });
      }
      if (done.ok || isMissing) {
        end();
        ports.fared(list, null);
        return null;
      }
      const failure = done.error;
      // The agent's word, or the service's for everybody.
      if (AT_ONCE.has(failure.kind)) return failure;
      ports.links.failed(list, failure);
      failed.add(list);
      if (!OF_ALL_LISTS.has(failure.kind)) {
        end();
        ports.fared(list, failure);
        return null;
      }
      if (perhapsAll !== null) return failure;
      perhapsAll = { list, failure };
      return null;
    },
  };
}

function walkPorts(ports: PassPorts): WalkPorts {
  const { key, writer } = ports;
  const tell = (change: MirrorChange | null): void => {
    ports.changed(change);
  };
  /** What the list of the agent's tasks did not bring is done, deleted or given away. */
  const sweepTasks = (place: ListPlace, before: ListPlace): void => {
    if (place.nextHref !== null) return;
    // Between two pages rows may have moved past us: only what two passes missed is gone then.
    const since = place.walked > TASKS_AT_ONCE ? before.watermark : place.watermark;
    tell(writer.sweepTasks(key, since ?? 0));
  };
  return {
    fetchPage: (href) => ports.fetchPage(href),
    place: (name) => writer.place(key, name),
    savePage(page, place) {
      const before = writer.place(key, page.list);
      tell(writer.savePage(key, page, place, ports.now()));
      if (page.list === 'tasks') sweepTasks(place, before);
    },
    savePlace(name, place) {
      const before = writer.place(key, name);
      writer.savePlace(key, name, place);
      if (name === 'tasks') sweepTasks(place, before);
    },
    now: () => ports.now(),
    userId: ports.userId,
    walked: (items, skipped) => {
      ports.walked(items, skipped);
    },
  };
}

/** Walks a list, or so many pages of it, as its kind wants. */
function walk(
  list: ListName,
  ports: PassPorts,
  walks: WalkPorts,
  pages?: number,
): Promise<Result<null, CrmFailure>> {
  if (list === 'incoming') return walkIncoming(ports, walks);
  return list === 'events' ? walkEvents(ports, walks, pages) : walkList(list, walks, pages);
}

/** Follows the feed: deletions are applied as they are read, and what came back is read again. */
async function walkEvents(
  ports: PassPorts,
  walks: WalkPorts,
  pages?: number,
): Promise<Result<null, CrmFailure>> {
  const restored: { readonly list: TimedList; readonly id: number }[] = [];
  const walked = await walkList(
    'events',
    {
      ...walks,
      savePage(page, place) {
        walks.savePage(page, place);
        if (page.list !== 'events') return;
        for (const { list, id } of restorationsOf(page.rows)) if (isTimed(list)) restored.push({ list, id });
      },
    },
    pages,
  );
  for (const { list, id } of restored) {
    const read = await readOne(list, id, ports);
    if (!read.ok) return read;
    if (read.value) remember(ports, [read.value], []);
  }
  return walked;
}

/**
 * Follows incoming leads, a page of them: what came by more than that since the last pass is older than anybody wants to be
 * told. The deal of each is read first, so that whoever is told can name it. Those of the first pass are no changes.
 */
async function walkIncoming(ports: PassPorts, walks: WalkPorts): Promise<Result<null, CrmFailure>> {
  const { key, writer } = ports;
  const pages: Parameters<WalkPorts['savePage']>[] = [];
  const walked = await walkList('incoming', { ...walks, savePage: (...page) => pages.push(page) }, 1);
  if (!walked.ok) return walked;
  for (const [page, place] of pages) {
    const isNew = writer.place(key, 'incoming').watermark !== null;
    const ids = isNew && page.list === 'incoming' ? page.rows.flatMap(({ leadId }) => leadId ?? []) : [];
    for (const id of ids.filter((one) => writer.idsBetween(key, 'leads', one - 1, one).length === 0)) {
      const read = await readOne('leads', id, ports);
      if (!read.ok) return read;
      if (read.value) remember(ports, [read.value], []);
    }
    walks.savePage(page, {
      ...place,
      nextHref: null,
      newest: null,
      watermark: place.newest ?? place.watermark,
      completedAt: ports.now(),
    });
  }
  return walked;
}

function remember(
  { key, writer, now, changed }: PassPorts,
  pages: readonly PageRows[],
  gone: readonly Gone[],
): void {
  changed(writer.remember(key, pages, gone, now()));
}

function reconcilePorts(ports: PassPorts): ReconcilePorts {
  const { key, writer, userId } = ports;
  return {
    fetchPage: (href) => ports.fetchPage(href),
    now: () => ports.now(),
    userId,
    place: (list) => writer.place(key, `all ${list}`),
    savePage(page, place) {
      const name = isTimed(page.list) ? (`all ${page.list}` as const) : page.list;
      ports.changed(writer.savePage(key, page, place, ports.now(), name));
    },
    savePlace: (list, place) => {
      writer.savePlace(key, `all ${list}`, place);
    },
    remember: (page) => {
      remember(ports, [page], []);
    },
    idsBetween: (list, after, through) => writer.idsBetween(key, list, after, through),
    drop(list, ids) {
      remember(
        ports,
        [],
        ids.map((id) => ({ entity: ENTITY_OF[list], id })),
      );
    },
  };
}

const ENTITY_OF = { contacts: 'contact', companies: 'company', leads: 'lead' } as const satisfies {
  readonly [List in TimedList]: keyof typeof LIST_OF;
};

function isBegun(list: ListName, { key, writer }: PassPorts): boolean {
  const { nextHref, completedAt } = writer.place(key, list);
  return nextHref !== null || completedAt !== null;
}

/** In a first pass: nothing more is to come. */
function isThrough(list: ListName, { key, writer }: PassPorts): boolean {
  const { nextHref, completedAt } = writer.place(key, list);
  return nextHref === null && completedAt !== null;
}

/** Read a while ago, or refused then: not asked for again in each pass. */
function isFresh(list: ListName, { key, writer, now }: PassPorts): boolean {
  const { completedAt, nextHref, watermark } = writer.place(key, list);
  const isSeldom = REFERENCE.has(list) || (OPTIONAL.has(list) && watermark === null);
  return (
    isSeldom && nextHref === null && completedAt !== null && isWithin(now(), completedAt, REFERENCE_EVERY_MS)
  );
}

function isReconcileDue(list: TimedList, { key, writer, now }: PassPorts): boolean {
  const { nextHref, completedAt } = writer.place(key, `all ${list}`);
  if (nextHref !== null) return true;
  const isBlind = writer.place(key, 'events').watermark === null;
  return !isWithin(now(), completedAt ?? 0, isBlind ? RECONCILE_BLIND_MS : RECONCILE_EVERY_MS);
}

/** Less than so long ago; what lies in the future was timed by a clock that was put back since, and is as good as never. */
const isWithin = (now: number, at: number, ms: number): boolean => at <= now && now - at < ms;
