import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
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
    expect(journal.outbox.undoneOfKinds('a', ['newContact'])).toHaveLength(1);
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
