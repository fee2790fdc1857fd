import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJournal } from '../../../main/journal/createJournal.ts';
import { openDatabase } from '../../../main/journal/journalDatabase.ts';
import type { JournalDatabase } from '../../../main/journal/journalDatabase.ts';
import type { Journal } from '../../../main/journal/journal.ts';
import { migrate } from '../../../main/journal/migrate.ts';
import { attempt } from '../../../main/journal/journalError.ts';
import { sampleAccount, sampleCall } from './sample.ts';

let folder: string;
let database: JournalDatabase;
let journal: Journal;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-journal-'));
  database = openDatabase(join(folder, 'journal.db'));
  migrate(database);
  journal = createJournal(database);
  journal.accounts.put(sampleAccount('a'));
  journal.accounts.put(sampleAccount('b', 1));
});
afterEach(() => {
  journal.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('accounts', () => {
  it('are listed by place, and written again under the same key', () => {
    journal.accounts.put({ ...sampleAccount('a', 2), name: 'New' });
    journal.accounts.setState('b', 'needsSignIn');
    expect(journal.accounts.list()).toEqual([
      { ...sampleAccount('b', 1), state: 'needsSignIn' },
      { ...sampleAccount('a', 2), name: 'New' },
    ]);
    expect(journal.accounts.get('c')).toBeNull();
  });
});

describe('secrets', () => {
  it('are kept by account and kind, replaced, deleted', () => {
    const row = { nonce: Buffer.from([0, 1, 255]), sealed: Buffer.from('sealed') };
    expect(journal.secrets.any()).toBe(false);
    journal.secrets.put('a', 'tokens', { ...row, sealed: Buffer.from('old') });
    journal.secrets.put('a', 'tokens', row);
    expect(journal.secrets.get('a', 'tokens')).toEqual(row);
    expect(journal.secrets.get('b', 'tokens')).toBeNull();
    expect(journal.secrets.get('a', 'previousTokens')).toBeNull();
    expect(journal.secrets.any()).toBe(true);
    journal.secrets.delete('a', 'tokens');
    expect(journal.secrets.any()).toBe(false);
  });
});

describe('calls', () => {
  it('keep what the agent wrote when their facts are reported again', () => {
    journal.calls.putFacts(sampleCall('a', 'c', { state: 'talking', endedAt: null }));
    const chosen = { entity: 'contact', entityId: 5, leadId: 6, name: 'Иван' } as const;
    journal.calls.setNote('a', 'c', 'note');
    const outcome = { id: 'demo', label: 'Demo booked', colour: null, without: ['deal' as const] };
    journal.calls.setResult('a', 'c', 4, outcome);
    journal.calls.setTask('a', 'c', 5);
    journal.calls.setChosen('a', 'c', chosen);
    journal.calls.setPopMs('a', 'c', 3.25);
    journal.calls.putFacts(sampleCall('a', 'c'));
    expect(journal.calls.get('a', 'c')).toEqual({
      ...sampleCall('a', 'c'),
      note: 'note',
      outcome,
      taskId: 5,
      result: 4,
      chosen,
      popMs: 3.25,
    });
    journal.calls.setChosen('a', 'c', null);
    journal.calls.setCallerName('a', 'c', null);
    expect(journal.calls.get('a', 'c')).toMatchObject({ chosen: null, callerName: null });
  });

  it('belong to one account and are not seen from another', () => {
    journal.calls.putFacts(sampleCall('a', 'c'));
    expect(journal.calls.accountOf('c')).toBe('a');
    expect(journal.calls.accountOf('d')).toBeNull();
    expect(journal.calls.get('b', 'c')).toBeNull();
    journal.calls.setNote('b', 'c', 'foreign');
    expect(journal.calls.get('a', 'c')?.note).toBe('');
    expect(journal.calls.since('b', 0)).toEqual([]);
  });

  it('cannot be of an account that is not there', () => {
    expect(() => journal.calls.putFacts(sampleCall('nobody', 'c'))).toThrow(/FOREIGN KEY/);
  });

  it('of today come newest first, with older ones that are still on their way or have no result', () => {
    const at = (id: string, startedAt: number): void =>
      journal.calls.putFacts(sampleCall('a', id, { startedAt }));
    at('old-done', 10);
    at('old-waiting', 20);
    at('old-unlogged', 30);
    at('today-1', 100);
    at('today-2', 200);
    for (const id of ['old-done', 'old-waiting']) journal.calls.setResult('a', id, 4);
    const done = journal.outbox.add('a', 'old-done', { kind: 'logCall', callId: 'old-done' }, 0);
    journal.outbox.lease(done, 1);
    journal.outbox.done(done, 1, 1);
    journal.outbox.add('a', 'old-waiting', { kind: 'logCall', callId: 'old-waiting' }, 0);
    journal.outbox.add('a', 'today-2', { kind: 'logCall', callId: 'today-2' }, 0);
    expect(journal.calls.since('a', 100).map(({ id }) => id)).toEqual([
      'today-2',
      'today-1',
      'old-unlogged',
      'old-waiting',
    ]);
  });

  it('that never ended are found after a crash', () => {
    journal.calls.putFacts(sampleCall('a', 'c', { state: 'ringing' }));
    journal.calls.putFacts(sampleCall('b', 'd', { state: 'talking' }));
    journal.calls.putFacts(sampleCall('a', 'e'));
    expect(journal.calls.open().map(({ id }) => id)).toEqual(['c', 'd']);
  });
});

describe('memory', () => {
  it('remembers by account and key', () => {
    journal.memory.put('', 'k', '1');
    journal.memory.put('', 'k', '2');
    expect([journal.memory.get('', 'k'), journal.memory.get('a', 'k')]).toEqual(['2', null]);
  });
});

describe('a transaction', () => {
  it('is all or nothing, also inside another', () => {
    expect(() =>
      journal.transaction(() => {
        journal.memory.put('', 'outer', '1');
        journal.transaction(() => journal.memory.put('', 'inner', '1'));
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect([journal.memory.get('', 'outer'), journal.memory.get('', 'inner')]).toEqual([null, null]);
  });
});

describe('a full disk', () => {
  it('is a value for whoever asks, and leaves the journal as it was', () => {
    journal.calls.putFacts(sampleCall('a', 'c'));
    database.pragma(`max_page_count = ${String(database.pragma('page_count'))}`);
    const written = attempt(() =>
      journal.transaction(() => {
        journal.calls.setResult('a', 'c', 4);
        journal.calls.setNote('a', 'c', 'x'.repeat(100_000));
      }),
    );
    expect(written).toEqual({ ok: false, error: 'journal' });
    expect(journal.calls.get('a', 'c')).toMatchObject({ result: null, note: '' });
  });

  it('is told from a bug, which passes', () => {
    expect(() =>
      attempt(() => {
        throw new TypeError('bug');
      }),
    ).toThrow('bug');
  });
});
