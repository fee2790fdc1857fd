import { randomUUID } from 'node:crypto';
import type { MonotonicTime, RelayClock } from '../clock.ts';
import { monotonicTime } from '../clock.ts';
import type { RelayDatabase } from './database.ts';
import { PAGE_CHARACTERS } from './queue.ts';
import type { Appended, EventQueue, Limits, StoredEvent } from './queue.ts';
import { marksOf } from './marks.ts';
import { MOST_REMEMBERED, createRecentBodies, digestOf } from './recentBodies.ts';
import type { RecentBody } from './recentBodies.ts';

interface Waiting extends RecentBody {
  readonly body: string;
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
/** How much of the time served a killed relay forgets at most. */
const SERVED_EVERY_MS = 60_000;

/**
 * A queue in SQLite with group commit: whatever arrives while the loop is busy with the last commit shares the next
 * one, so that the disk is asked to sync once for many, and nobody is answered before.
 *
 * Ages are counted by the time relays ran on this folder, not by the clock: a clock that was put right, by any amount,
 * makes no event old.
 */
export function createSqliteQueue(database: RelayDatabase, limits: Limits, clock: RelayClock): EventQueue {
  const insert = database.prepare<[number, number, number, string, string, number]>(
    'INSERT INTO events (account, seq, at, digest, body, born) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const keepServed = database.prepare<[number]>('UPDATE served SET ms = max(ms, ?)');
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
  interface Size {
    readonly account: number;
    readonly seq: number;
    readonly bytes: number;
  }
  const SIZE = 'account, seq, octet_length(body) AS bytes';
  const bornFirst = database
    .prepare<[], number | null>('SELECT born FROM events ORDER BY id LIMIT 1')
    .pluck();
  const dropBornBefore = database.prepare<[number, number], Size>(
    `DELETE FROM events WHERE id IN (SELECT id FROM events WHERE born < ? ORDER BY id LIMIT ?) RETURNING ${SIZE}`,
  );
  const sizesOf = database.prepare<[number, number], Size>(
    `SELECT ${SIZE} FROM events WHERE account = ? ORDER BY seq LIMIT ?`,
  );
  const dropUpTo = database.prepare<[number, number]>('DELETE FROM events WHERE account = ? AND seq <= ?');

  // Account 0 is nobody's: what is tried out is nobody's event.
  const tryOut = database.prepare<[string]>(
    "INSERT OR REPLACE INTO events (account, seq, at, digest, body, born) VALUES (0, 0, 0, '', ?, 0)",
  );
  const forget = database.prepare<[]>('DELETE FROM events WHERE account = 0');

  const streams = new Map<number, Stream>(
    database
      .prepare<[], { readonly account: number } & Stream>('SELECT account, epoch, last FROM streams')
      .all()
      .map(({ account, epoch, last }) => [account, { epoch, last }]),
  );
  /** What each account takes. */
  const bytesOf = new Map<number, number>(
    database
      .prepare<[], { readonly account: number; readonly bytes: number }>(
        'SELECT account, sum(octet_length(body)) AS bytes FROM events GROUP BY account',
      )
      .all()
      .map(({ account, bytes }) => [account, bytes]),
  );
  const begun = clock.monotonic();
  const servedBefore = Math.max(
    0,
    database.prepare<[], number>('SELECT ms FROM served').pluck().get() ?? 0,
    database.prepare<[], number | null>('SELECT max(born) FROM events').pluck().get() ?? 0,
  );
  /** Milliseconds that relays ran on this folder. */
  const served = (): number => Math.round(servedBefore + (clock.monotonic() - begun));
  let servedKept = servedBefore;
  const recent = createRecentBodies<Promise<Appended>>(limits.duplicateMs);
  recall();
  const listeners = new Map<number, ((event: StoredEvent) => void)[]>();
  let waiting: Waiting[] = [];
  let trouble: string | null = null;
  /** Characters of the longest body that could not be stored: as much is tried out. */
  let tooMuch = 0;
  let triedAt = monotonicTime(Number.NEGATIVE_INFINITY);
  let closed = false;

  /** What the last process received counts as received, so that a restart makes no twins. */
  function recall(): void {
    const from = database
      .prepare<[number, number], number | null>(
        'SELECT min(id) FROM (SELECT id FROM events WHERE born > ? ORDER BY id DESC LIMIT ?)',
      )
      .pluck()
      .get(servedBefore - limits.duplicateMs, MOST_REMEMBERED);
    interface Row {
      readonly account: number;
      readonly digest: string;
      readonly born: number;
      readonly seq: number;
      readonly body: string;
    }
    const rows = database.prepare<[number], Row>(
      'SELECT account, digest, born, seq, body FROM events WHERE id >= ? ORDER BY id',
    );
    for (const { account, digest, born, seq, body } of rows.iterate(from ?? Number.MAX_SAFE_INTEGER)) {
      const at = monotonicTime(begun - (servedBefore - born));
      recent.remember({ account, digest, marks: marksOf(body) }, at, stored(seq));
    }
  }

  const storeAll = database.transaction(
    (batch: readonly Waiting[], at: number, born: number): readonly StoredEvent[] => {
      const last = new Map<number, number>();
      const stored = batch.map(({ account, body, digest }) => {
        const seq = (last.get(account) ?? streamOf(account).last) + 1;
        last.set(account, seq);
        insert.run(account, seq, at, digest, body, born);
        return { seq, at, body };
      });
      for (const [account, seq] of last) moveStream.run(seq, account);
      keepServed.run(born);
      return stored;
    },
  );

  function streamOf(account: number): Stream {
    const known = streams.get(account);
    if (known) return known;
    const stream = { epoch: randomUUID(), last: 0 };
    newStream.run(account, stream.epoch);
    streams.set(account, stream);
    return stream;
  }

  function letGo(account: number, bytes: number): void {
    bytesOf.set(account, Math.max(0, (bytesOf.get(account) ?? 0) - bytes));
  }

  /** Drops the oldest of the account that takes most: whose flood it is, theirs goes. */
  function dropOfFullest(bytes: number): void {
    const [fullest] = [...bytesOf].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0]);
    let last = 0;
    let freed = 0;
    for (const one of sizesOf.all(fullest, PRUNED_AT_ONCE)) {
      if (freed >= bytes) break;
      last = one.seq;
      freed += one.bytes;
    }
    if (last === 0) return;
    dropUpTo.run(fullest, last);
    letGo(fullest, freed);
  }

