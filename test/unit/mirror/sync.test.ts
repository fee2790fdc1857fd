import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CrmFailure, CrmResult } from '../../../main/amocrm/failures.ts';
import type { MirrorChange, SyncProgress } from '../../../main/mirror/mirror.ts';
import { type Sync, createSync } from '../../../main/mirror/sync.ts';
import { fail, ok } from '../../../main/result.ts';
import { type FakeClock, createFakeClock } from '../fakeClock.ts';
import { type MirrorFile, createMirrorFile } from './mirrorFile.ts';

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
      if (href.includes('/contacts?limit=250')) return page('contacts', [{ id: 1 }], '/next');
      if (href === '/next') return empty;
      if (href.includes('/companies?limit=250')) return page('companies', [], '/never');
      return href.includes('/leads?') ? page('leads', [{ id: 5 }]) : empty;
    });
    await clock.advance(0);
    expect(last()).toMatchObject({ phase: 'idle', contacts: 1 });
    expect(asked).toContain('/next');
    expect(asked).not.toContain('/never');
  });

  it('a list whose links run in a circle is a failure, not an endless walk', async () => {
    start((href) =>
      href.includes('companies') || href === '/b' ? page('companies', [{ id: 1 }], '/b') : empty,
    );
    await clock.advance(0);
    expect(last()).toMatchObject({ phase: 'waiting', failure: 'malformed' });
    expect(asked.filter((href) => href === '/b')).toHaveLength(1);
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
      return page('contacts', items, href.includes('/page') ? undefined : '/page/2');
    });
    await clock.advance(0);
    asked.length = 0;
    await clock.advance(40_000);
    expect(asked.some((href) => href.includes('/contacts'))).toBe(true);
    expect(asked).not.toContain('/page/2');
  });

  it('waits longer after each failure in a row, and comes back by itself', async () => {
    let broken = true;
    start(() => (broken ? fail({ kind: 'network', maySucceed: false, words: '' }) : empty));
    await clock.advance(0);
    expect(last()).toMatchObject({ phase: 'waiting', failure: 'network' });
    const tries = asked.length;
    await clock.advance(60_000);
    expect(asked.length - tries).toBeGreaterThan(1);
    expect(asked.length - tries).toBeLessThan(10);
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

  it('a refusal ends it until someone asks for it again', async () => {
    let refused = true;
    start(() => (refused ? fail({ kind: 'needsSignIn', words: '' }) : empty));
    await clock.advance(86_400_000);
    expect(asked).toHaveLength(1);
    expect(last()).toMatchObject({ phase: 'failed', failure: 'needsSignIn' });
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
