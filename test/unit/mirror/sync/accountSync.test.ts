import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CrmFailure, CrmResult } from '../../../../main/crm/types/crmFailure.ts';
import type { MirrorChange, SyncProgress } from '../../../../main/mirror/mirror.ts';
import { type Sync, createSync } from '../../../../main/mirror/sync/accountSync.ts';
import { fail, ok } from '../../../../main/common/result.ts';
import { type FakeClock, createFakeClock } from '../../fakeClock.ts';
import { type MirrorFile, createMirrorFile } from '../mirrorFile.ts';

type Answer = CrmResult<{ readonly body: string | null }>;

let mirror: MirrorFile;
let clock: FakeClock;
let sync: Sync | null;
let asked: string[];
let reports: SyncProgress[];
let changes: MirrorChange[];

beforeEach(() => {
  mirror = createMirrorFile();
  clock = createFakeClock();
  asked = [];
  reports = [];
  changes = [];
  sync = null;
});
afterEach(async () => {
  await sync?.stop();
  mirror.close();
});

const empty: Answer = ok({ body: null });
const page = (list: string, items: readonly object[], next?: string): Answer =>
  ok({
    body: JSON.stringify({
      _links: next === undefined ? {} : { next: { href: next } },
      _embedded: { [list]: items },
    }),
  });

/** Starts the loop over a service that answers by `answer`. */
function start(answer: (href: string) => Answer | Promise<Answer>): void {
  sync = createSync('a', {
    fetchPage: (href) => {
      asked.push(href);
      return Promise.resolve(answer(href));
    },
    writer: mirror.writer,
    clock,
    random: () => 0.5,
    report: (progress) => reports.push(progress),
    changed: (change) => void (change && changes.push(change)),
    userId: 7,
    catchUpEveryMs: 30_000,
  });
}

const last = (): SyncProgress | undefined => reports.at(-1);
const failing = (error: CrmFailure) => (): Answer => fail(error);