  function commit(): void {
    const batch = waiting;
    waiting = [];
    const at = clock.now();
    let stored: readonly StoredEvent[];
    try {
      // Outside the transaction: a stream stays, whatever becomes of its first event.
      for (const { account } of batch) streamOf(account);
      stored = storeAll.immediate(batch, at, served());
      servedKept = served();
      trouble = null;
    } catch (error) {
      trouble = codeOf(error);
      tooMuch = Math.max(...batch.map(({ body }) => body.length));
      for (const one of batch) {
        recent.forget(one);
        one.resolve({ ok: false, why: trouble });
      }
      return;
    }
    batch.forEach(({ account, body, resolve }, index) => {
      const event = stored[index];
      if (!event) return;
      streamOf(account).last = event.seq;
      bytesOf.set(account, (bytesOf.get(account) ?? 0) + Buffer.byteLength(body));
      resolve({ ok: true, seq: event.seq, duplicate: false });
      for (const listener of listeners.get(account) ?? []) listener(event);
    });
  }

  return {
    append(account, body) {
      const one: RecentBody = { account, digest: digestOf(account, body), marks: marksOf(body) };
      const known = recent.find(one, clock.monotonic());
      // What is being stored at this moment waits for the same answer.
      if (known.kind === 'again') {
        return known.place.then((done) => (done.ok ? { ...done, duplicate: true } : done));
      }
      if (closed) return Promise.resolve({ ok: false, why: 'closed' });
      const done = new Promise<Appended>((resolve) => {
        if (waiting.length === 0) setImmediate(commit);
        waiting.push({ ...one, body, resolve });
      });
      recent.remember(one, clock.monotonic(), done);
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
        const tooOld = served() - limits.keepMs;
        if ((bornFirst.get() ?? Infinity) < tooOld) {
          for (const one of dropBornBefore.all(tooOld, PRUNED_AT_ONCE)) letGo(one.account, one.bytes);
        }
        // Freed pages are used again; the file itself does not shrink.
        const tooMany = usedBytes(database) - limits.keepBytes;
        if (tooMany > 0) dropOfFullest(tooMany);
        if (served() - servedKept >= SERVED_EVERY_MS) {
          servedKept = served();
          keepServed.run(servedKept);
        }
      } catch (error) {
        trouble = codeOf(error);
      }
    },
    recover() {
      const now: MonotonicTime = clock.monotonic();
      if (trouble === null || closed || now - triedAt < TRY_EVERY_MS) return;
      triedAt = now;
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
      try {
        keepServed.run(served());
      } catch (error) {
        trouble = codeOf(error);
      }
      return Promise.resolve();
    },
  };
}

const stored = (seq: number): Promise<Appended> => Promise.resolve({ ok: true, seq, duplicate: false });

/** Pages that hold something. */
function usedBytes(database: RelayDatabase): number {
  const pragma = (name: string): number => Number(database.pragma(name, { simple: true }));
  return (pragma('page_count') - pragma('freelist_count')) * pragma('page_size');
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
