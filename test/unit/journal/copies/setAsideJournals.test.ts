import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Journal } from '../../../../main/journal/journal.ts';
import { openJournal } from '../../../../main/journal/openJournal.ts';
import { sampleAccount, sampleCall } from '../sample.ts';

let folder: string;
let file: string;
let journal: Journal;
const ASIDE = 'journal.db.broken-2026-11-30T08-00-00-000Z';

function open(): Journal {
  const opened = openJournal(file);
  if (!opened.ok) throw new Error(opened.error.kind);
  return opened.value;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-aside-'));
  file = join(folder, 'journal.db');
  journal = open();
  journal.accounts.put(sampleAccount('a'));
  journal.accounts.put(sampleAccount('gone'));
});
afterEach(() => {
  journal.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the old journal holds: a sent call, one that waits with its form, one without a result, and a note beside. */
function fillOld(): void {
  for (const id of ['sent', 'waiting', 'unlogged']) journal.calls.putFacts(sampleCall('a', id));
  journal.calls.putFacts(sampleCall('gone', 'theirs'));
  journal.calls.putFacts(sampleCall('a', 'talking', { state: 'talking', endReason: null, endedAt: null }));
  for (const id of ['sent', 'waiting']) {
    journal.calls.setResult('a', id, 4);
    journal.outbox.add('a', id, { kind: 'logCall', callId: id }, 0);
  }
  const times = { now: 1_000_000, notBefore: 0 };
  const [sent] = journal.outbox.ofCall('a', 'sent');
  journal.outbox.lease(sent?.id ?? 0, 5);
  journal.outbox.done(sent?.id ?? 0, 77, 6);
  const [waiting] = journal.outbox.ofCall('a', 'waiting');
  journal.outbox.lease(waiting?.id ?? 0, 9);
  const contact = journal.outbox.addAgents(
    'a',
    null,
    { kind: 'newContact', name: 'Anna', phones: [], evenIfDuplicates: true },
    times,
  );
  journal.outbox.addAgents(
    'a',
    null,
    { kind: 'addNote', target: { entity: 'contact', id: -contact }, text: 'hello' },
    times,
  );
}
/** The journal is set aside and a new one begun, with the account signed in again. */
function setAside(): void {
  journal.close();
  renameSync(file, join(folder, ASIDE));
  journal = open();
  journal.accounts.put(sampleAccount('a'));
}

describe('what was unsent in a journal that was set aside', () => {
  it('is listed, and brought back once: calls, results and writes that wait for each other', () => {
    fillOld();
    setAside();
    const before = readFileSync(join(folder, ASIDE));
    expect(journal.setAside.list()).toMatchObject([
      { name: ASIDE, recoveredAt: null, unsent: { calls: 3, writes: 3 } },
    ]);
    const fetched = journal.setAside.recoverUnsent(ASIDE, 123);
    expect(fetched).toEqual({ ok: true, value: { calls: 3, writes: 3 } });
    expect(journal.calls.get('a', 'sent')).toBeNull();
    expect(journal.calls.get('a', 'unlogged')?.result).toBeNull();
    expect(journal.calls.get('a', 'talking')).toMatchObject({ state: 'ended', endReason: 'unknown' });
    expect(journal.calls.get('gone', 'theirs')).toBeNull();
    // It may have been sent when the journal broke: the CRM is asked first.
    expect(journal.outbox.ofCall('a', 'waiting')).toMatchObject([{ state: 'pending', unsureSince: 9 }]);
    const [contact, note] = journal.outbox.undoneAgents('a');
    expect(note).toMatchObject({
      waitsFor: contact?.id,
      write: { kind: 'addNote', target: { entity: 'contact', id: -(contact?.id ?? 0) }, text: 'hello' },
    });
    expect(journal.history.count('a', 'unlogged')).toBe(2);
    expect(journal.setAside.recoverUnsent(ASIDE, 124)).toEqual({ ok: false, error: 'again' });
    expect(journal.setAside.list()[0]?.recoveredAt).toBe(123);
    // The file stays as it was found, and nothing is left beside it.
    expect(readFileSync(join(folder, ASIDE))).toEqual(before);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(statSync(join(folder, ASIDE)).mode & 0o077).toBe(0);
  });

  it('by a version that kept the contact of a call otherwise is brought back too', () => {
    journal.calls.putFacts(sampleCall('a', 'new'));
    journal.close();
    const old = new Database(file);
    old.exec(`INSERT INTO outbox (account, lane, call_id, kind, rank, write, not_before) VALUES ('a', 'new', 'new',
      'createContact', 0, '{"kind":"createContact","callId":"new","name":"n","phone":"+7","evenIfDuplicates":true}', 1)`);
    old.close();
    journal = open();
    setAside();
    expect(journal.setAside.recoverUnsent(ASIDE, 123)).toEqual({ ok: true, value: { calls: 1, writes: 1 } });
    expect(journal.outbox.ofCall('a', 'new')).toMatchObject([
      { write: { kind: 'newContact', name: 'n', phones: ['+7'], evenIfDuplicates: true, callId: 'new' } },
    ]);
  });

  it('never twice: what is known here stays as it is', () => {
    fillOld();
    setAside();
    journal.calls.putFacts(sampleCall('a', 'waiting'));
    journal.calls.setResult('a', 'waiting', 2);
    const id = journal.outbox.add('a', 'waiting', { kind: 'logCall', callId: 'waiting' }, 0);
    journal.outbox.addAgents(
      'a',
      null,
      { kind: 'newContact', name: 'Anna', phones: [], evenIfDuplicates: true },
      { now: 1_000_000, notBefore: 0 },
    );
    expect(journal.setAside.recoverUnsent(ASIDE, 123)).toMatchObject({
      ok: true,
      value: { calls: 2, writes: 0 },
    });
    expect(journal.outbox.ofCall('a', 'waiting').map((row) => row.id)).toEqual([id]);
    expect(journal.calls.get('a', 'waiting')?.result).toBe(2);
    expect(journal.outbox.undoneAgents('a').filter(({ write }) => write.kind === 'newContact')).toHaveLength(
      1,
    );
  });

  it('that is broken half way is brought back as far as it can be read', () => {
    for (let call = 0; call < 400; call += 1) journal.calls.putFacts(sampleCall('a', `c${1000 + call}`));
    setAside();
    const handle = openSync(join(folder, ASIDE), 'r+');
    writeSync(handle, Buffer.alloc(8_192, 0xff), 0, 8_192, statSync(join(folder, ASIDE)).size - 8_192);
    closeSync(handle);
    const fetched = journal.setAside.recoverUnsent(ASIDE, 1);
    expect(fetched.ok && fetched.value.calls > 100).toBe(true);
    expect(journal.history.count('a', 'all')).toBe(fetched.ok ? fetched.value.calls : 0);
  });

  it('no other file is read by that name, and what is no journal is said', () => {
    expect(journal.setAside.recoverUnsent('../journal.db', 1)).toEqual({ ok: false, error: 'unknown' });
    const handle = openSync(join(folder, ASIDE), 'w');
    writeSync(handle, 'no database at all');
    closeSync(handle);
    expect(journal.setAside.list()).toMatchObject([{ name: ASIDE, unsent: null }]);
    expect(journal.setAside.recoverUnsent(ASIDE, 1)).toEqual({ ok: false, error: 'unreadable' });
  });
});

it('calls that are brought back began before all that are here, whatever the clock showed', () => {
  const missed = { endReason: 'missed', answeredAt: null } as const;
  journal.calls.putFacts(sampleCall('a', 'first', { ...missed, startedAt: 90_000 }));
  journal.calls.putFacts(sampleCall('a', 'second', { ...missed, startedAt: 80_000 }));
  journal.close();
  renameSync(file, join(folder, ASIDE));
  journal = open();
  journal.accounts.put(sampleAccount('a'));
  journal.calls.putFacts(sampleCall('a', 'back', { direction: 'outbound', startedAt: 70_000 }));
  expect(journal.setAside.recoverUnsent(ASIDE, 1)).toEqual({ ok: true, value: { calls: 2, writes: 0 } });
  expect(journal.history.missed('a', 0).map(({ id }) => id)).toEqual(['second', 'first']);
  expect(journal.history.missedNumbers('a', 0)).toEqual([]);
});

describe('a daily copy that the agent chooses', () => {
  const COPY = 'copies/journal-2026-11-29.db';
  /** When the copy was made, Unix ms. */
  const MADE = 1_764_000_000_000;
  const NOW = MADE + 86_400_000;
  const times = { now: 1_000_000, notBefore: 0 };

  /** As the daily copy is made: whole, and without what SQLite keeps beside it. */
  function copyNow(name = COPY): void {
    mkdirSync(join(folder, 'copies'), { recursive: true });
    const database = new Database(file, { readonly: true });
    database.prepare('VACUUM INTO ?').run(join(folder, name));
    database.close();
    utimesSync(join(folder, name), MADE / 1000, MADE / 1000);
  }
  /** The journal is lost with its file, and the account signed in to again. */
  function lose(): void {
    journal.close();
    for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true });
    journal = open();
    journal.accounts.put(sampleAccount('a'));
  }
  const nothing = { ok: true, value: { calls: 0, writes: 0 } } as const;

  it('is listed with its time and size, after the broken ones, and not read for that', () => {
    copyNow();
    copyNow('copies/journal-2026-11-28.db');
    utimesSync(join(folder, 'copies/journal-2026-11-28.db'), 1, 1);
    setAside();
    expect(journal.setAside.list()).toEqual([
      expect.objectContaining({ name: ASIDE, isCopy: false, unsent: { calls: 0, writes: 0 } }),
      {
        name: COPY,
        isCopy: true,
        bytes: statSync(join(folder, COPY)).size,
        at: MADE,
        recoveredAt: null,
        unsent: null,
      },
      expect.objectContaining({ name: 'copies/journal-2026-11-28.db', at: 1_000 }),
    ]);
  });

  it('gives back what was unsent, once, and all of it may have been sent since the copy', () => {
    fillOld();
    journal.outbox.add('a', 'unlogged', { kind: 'logCall', callId: 'unlogged' }, 0);
    const [refused] = journal.outbox.ofCall('a', 'unlogged');
    journal.outbox.lease(refused?.id ?? 0, 7);
    journal.outbox.dead(refused?.id ?? 0, { kind: 'rejected', words: 'no' }, null);
    copyNow();
    copyNow('copies/journal-2026-11-28.db');
    lose();
    expect(journal.setAside.recoverUnsent(COPY, NOW)).toEqual({ ok: true, value: { calls: 3, writes: 4 } });
    expect(journal.outbox.ofCall('a', 'waiting')).toMatchObject([{ state: 'pending', unsureSince: 9 }]);
    expect(journal.outbox.ofCall('a', 'unlogged')).toMatchObject([{ state: 'dead', unsureSince: MADE }]);
    expect(journal.outbox.undoneAgents('a')).toMatchObject([
      { state: 'pending', unsureSince: MADE },
      { state: 'pending', unsureSince: MADE },
    ]);
    expect(journal.setAside.recoverUnsent(COPY, NOW)).toEqual({ ok: false, error: 'again' });
    expect(journal.setAside.recoverUnsent('copies/journal-2026-11-28.db', NOW)).toEqual(nothing);
    expect(journal.outbox.counts('a')).toEqual({ pending: 3, inFlight: 0, done: 0, dead: 1 });
  });

  it('brings back nothing that was undone, discarded, sent, moved or let go of since', () => {
    for (const id of ['undone', 'sent', 'moved', 'old']) journal.calls.putFacts(sampleCall('a', id));
    for (const id of ['undone', 'sent']) {
      journal.calls.setResult('a', id, 4);
      journal.outbox.add('a', id, { kind: 'logCall', callId: id }, 0);
    }
    const note = { kind: 'addNote', target: { entity: 'contact', id: 5 }, text: 'hello' } as const;
    const discarded = journal.outbox.addAgents('a', null, note, times);
    const stamped = journal.outbox.addAgents('a', null, note, { now: 9_000_000_000, notBefore: 0 });
    copyNow();

    const [undone] = journal.outbox.ofCall('a', 'undone');
    expect(journal.outbox.cancel(undone?.id ?? 0)).toBe(true);
    journal.calls.setResult('a', 'undone', null);
    journal.calls.setResult('a', 'old', 1);
    const old = journal.outbox.add('a', 'old', { kind: 'logCall', callId: 'old' }, 0);
    const [sent] = journal.outbox.ofCall('a', 'sent');
    for (const id of [sent?.id ?? 0, old]) {
      journal.outbox.lease(id, 5);
      journal.outbox.done(id, 77, 6);
    }
    expect(journal.oldCalls.leave('a', Number.MAX_SAFE_INTEGER, null, 25).left).toBe(2);
    expect(journal.outbox.cancel(discarded)).toBe(true);
    // The computer's clock was ahead: the note stays, with another stamp.
    expect(journal.outbox.restamp(stamped, 1_000_000)?.stamp).toBe(1_000_000);
    const { account: _, ...call } = sampleCall('gone', 'moved');
    expect(journal.calls.move('moved', 'a', { ...call, account: 'gone' })).toBe(true);

    expect(journal.setAside.recoverUnsent(COPY, NOW)).toEqual(nothing);
    expect(journal.outbox.counts('a')).toEqual({ pending: 1, inFlight: 0, done: 0, dead: 0 });
    expect(journal.calls.get('a', 'undone')?.result).toBeNull();
    expect(journal.calls.get('a', 'moved')).toBeNull();
    expect(journal.calls.get('a', 'old')).toBeNull();
  });

  it('of an account that was removed and signed in to anew can be asked for: nothing is remembered of it', () => {
    journal.calls.putFacts(sampleCall('a', 'undone'));
    journal.calls.setResult('a', 'undone', 4);
    const row = journal.outbox.add('a', 'undone', { kind: 'logCall', callId: 'undone' }, 0);
    copyNow();
    journal.outbox.cancel(row);
    journal.removeAccount('a');
    const database = new Database(file, { readonly: true });
    expect(database.prepare('SELECT count(*) FROM outbox_gone').pluck().get()).toBe(0);
    database.close();
    journal.accounts.put(sampleAccount('a'));
    expect(journal.setAside.recoverUnsent(COPY, NOW)).toEqual({ ok: true, value: { calls: 1, writes: 1 } });
  });

  it('that was made while the clock was ahead counts as of now', () => {
    journal.calls.putFacts(sampleCall('a', 'waiting'));
    journal.calls.setResult('a', 'waiting', 4);
    journal.outbox.add('a', 'waiting', { kind: 'logCall', callId: 'waiting' }, 0);
    copyNow();
    lose();
    expect(journal.setAside.recoverUnsent(COPY, MADE - 5)).toMatchObject({ ok: true });
    expect(journal.outbox.ofCall('a', 'waiting')).toMatchObject([{ unsureSince: MADE - 5 }]);
  });
});
