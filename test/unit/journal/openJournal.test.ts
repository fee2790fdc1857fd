import { wallTime } from '../../../main/common/clock.ts';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../main/journal/journalDatabase.ts';
import type { Journal } from '../../../main/journal/journal.ts';
import { migrate } from '../../../main/journal/migrate.ts';
import { openJournal } from '../../../main/journal/openJournal.ts';
import { sampleAccount } from './sample.ts';

let folder: string;
let file: string;
const clock = { now: () => wallTime(Date.UTC(2025, 10, 20, 9, 30)) };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-journal-'));
  file = join(folder, 'deep', 'journal.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const mustOpen = (): Journal => {
  const opened = openJournal(file, clock);
  if (!opened.ok) throw new Error(opened.error.kind);
  return opened.value;
};
const filesLeft = (): string[] => readdirSync(join(folder, 'deep')).sort();

describe('opening the journal', () => {
  it('makes the file and its folder, and finds again what was written', () => {
    const first = mustOpen();
    first.accounts.put(sampleAccount('a'));
    first.close();
    const second = mustOpen();
    expect(second.accounts.list()).toEqual([sampleAccount('a')]);
    second.close();
  });

  it('keeps every commit on the disk: WAL, synchronous FULL, foreign keys checked', () => {
    mustOpen().close();
    const database = openDatabase(file);
    expect(['journal_mode', 'synchronous', 'foreign_keys'].map((name) => database.pragma(name))).toEqual([
      'wal',
      2,
      1,
    ]);
    database.close();
  });

  it('has strict tables only', () => {
    mustOpen().close();
    const raw = new Database(file);
    const lax = raw
      .prepare(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND NOT strict AND name NOT LIKE 'sqlite%'`,
      )
      .all();
    expect(lax).toEqual([]);
    raw.close();
  });

  it('refuses a newer schema and leaves the file as it was', () => {
    mustOpen().close();
    const raw = new Database(file);
    raw.pragma('user_version = 99');
    raw.close();
    const before = readFileSync(file);
    expect(openJournal(file, clock)).toEqual({
      ok: false,
      error: { kind: 'newer', version: 99, known: expect.any(Number) as number },
    });
    expect(readFileSync(file)).toEqual(before);
  });
});

describe('a broken journal is set aside, never deleted', () => {
  /** What openJournal leaves: the answer, and the bytes now under the new name. */
  const setAside = (): unknown => {
    const aside = `${file}.broken-2025-11-20T09-30-00-000Z`;
    expect(openJournal(file, clock)).toMatchObject({ ok: false, error: { kind: 'broken', setAside: aside } });
    expect(existsSync(file)).toBe(false);
    return readFileSync(aside);
  };

  it('when it is no database', () => {
    mustOpen().close();
    const garbage = Buffer.from('not a database at all '.repeat(400));
    writeFileSync(file, garbage);
    expect(setAside()).toEqual(garbage);
  });

  it('when pages of it were overwritten', () => {
    const journal = mustOpen();
    for (let place = 0; place < 200; place += 1) journal.memory.put('', `key-${place}`, 'x'.repeat(500));
    journal.close();
    const bytes = readFileSync(file);
    bytes.fill(0xab, 8 * 4096, 12 * 4096);
    writeFileSync(file, bytes);
    expect(setAside()).toEqual(bytes);
  });

  it('when it is a database of something else', () => {
    mustOpen().close();
    rmSync(file);
    const raw = new Database(file);
    raw.exec('CREATE TABLE songs (name TEXT)');
    raw.close();
    expect(openJournal(file, clock)).toMatchObject({ ok: false, error: { kind: 'broken' } });
  });

  it('when a table of it is lost', () => {
    mustOpen().close();
    const raw = new Database(file);
    raw.exec('DROP TABLE outbox');
    raw.close();
    expect(openJournal(file, clock)).toMatchObject({ ok: false, error: { kind: 'broken' } });
  });

  it('and another one at the same moment does not overwrite it; a new one can be made then', () => {
    for (const content of ['first', 'second']) {
      mustOpen().close();
      writeFileSync(file, content.repeat(1000));
      expect(openJournal(file, clock).ok).toBe(false);
    }
    expect(filesLeft()).toEqual([
      'journal.db.broken-2025-11-20T09-30-00-000Z',
      'journal.db.broken-2025-11-20T09-30-00-000Z-2',
    ]);
    mustOpen().close();
  });
});

describe('a path that cannot be a journal', () => {
  it('is unavailable, and nothing is moved', () => {
    mustOpen().close();
    const inside = join(file, 'journal.db');
    expect(openJournal(inside, clock)).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    expect(filesLeft()).toEqual(['journal.db']);
  });
});

describe('migrations', () => {
  it('are each all or nothing, and go on after the last whole one', () => {
    const database = openDatabase(join(folder, 'm.db'));
    const good = ['CREATE TABLE one (x INTEGER) STRICT', 'CREATE TABLE two (x INTEGER) STRICT'];
    const bad = [good[0] ?? '', 'CREATE TABLE two (x INTEGER) STRICT; CREATE TABLE one (x INTEGER) STRICT'];
    expect(() => migrate(database, bad)).toThrow(/already exists/);
    expect(database.pragma('user_version')).toBe(1);
    expect(migrate(database, good)).toEqual({ ok: true, value: null });
    expect(database.pragma('user_version')).toBe(2);
    expect(migrate(database, good)).toEqual({ ok: true, value: null });
    database.close();
  });
});
