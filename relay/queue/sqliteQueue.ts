import { randomUUID } from 'node:crypto';
import type { RelayDatabase } from './database.ts';
import { PAGE_CHARACTERS } from './queue.ts';
import type { Appended, EventQueue, Limits, StoredEvent } from './queue.ts';
import { MOST_REMEMBERED, createRecentBodies, digestOf } from './recentBodies.ts';

interface Waiting {
  readonly account: number;
  readonly body: string;
  readonly digest: string;
  readonly resolve: (appended: Appended) => void;
}

interface Stream {
  readonly epoch: string;
  last: number;
}

/** A full disk is not written to more often. */
const TRY_EVERY_MS = 1_000;
/** Rows deleted in one go: the loop is held for a few milliseconds at most. */
const PRUNED_AT_ONCE = 1_000;

/**
 * A queue in SQLite with group commit: whatever arrives while the loop is busy with the last commit shares the next
 * one, so that the disk is asked to sync once for many, and nobody is answered before.
 *
 * @param now milliseconds since the epoch
 */
export function createSqliteQueue(database: RelayDatabase, limits: Limits, now: () => number): EventQueue {
  const insert = database.prepare<[number, number, number, string, string]>(
    'INSERT INTO events (account, seq, at, digest, body) VALUES (?, ?, ?, ?, ?)',
  );
  const newStream = database.prepare<[number, string]>(
    'INSERT INTO streams (account, epoch, last) VALUES (?, ?, 0)',
  );
  const moveStream = database.prepare<[number, number]>('UPDATE streams SET last = ? WHERE account = ?');
  const page = database.prepare<[number, number, number], StoredEvent>(
    'SELECT seq, at, body FROM events WHERE account = ? AND seq > ? ORDER BY seq LIMIT ?',
  );
  const firstOf = database
    .prepare<[number], number | null>('SELECT min(seq) FROM events WHERE account = ?')
    .pluck();
  const oldest = database.prepare<[], { readonly id: number; readonly at: number }>(
    'SELECT id, at FROM events ORDER BY id LIMIT 1',
  );
  const dropOldest = database.prepare<[number]>(
    'DELETE FROM events WHERE id IN (SELECT id FROM events ORDER BY id LIMIT ?)',
  );
  const dropBefore = database.prepare<[number, number]>(
    'DELETE FROM events WHERE id IN (SELECT id FROM events WHERE at < ? ORDER BY id LIMIT ?)',
  );

  // Account 0 is nobody's: what is tried out is nobody's event.
  const tryOut = database.prepare<[string]>(
    "INSERT OR REPLACE INTO events (account, seq, at, digest, body) VALUES (0, 0, 0, '', ?)",
  );
  const forget = database.prepare<[]>('DELETE FROM events WHERE account = 0');

  const streams = new Map<number, Stream>(
    database
      .prepare<[], { readonly account: number } & Stream>('SELECT account, epoch, last FROM streams')
      .all()
      .map(({ account, epoch, last }) => [account, { epoch, last }]),
  );
  const recent = createRecentBodies<number>(limits.duplicateMs);
  recall();
  const listeners = new Map<number, ((event: StoredEvent) => void)[]>();
  let waiting: Waiting[] = [];
  /** Bodies of the commit to come: a twin waits for the same answer. */
  const underWay = new Map<string, Promise<Appended>>();
  let trouble: string | null = null;
  /** Characters of the longest body that could not be stored: as much is tried out. */
  let tooMuch = 0;
  let triedAt = Number.NEGATIVE_INFINITY;
  let closed = false;

  /** What the last process received counts as received, so that a restart makes no twins. */
  function recall(): void {
    const rows = database
      .prepare<[number, number], { readonly digest: string; readonly at: number; readonly seq: number }>(
        'SELECT digest, at, seq FROM events WHERE at > ? ORDER BY id DESC LIMIT ?',
      )
      .all(now() - limits.duplicateMs, MOST_REMEMBERED);
    for (const { digest, at, seq } of rows.reverse()) recent.remember(digest, at, seq);
  }

  const storeAll = database.transaction((batch: readonly Waiting[], at: number): readonly StoredEvent[] => {
    const last = new Map<number, number>();
    const stored = batch.map(({ account, body, digest }) => {
      const seq = (last.get(account) ?? streamOf(account).last) + 1;
      last.set(account, seq);
      insert.run(account, seq, at, digest, body);
      return { seq, at, body };
    });
    for (const [account, seq] of last) moveStream.run(seq, account);
    return stored;
  });

  function streamOf(account: number): Stream {
    const known = streams.get(account);
    if (known) return known;
    const stream = { epoch: randomUUID(), last: 0 };
    newStream.run(account, stream.epoch);
    streams.set(account, stream);
    return stream;
  }

  function commit(): void {
    const batch = waiting;
    waiting = [];
    underWay.clear();
    const at = now();
    let stored: readonly StoredEvent[];
    try {
      // Outside the transaction: a stream stays, whatever becomes of its first event.
      for (const { account } of batch) streamOf(account);
      stored = storeAll.immediate(batch, at);
      trouble = null;
    } catch (error) {
      trouble = codeOf(error);
      tooMuch = Math.max(...batch.map(({ body }) => body.length));
      for (const { resolve } of batch) resolve({ ok: false, why: trouble });
      return;
    }
    batch.forEach(({ account, digest, resolve }, index) => {
      const event = stored[index];
      if (!event) return;
      streamOf(account).last = event.seq;
      recent.remember(digest, at, event.seq);
      resolve({ ok: true, seq: event.seq, duplicate: false });
      for (const listener of listeners.get(account) ?? []) listener(event);
    });
  }

  return {
    append(account, body) {
      const digest = digestOf(account, body);
      const known = recent.find(digest, now());
      if (known !== undefined) return Promise.resolve({ ok: true, seq: known, duplicate: true });
      const twin = underWay.get(digest);
      if (twin) return twin.then((done) => (done.ok ? { ...done, duplicate: true } : done));
      if (closed) return Promise.resolve({ ok: false, why: 'closed' });
      const done = new Promise<Appended>((resolve) => {
        if (waiting.length === 0) setImmediate(commit);
        waiting.push({ account, body, digest, resolve });
      });
      underWay.set(digest, done);
      return done;
    },
    span(account) {
      const { epoch, last } = streamOf(account);
      return Promise.resolve({ epoch, last, first: firstOf.get(account) ?? last + 1 });
    },
    read(account, after, limit) {
      const events: StoredEvent[] = [];
      let characters = 0;
      for (const event of page.iterate(account, after, limit)) {
        events.push(event);
        characters += event.body.length;
        if (characters >= PAGE_CHARACTERS) break;
      }
      return Promise.resolve(events);
    },
    follow(account, listener) {
      listeners.set(account, [...(listeners.get(account) ?? []), listener]);
      return Promise.resolve();
    },
    prune() {
      try {
        const { id, at } = oldest.get() ?? { id: 0, at: Infinity };
        if (id !== 0 && at < now() - limits.keepMs) dropBefore.run(now() - limits.keepMs, PRUNED_AT_ONCE);
        // Freed pages are used again; the file itself does not shrink.
        if (usedBytes(database) > limits.keepBytes) dropOldest.run(PRUNED_AT_ONCE);
      } catch (error) {
        trouble = codeOf(error);
      }
    },
    recover() {
      if (trouble === null || closed || Math.abs(now() - triedAt) < TRY_EVERY_MS) return;
      triedAt = now();
      try {
        tryOut.run('x'.repeat(tooMuch));
        forget.run();
        trouble = null;
      } catch (error) {
        trouble = codeOf(error);
      }
    },
    trouble: () => trouble,
    bytes: () => usedBytes(database),
    close() {
      closed = true;
      if (waiting.length > 0) commit();
      return Promise.resolve();
    },
  };
}

/** Pages that hold something. */
function usedBytes(database: RelayDatabase): number {
  const pragma = (name: string): number => Number(database.pragma(name, { simple: true }));
  return (pragma('page_count') - pragma('freelist_count')) * pragma('page_size');
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