describe('the loop', () => {
  it('ends a list at a 204, at an empty page, and where there is no next', async () => {
    start((href) => {
      if (href.includes('/contacts?limit=250')) return page('contacts', [{ id: 1 }], '/api/v4/next');
      if (href === '/api/v4/next') return empty;
      if (href.includes('/companies?limit=250')) return page('companies', [], '/api/v4/never');
      return href.includes('/leads?') ? page('leads', [{ id: 5 }]) : empty;
    });
    await clock.advance(0);
    expect(last()).toMatchObject({ phase: 'idle', contacts: 1 });
    expect(asked).toContain('/api/v4/next');
    expect(asked).not.toContain('/api/v4/never');
  });

  it('a list whose links run in a circle is a failure, not an endless walk', async () => {
    start((href) =>
      href.includes('companies') || href === '/api/v4/b'
        ? page('companies', [{ id: 1 }], '/api/v4/b')
        : empty,
    );
    await clock.advance(0);
    expect(last()).toMatchObject({ phase: 'waiting', failure: 'malformed' });
    expect(asked.filter((href) => href === '/api/v4/b')).toHaveLength(1);
  });

  it.each([
    'http://romashka.localhost:80//evil.example/api/v4/contacts',
    'http://romashka.localhost/\\evil.example/api/v4/contacts',
    '//evil.example/oauth2/access_token',
    'file:///api/v4/contacts',
    'http://[::bad',
  ])('a link that leads out of the API is neither stored nor followed: %s', async (href) => {
    start((path) => (path.includes('/contacts?limit=250') ? page('contacts', [{ id: 1 }], href) : empty));
    await clock.advance(600_000);
    expect(last()).toMatchObject({ phase: 'waiting', failure: 'malformed' });
    expect(asked.filter((path) => !path.startsWith('/api/v4/'))).toEqual([]);
    expect(mirror.writer.place('a', 'contacts').nextHref?.startsWith('/api/v4/') ?? true).toBe(true);
  });

  it('a link that was stored by whom ever is gone on from by its path, or not at all', () => {
    const stored = (nextHref: string): string | null => {
      mirror.writer.savePlace('a', 'contacts', { ...mirror.writer.place('a', 'contacts'), nextHref });
      return mirror.writer.place('a', 'contacts').nextHref;
    };
    expect(stored('https://former.amocrm.ru/api/v4/contacts?page=7&x[]=1')).toBe(
      '/api/v4/contacts?page=7&x[]=1',
    );
    expect(stored('http://romashka.localhost:80//evil.example/api/v4/contacts')).toBeNull();
  });

  it('a stored link that keeps failing is dropped, and its list begins again', async () => {
    const link = '/api/v4/contacts?page=7';
    mirror.writer.savePlace('a', 'contacts', { ...mirror.writer.place('a', 'contacts'), nextHref: link });
    start((href) => {
      if (href === link) return fail({ kind: 'validation', problems: [], words: 'no such page' });
      return href.includes('/contacts?limit=250') ? page('contacts', [{ id: 1 }]) : empty;
    });
    await clock.advance(3_600_000);
    expect(last()).toMatchObject({ phase: 'idle', contacts: 1 });
    expect(asked.filter((href) => href === link)).toHaveLength(3);
  });

  it('a link of a service that is away is kept, however long it is away', async () => {
    const link = '/api/v4/contacts?page=7';
    mirror.writer.savePlace('a', 'contacts', { ...mirror.writer.place('a', 'contacts'), nextHref: link });
    start((href) => (href === link ? fail({ kind: 'network', maySucceed: false, words: '' }) : empty));
    await clock.advance(86_400_000);
    expect(mirror.writer.place('a', 'contacts').nextHref).toBe(link);
  });

  it('without the right to list users it does without their names', async () => {
    start((href) => (href.includes('/users') ? fail({ kind: 'forbidden', words: '' }) : empty));
    await clock.advance(0);
    expect(last()?.phase).toBe('idle');
  });

  it('asks for what changed, newest first, from a minute before the newest it has seen', async () => {
    start((href) =>
      href.includes('/contacts') ? page('contacts', [{ id: 1, updated_at: 1_600_000_000 }]) : empty,
    );
    await clock.advance(0);
    expect(
      asked.some((href) => href.includes('limit=1&') && href.includes('order%5Bupdated_at%5D=desc')),
    ).toBe(true);
    asked.length = 0;
    await clock.advance(40_000);
    expect(asked).toContain(
      '/api/v4/contacts?limit=250&with=leads&order%5Bupdated_at%5D=desc&filter%5Bupdated_at%5D%5Bfrom%5D=1599999940',
    );
    // Users and pipelines were read a moment ago.
    expect(asked.some((href) => href.includes('/users') || href.includes('/pipelines'))).toBe(false);
  });

  it('stops where the known begins, though the service ignores the filter', async () => {
    start((href) => {
      if (!href.includes('/contacts') && !href.includes('/page')) return empty;
      const items = href.includes('/page')
        ? [{ id: 9, updated_at: 5 }]
        : [
            { id: 1, updated_at: 1_600_000_000 },
            { id: 2, updated_at: 9 },
          ];
      return page('contacts', items, href.includes('/page') ? undefined : '/api/v4/page/2');
    });
    await clock.advance(0);
    asked.length = 0;
    await clock.advance(40_000);
    expect(asked.some((href) => href.includes('/contacts'))).toBe(true);
    expect(asked).not.toContain('/api/v4/page/2');
  });

  it('waits longer after each failure in a row, and comes back by itself', async () => {
    let broken = true;
    start(() => (broken ? fail({ kind: 'network', maySucceed: false, words: '' }) : empty));
    await clock.advance(0);
    expect(last()).toMatchObject({ phase: 'waiting', failure: 'network' });
    const tries = (): number => reports.filter(({ phase }) => phase === 'waiting').length;
    const before = tries();
    await clock.advance(60_000);
    expect(tries() - before).toBeGreaterThan(1);
    expect(tries() - before).toBeLessThan(10);
    // Two lists in a row say that it is none of theirs.
    expect(asked).toHaveLength(2 * tries());
    broken = false;
    await clock.advance(300_000);
    expect(last()?.phase).toBe('idle');
  });

  it('waits as long as the service asks for', async () => {
    start(failing({ kind: 'rateLimited', retryAfterMs: 100_000, words: '' }));
    await clock.advance(99_000);
    expect(asked).toHaveLength(1);
    await clock.advance(2_000);
    expect(asked).toHaveLength(2);
  });

  it.each(['needsSignIn', 'paymentRequired', 'forbidden', 'notFound'] as const)(
    'a refusal (%s) is asked about again every ten minutes at the latest, and ends by itself',
    async (kind) => {
      let refused = true;
      start(() => (refused ? fail({ kind, words: '' }) : empty));
      await clock.advance(0);
      expect(last()).toMatchObject({ phase: 'failed', failure: kind });
      const passes = (): number => reports.filter(({ phase }) => phase === 'failed').length;
      await clock.advance(3_600_000);
      expect(passes()).toBeGreaterThanOrEqual(6);
      expect(passes()).toBeLessThan(15);
      refused = false;
      await clock.advance(600_000);
      expect(last()?.phase).toBe('idle');
    },
  );

  it('a refusal is asked about at once when someone says so', async () => {
    let refused = true;
    start(() => (refused ? fail({ kind: 'needsSignIn', words: '' }) : empty));
    await clock.advance(0);
    refused = false;
    sync?.catchUpNow();
    await clock.advance(0);
    expect(last()?.phase).toBe('idle');
  });

  it('a page that comes after the pause is not stored, and comes again after resume', async () => {
    let release: (answer: Answer) => void = () => {};
    start((href) =>
      href.includes('/companies')
        ? new Promise<Answer>((resolve) => {
            release = resolve;
          })
        : empty,
    );
    await clock.advance(0);
    sync?.pause();
    release(page('companies', [{ id: 1 }]));
    await clock.advance(60_000);
    expect(last()?.phase).toBe('paused');
    expect(mirror.writer.isPaused('a')).toBe(true);
    expect(mirror.reader.counts('a').companies).toBe(0);
    const before = asked.length;
    sync?.resume();
    await clock.advance(0);
    expect(asked.slice(before)).toEqual([asked[before - 1]]);
    // What is newest, and what is last.
    release(empty);
    await clock.advance(0);
    release(empty);
    await clock.advance(0);
    release(page('companies', [{ id: 1 }]));
    await clock.advance(0);
    expect(mirror.reader.counts('a').companies).toBe(1);
  });
});
