import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CrmResult } from '../../../../main/crm/types/crmFailure.ts';
import type { MirrorChange, SyncProgress } from '../../../../main/mirror/mirror.ts';
import { type Sync, createSync } from '../../../../main/mirror/sync/accountSync.ts';
import { fail, ok } from '../../../../main/common/result.ts';
import { type FakeClock, createFakeClock } from '../../fakeClock.ts';
import { type MirrorFile, createMirrorFile } from '../mirrorFile.ts';

type Answer = CrmResult<{ readonly body: string | null }>;

const DAY = 86_400_000;

let mirror: MirrorFile;
let clock: FakeClock;
let sync: Sync;
let asked: string[];
let reports: SyncProgress[];
let changes: MirrorChange[];
/** Answers by the first key that the href contains; everything else is a 204. */
let service: Record<string, (href: string) => Answer>;

beforeEach(() => {
  mirror = createMirrorFile();
  clock = createFakeClock();
  asked = [];
  reports = [];
  changes = [];
  service = {};
});
afterEach(async () => {
  await sync.stop();
  mirror.close();
});

const page = (list: string, items: readonly object[], next?: string): Answer =>
  ok({
    body: JSON.stringify({
      _links: next === undefined ? {} : { next: { href: next } },
      _embedded: { [list]: items },
    }),
  });

async function start(catchUpEveryMs = 30_000): Promise<void> {
  sync = createSync('a', {
    fetchPage: (href) => {
      asked.push(href);
      const key = Object.keys(service).find((part) => href.includes(part));
      return Promise.resolve(service[key ?? '']?.(href) ?? ok({ body: null }));
    },
    writer: mirror.writer,
    clock,
    random: () => 0.5,
    report: (progress) => reports.push(progress),
    changed: (change) => void (change && changes.push(change)),
    userId: 7,
    catchUpEveryMs,
  });
  await clock.advance(0);
}

const contact = (id: number) => ({ id, name: `C${id}`, updated_at: 1_600_000_000 + id });
const contactIds = (): readonly number[] =>
  mirror.reader
    .contactOrCompanyPage('a', { entity: 'contact', text: '', responsible: null, cursor: null, limit: 500 })
    .rows.map(({ id }) => id)
    .toSorted((a, b) => a - b);

