import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRelayDatabase } from '../../../relay/queue/database.ts';
import type { RelayDatabase } from '../../../relay/queue/database.ts';
import type { EventQueue, StoredEvent } from '../../../relay/queue/queue.ts';
import { createSqliteQueue } from '../../../relay/queue/sqliteQueue.ts';
import { createMovedClock } from './movedClock.ts';
import type { MovedClock } from './movedClock.ts';

const DAY = 86_400_000;
const LIMITS = { keepMs: 7 * DAY, keepBytes: 2 ** 30, duplicateMs: 7_200_000 };

let folder: string;
let database: RelayDatabase;
let clock: MovedClock;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-queue-'));
  clock = createMovedClock();
  database = openRelayDatabase(folder);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});
const open = (limits = LIMITS): EventQueue => createSqliteQueue(database, limits, clock);
const reopen = (): EventQueue => {
  database.close();
  database = openRelayDatabase(folder);
  return open();
};
const seqs = (events: readonly StoredEvent[]): number[] => events.map(({ seq }) => seq);

describe('the queue in SQLite', () => {
  it('numbers each account by itself, from 1, and never again', async () => {
    const queue = open();
    const appended = await Promise.all([
      queue.append(1, 'a'),
      queue.append(2, 'a'),
      queue.append(1, 'b'),
      queue.append(1, 'c'),
    ]);
    expect(appended.map((one) => one.ok && one.seq)).toEqual([1, 1, 2, 3]);
    clock.pass(8 * DAY);
    queue.prune();
    expect(await queue.span(1)).toMatchObject({ first: 4, last: 3 });
    const { epoch } = await queue.span(1);
    const again = reopen();
    expect(await again.append(1, 'a')).toEqual({ ok: true, seq: 4, duplicate: false });
    expect(await again.span(1)).toEqual({ epoch, first: 4, last: 4 });
  });

  it('commits what came together together, and tells each of its own place', async () => {
    const queue = open();
    const heard: number[] = [];
    await queue.follow(1, ({ seq }) => {
      heard.push(seq);
    });
    const stored = database.prepare<[], number>('SELECT count(*) FROM events').pluck();
    const all = Array.from({ length: 200 }, (_, at) => queue.append(1, `body ${at}`));
    expect(stored.get()).toBe(0);
    await all[0];
    expect(stored.get()).toBe(200);
    expect((await Promise.all(all)).map((one) => one.ok && one.seq)).toEqual(
      Array.from({ length: 200 }, (_, at) => at + 1),
    );
    expect(heard).toHaveLength(200);
  });

  it('knows a body again within its time, in its account, also after a restart', async () => {
    let queue = open();
    await queue.append(1, 'a');
    expect(await queue.append(1, 'a')).toEqual({ ok: true, seq: 1, duplicate: true });
    expect(await queue.append(2, 'a')).toMatchObject({ duplicate: false });
    queue = reopen();
    expect(await queue.append(1, 'a')).toEqual({ ok: true, seq: 1, duplicate: true });
    clock.pass(LIMITS.duplicateMs);
    expect(await queue.append(1, 'a')).toEqual({ ok: true, seq: 2, duplicate: false });
  });

  it('drops what is too old and what is too much, the oldest first', async () => {
    const queue = open();
    await Promise.all([queue.append(1, 'old'), queue.append(2, 'old')]);
    clock.pass(6 * DAY);
    await queue.append(1, 'new');
    clock.pass(2 * DAY);
    queue.prune();
    expect(seqs(await queue.read(1, 0, 10))).toEqual([2]);
    expect(seqs(await queue.read(2, 0, 10))).toEqual([]);
    const small = open({ ...LIMITS, keepBytes: 1_000_000 });
    await Promise.all(
      Array.from({ length: 1_500 }, (_, at) => small.append(3, `${at} ${'x'.repeat(1_000)}`)),
    );
    for (let turn = 0; turn < 5; turn += 1) small.prune();
    expect(small.bytes()).toBeLessThanOrEqual(1_000_000);
    const { first, last } = await small.span(3);
    expect(last).toBe(1_500);
    expect(first).toBeGreaterThan(500);
  });

  it('drops of the account that takes most when it is too much: nobody’s flood costs another an event', async () => {
    const queue = open({ ...LIMITS, keepBytes: 1_000_000 });
    await Promise.all(Array.from({ length: 20 }, (_, at) => queue.append(1, `mine ${at}`)));
    for (let turn = 0; turn < 20; turn += 1) {
      await Promise.all(
        Array.from({ length: 100 }, (_, at) => queue.append(2, `${turn} ${at} ${'x'.repeat(2_000)}`)),
      );
      queue.prune();
    }
    expect(queue.bytes()).toBeLessThanOrEqual(1_000_000);
    expect(await queue.read(1, 0, 100)).toHaveLength(20);
    expect((await queue.span(2)).first).toBeGreaterThan(1_000);
    expect(await queue.append(1, 'mine 0')).toEqual({ ok: true, seq: 1, duplicate: true });
  });

  it('takes over what a relay of the version before kept, with its ages', async () => {
    database.close();
    rmSync(join(folder, 'relay.db'));
    const old = new Database(join(folder, 'relay.db'));
    old.exec(`
      CREATE TABLE streams (account INTEGER PRIMARY KEY, epoch TEXT NOT NULL, last INTEGER NOT NULL) STRICT;
      CREATE TABLE events (id INTEGER PRIMARY KEY, account INTEGER NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL,
        digest TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (account, seq)) STRICT;
      CREATE TABLE records (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
      INSERT INTO streams VALUES (1, 'e', 2);
      INSERT INTO events (account, seq, at, digest, body) VALUES (1, 1, ${clock.now() - 3 * DAY}, 'a', 'x'), (1, 2, ${clock.now()}, 'b', 'y');
      PRAGMA user_version = 1;
    `);
    old.close();
    database = openRelayDatabase(folder);
    const queue = open();
    clock.pass(4 * DAY + 1);
    queue.prune();
    expect(seqs(await queue.read(1, 0, 10))).toEqual([2]);
    expect(await queue.append(1, 'z')).toMatchObject({ seq: 3 });
  });

  it.each([-30, -1, 1, 30])(
    'with a clock put right by %i days drops nothing early, knows a body again and keeps nothing longer',
    async (days) => {
      let queue = open();
      await queue.append(1, 'a');
      clock.putRight(days * DAY);
      queue.prune();
      expect(await queue.append(1, 'a')).toEqual({ ok: true, seq: 1, duplicate: true });
      await queue.append(1, 'b');
      queue = reopen();
      queue.prune();
      expect(await queue.append(1, 'a')).toEqual({ ok: true, seq: 1, duplicate: true });
      expect(seqs(await queue.read(1, 0, 10))).toEqual([1, 2]);
      clock.pass(LIMITS.keepMs + 1);
      queue.prune();
      expect(seqs(await queue.read(1, 0, 10))).toEqual([]);
      expect(await queue.append(1, 'c')).toMatchObject({ seq: 3 });
    },
  );

  it('reads in pages of events and of characters', async () => {
    const queue = open();
    await Promise.all(Array.from({ length: 30 }, (_, at) => queue.append(1, `${at} ${'x'.repeat(50_000)}`)));
    expect(seqs(await queue.read(1, 0, 10))).toEqual([1, 2, 3]);
    expect(seqs(await queue.read(1, 3, 2))).toEqual([4, 5]);
    expect(seqs(await queue.read(1, 30, 10))).toEqual([]);
  });

  it('answers with the reason when nothing can be stored, and goes on when it can', async () => {
    const queue = open();
    await queue.append(1, 'a');
    database.pragma('max_page_count = 1');
    const full = await Promise.all([
      queue.append(1, 'x'.repeat(100_000)),
      queue.append(1, 'y'.repeat(100_000)),
    ]);
    expect(full).toEqual([
      { ok: false, why: 'SQLITE_FULL' },
      { ok: false, why: 'SQLITE_FULL' },
    ]);
    expect(queue.trouble()).toBe('SQLITE_FULL');
    database.pragma('max_page_count = 1000000');
    expect(await queue.append(1, 'x'.repeat(100_000))).toEqual({ ok: true, seq: 2, duplicate: false });
    expect(queue.trouble()).toBeNull();
  });

  it('finds out by itself that it can store again, for no webhook comes to who says it cannot; and keeps nothing of that', async () => {
    const queue = open();
    await queue.append(1, 'a');
    const before = database.prepare('SELECT * FROM events').all();
    database.pragma('max_page_count = 1');
    await queue.append(1, 'x'.repeat(100_000));
    queue.recover();
    expect(queue.trouble()).toBe('SQLITE_FULL');
    database.pragma('max_page_count = 1000000');
    clock.pass(500);
    queue.recover();
    expect(queue.trouble()).toBe('SQLITE_FULL');
    clock.pass(500);
    queue.recover();
    expect(queue.trouble()).toBeNull();
    expect(database.prepare('SELECT * FROM events').all()).toEqual(before);
    expect(await queue.append(1, 'b')).toMatchObject({ seq: 2 });
  });

  it('is refused when a newer relay wrote it', () => {
    database.pragma('user_version = 99');
    database.close();
    expect(() => openRelayDatabase(folder)).toThrow(/newer/u);
    database = openNothing();
  });
});

/** For the hook that closes what a test left open. */
function openNothing(): RelayDatabase {
  rmSync(join(folder, 'relay.db'));
  return openRelayDatabase(folder);
}