describe('the first sync', () => {
  it('tells how much there is by the ids, how long it takes by its pace, and what could not be read', async () => {
    const full = (from: number) =>
      Array.from({ length: 250 }, (_, index) => (index === 7 ? { id: 'bad' } : contact(from + index)));
    const releases: (() => void)[] = [];
    service['/contacts?limit=1&with=leads&order%5Bid%5D=desc'] = () => page('contacts', [contact(10_000)]);
    sync = createSync('a', {
      fetchPage: (href) => {
        if (!href.includes('/contacts?limit=250') && !href.startsWith('/api/v4/page/')) {
          const key = Object.keys(service).find((part) => href.includes(part));
          return Promise.resolve(service[key ?? '']?.(href) ?? ok({ body: null }));
        }
        const number = href.startsWith('/api/v4/page/') ? Number(href.slice(13)) : 0;
        return new Promise<Answer>((resolve) => {
          releases.push(() => {
            resolve(page('contacts', full(1 + number * 250), `/api/v4/page/${number + 1}`));
          });
        });
      },
      writer: mirror.writer,
      clock,
      random: () => 0.5,
      report: (progress) => reports.push(progress),
      changed: (change) => void (change && changes.push(change)),
      userId: 7,
      catchUpEveryMs: 30_000,
    });
    for (let number = 0; number < 8; number += 1) {
      await clock.advance(200);
      releases.shift()?.();
    }
    await clock.advance(0);
    const { first, skipped, stored } = reports.at(-1) ?? {};
    // The page under way, so that the loop can end.
    void sync.stop();
    releases.shift()?.();
    expect(skipped).toBe(8);
    expect(stored).toBe(8 * 249);
    expect(first?.walked).toBe(2_000);
    expect(first?.total).toBeGreaterThan(9_900);
    expect(first?.total).toBeLessThan(10_200);
    // 8,000 more at 250 in 200 ms.
    expect(first?.timeLeftMs).toBeGreaterThan(6_000);
    expect(first?.timeLeftMs).toBeLessThan(7_000);
  });

  it('of 100,000 contacts says after each page how far it is and how long it takes, and a pause stops it', async () => {
    const PAGES = 400;
    const PAGE_MS = 200;
    const href = (number: number): string => `/api/v4/page/${number}/of-contacts`;
    let release: (() => void) | null = null;
    service['/contacts?limit=1&with=leads&order%5Bid%5D=desc'] = () => page('contacts', [contact(100_000)]);
    sync = createSync('a', {
      fetchPage: (asks, signal) => {
        asked.push(asks);
        const number = asks.includes('/contacts?limit=250')
          ? 0
          : Number(/^\/api\/v4\/page\/(\d+)\//u.exec(asks)?.[1] ?? -1);
        if (number < 0) {
          const key = Object.keys(service).find((part) => asks.includes(part));
          return Promise.resolve(service[key ?? '']?.(asks) ?? ok({ body: null }));
        }
        const rows = Array.from({ length: 250 }, (_, index) => contact(number * 250 + index + 1));
        return new Promise<Answer>((resolve) => {
          // As a request under way: what is no longer wanted ends at once.
          signal.addEventListener('abort', () =>
            resolve(fail({ kind: 'aborted', maySucceed: false, words: '' })),
          );
          release = () => {
            resolve(page('contacts', rows, number + 1 < PAGES ? href(number + 1) : undefined));
          };
        });
      },
      writer: mirror.writer,
      clock,
      random: () => 0.5,
      report: (progress) => reports.push(progress),
      changed: (change) => void (change && changes.push(change)),
      userId: 7,
      catchUpEveryMs: 30_000,
    });
    const bring = async (pages: number): Promise<void> => {
      for (let number = 0; number < pages; number += 1) {
        await clock.advance(PAGE_MS);
        release?.();
        release = null;
      }
      await clock.advance(0);
    };

    await bring(20);
    const told = reports.filter(({ phase, first }) => phase === 'first' && (first?.walked ?? 0) > 0);
    expect(told.map(({ first }) => first?.walked)).toEqual(told.map((_, index) => (index + 1) * 250));
    expect(told.map(({ contacts }) => contacts)).toEqual(told.map((_, index) => (index + 1) * 250));
    expect(told).toHaveLength(20);
    // How many there are is known once each list has begun.
    expect(new Set(told.slice(1).map(({ first }) => first?.total))).toEqual(new Set([100_000]));
    // Four pages say nothing yet; then it is what is left of 400 pages at 200 ms each.
    const left = told.map(({ first }) => first?.timeLeftMs ?? null);
    expect(left[0]).toBeNull();
    expect(left.slice(5)).toEqual(told.slice(5).map((_, index) => (PAGES - 6 - index) * PAGE_MS));

    // A page is under way. Paused, nothing is asked for, however long it takes.
    sync.pause();
    release = null;
    await clock.advance(0);
    const before = asked.length;
    await clock.advance(DAY);
    expect(asked).toHaveLength(before);
    expect(release).toBeNull();
    expect(reports.at(-1)).toMatchObject({ phase: 'paused', contacts: 5_000, first: { walked: 5_000 } });

    // It goes on where it was, and the pause is not counted as work.
    sync.resume();
    await clock.advance(0);
    expect(asked.slice(before)).toEqual([href(20)]);
    expect(reports.at(-1)?.first?.timeLeftMs).toBeNull();
    await bring(10);
    expect(reports.at(-1)).toMatchObject({
      phase: 'first',
      contacts: 7_500,
      first: { walked: 7_500, total: 100_000, timeLeftMs: (PAGES - 30) * PAGE_MS },
    });
  });
});

describe('deletions', () => {
  it('what the feed tells is dropped, in whatever order it tells, and what came back is read again', async () => {
    service['/contacts?limit=250'] = () => page('contacts', [contact(1), contact(2), contact(3)]);
    await start();
    expect(contactIds()).toEqual([1, 2, 3]);
    const event = (type: string, entity_id: number, created_at: number) => ({ type, entity_id, created_at });
    service = {
      '/events?': () =>
        page('events', [
          event('contact_deleted', 1, 1_700_000_000),
          event('contact_restored', 2, 1_700_000_002),
          event('contact_deleted', 2, 1_700_000_001),
          event('lead_deleted', 3, 1_700_000_001),
          event('customer_deleted', 3, 1_700_000_001),
        ]),
      '/contacts/2?': () =>
        ok({ body: JSON.stringify({ ...contact(2), name: 'Back', updated_at: 1_700_000_003 }) }),
    };
    changes.length = 0;
    await clock.advance(40_000);
    expect(contactIds()).toEqual([2, 3]);
    expect(mirror.reader.contactOrCompany('a', { entity: 'contact', id: 2 })?.name).toBe('Back');
    expect(changes).toContainEqual({ contacts: [1], companies: [], leads: [], tasks: [] });
  });

  it('without the right to read events all is read again each day, and what is gone is dropped', async () => {
    service['/events?'] = () => fail({ kind: 'forbidden', words: '' });
    service['/contacts?limit=250'] = () => page('contacts', [contact(1), contact(2), contact(3)]);
    await start(DAY / 8);
    service['/contacts?limit=250'] = (href) =>
      href.includes('filter%5Bid%5D') ? ok({ body: null }) : page('contacts', [contact(1), contact(3)]);
    await clock.advance(DAY / 2);
    expect(contactIds()).toEqual([1, 2, 3]);
    await clock.advance(DAY);
    expect(contactIds()).toEqual([1, 3]);
    expect(asked.filter((href) => href.includes('/events?')).length).toBeLessThan(20);
  });

  it('a row that only slipped between two pages is asked for and kept, also where filters are ignored', async () => {
    service['/events?'] = () => fail({ kind: 'forbidden', words: '' });
    service['/contacts?limit=250'] = () => page('contacts', [contact(1), contact(2), contact(3)]);
    await start(DAY / 8);
    service['/contacts?limit=250'] = () => page('contacts', [contact(1), contact(3)]);
    service['/contacts/2?'] = () => ok({ body: JSON.stringify(contact(2)) });
    await clock.advance(1.5 * DAY);
    expect(contactIds()).toEqual([1, 2, 3]);
    expect(asked).toContain('/api/v4/contacts/2?with=leads');
  });
});

describe('tasks', () => {
  const task = (id: number) => ({
    id,
    text: `T${id}`,
    responsible_user_id: 7,
    complete_till: 1_800_000_000 + id,
    updated_at: 1_600_000_000,
    is_completed: false,
  });
  const tasks = (): readonly number[] =>
    mirror.reader
      .taskPage('a', { scope: 'all', now: 0, timezone: null, cursor: null, limit: 500 })
      .rows.map(({ id }) => id);

  it('of the agent alone are asked for, and what the list no longer has is gone', async () => {
    service['/tasks?'] = () => page('tasks', [task(1), task(2), { ...task(3), responsible_user_id: 8 }]);
    await start();
    expect(tasks()).toEqual([1, 2]);
    expect(asked.find((href) => href.includes('/tasks?'))).toContain('filter%5Bresponsible_user_id%5D=7');
    service['/tasks?'] = () => page('tasks', [task(2)]);
    await clock.advance(40_000);
    expect(tasks()).toEqual([2]);
    service['/tasks?'] = () => ok({ body: null });
    await clock.advance(40_000);
    expect(tasks()).toEqual([]);
  });
});

describe('incoming leads by phone', () => {
  const waiting = (uid: string, at: number, leadId: number) => ({
    uid,
    category: 'sip',
    created_at: at,
    _embedded: { leads: [{ id: leadId }] },
  });

  it('are told of once each, whoever tells first; what waited before the first pass is not', async () => {
    let there = [waiting('old', 1_000, 1)];
    service['/leads/unsorted'] = () => page('unsorted', there);
    service['/api/v4/leads/2?'] = () =>
      ok({ body: JSON.stringify({ id: 2, name: 'Rang', pipeline_id: 1, status_id: 10 }) });
    await start();
    await clock.advance(30_000);
    expect(mirror.writer.takeFacts()).toEqual([]);

    there = [waiting('new', 2_000, 2), ...there];
    await clock.advance(30_000);
    expect(mirror.writer.takeFacts()).toMatchObject([
      { kind: 'incomingLead', uid: 'new', category: 'sip', leadId: 2, by: null, at: 2_000 },
    ]);
    // Its deal is here with it, so that it can be named.
    expect(mirror.reader.lead('a', 2)?.name).toBe('Rang');
    await clock.advance(60_000);
    expect(mirror.writer.takeFacts()).toEqual([]);
    // One request a pass, and the deal once.
    expect(asked.filter((href) => href.includes('/leads/2?'))).toHaveLength(1);

    const fact = {
      kind: 'incomingLead',
      uid: 'posted',
      category: 'sip',
      leadId: 2,
      by: null,
      at: 2_010,
    } as const;
    const events = [{ seq: 0, at: 2_010_000, changeEvents: [{ kind: 'fact', fact, refetch: [] } as const] }];
    mirror.writer.saveChanges('a', { epoch: null, events }, clock.now());
    expect(mirror.writer.takeFacts()).toHaveLength(1);
    there = [waiting('posted', 2_010, 2), ...there];
    await clock.advance(30_000);
    expect(mirror.writer.takeFacts()).toEqual([]);
  });

  it('may not be there at all: the rest of the pass is done without', async () => {
    service['/leads/unsorted'] = () => fail({ kind: 'forbidden', maySucceed: false, words: '' });
    service['/contacts?'] = () => page('contacts', [contact(1)]);
    await start();
    await clock.advance(60_000);
    expect(reports.at(-1)?.phase).toBe('idle');
    expect(asked.filter((href) => href.includes('/leads/unsorted'))).toHaveLength(1);
  });
});

describe('a list that fails', () => {
  const broken: Answer = fail({ kind: 'server', status: 500, maySucceed: true, words: '' });
  const forbidden: Answer = fail({ kind: 'forbidden', words: '' });
  const unreached: Answer = fail({ kind: 'network', maySucceed: false, words: '' });
  const unsigned: Answer = fail({ kind: 'noToken', words: '' });

  it.each([
    ['/pipelines', 'pipelines', 'waiting', broken],
    ['/events', 'events', 'waiting', broken],
    ['/tasks', 'tasks', 'waiting', broken],
    ['/companies', 'companies', 'waiting', broken],
    ['/companies', 'companies', 'failed', forbidden],
    ['/companies', 'companies', 'waiting', unreached],
    ['/companies', 'companies', 'waiting', unsigned],
  ] as const)(
    '%s: the lists behind it are read, it is named (%s, %s), and read as soon as it answers',
    async (part, list, phase, answer) => {
      let isBroken = true;
      service[part] = () => (isBroken ? answer : ok({ body: null }));
      service['/contacts?limit=250'] = () => page('contacts', [contact(1)]);
      await start();
      await clock.advance(500);
      expect(contactIds()).toEqual([1]);
      expect(asked.some((href) => href.startsWith('/api/v4/leads?'))).toBe(true);
      expect(reports.at(-1)).toMatchObject({ phase, failedLists: [list] });
      expect(reports.some(({ completedAt }) => completedAt !== null)).toBe(false);
      isBroken = false;
      await clock.advance(10 * 60_000);
      expect(reports.at(-1)).toMatchObject({ phase: 'idle', failedLists: [] });
    },
  );

  it('is asked ever more seldom, the others as often as ever', async () => {
    await start();
    service['/companies'] = () => broken;
    await clock.advance(60_000);
    asked.length = 0;
    await clock.advance(30 * 60_000);
    const times = (part: string): number => asked.filter((href) => href.includes(part)).length;
    expect(times('/contacts?')).toBeGreaterThanOrEqual(59);
    expect(times('/companies?')).toBeLessThan(20);
    expect(times('/companies?')).toBeGreaterThan(5);
  });

  it('ends the pass only when the next meets the same of the whole account', async () => {
    service['/api'] = () => fail({ kind: 'noToken', words: '' });
    await start();
    expect(asked).toHaveLength(2);
    expect(reports.at(-1)).toMatchObject({ phase: 'waiting', failure: 'noToken', failedLists: [] });
  });

  it('is asked at once when the account is served again, and without asking for the others', async () => {
    await start();
    service['/companies'] = () => forbidden;
    await clock.advance(60_000);
    delete service['/companies'];
    asked.length = 0;
    sync.tryAgain();
    await clock.advance(0);
    expect(asked.map((href) => href.split('?')[0])).toEqual(['/api/v4/companies']);
    expect(reports.at(-1)).toMatchObject({ phase: 'idle' });
  });
});
