import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wallTime } from '../../../main/common/clock.ts';
import { openAhead, opensSlowly } from '../../../main/journal/openAhead.ts';
import { SCHEMA_VERSION } from '../../../main/journal/migrate.ts';
import { openJournal, QUICK_BYTES } from '../../../main/journal/openJournal.ts';
import { manyOldCalls, SMALL } from './oldJournal.ts';

const DAY_MS = 86_400_000;
const now = wallTime(Date.UTC(2026, 5, 1));
const workerUrl = new URL('../../../main/journal/openAheadWorker.ts', import.meta.url);

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-ahead-'));
  file = join(folder, 'journal.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A daily copy was made, and checked, so long before now. */
function copied(agoMs: number): void {
  const copy = join(folder, 'copies', 'journal-2026-01-01.db');
  mkdirSync(join(folder, 'copies'), { recursive: true });
  writeFileSync(copy, '');
  utimesSync(copy, (now - agoMs) / 1000, (now - agoMs) / 1000);
}
const read = (sql: string): unknown => {
  const raw = new Database(file, { readonly: true });
  try {
    return raw.prepare(sql).pluck().get();
  } finally {
    raw.close();
  }
};

describe('a journal that opens slowly is opened beside main first', () => {
  it('is one that is large and of an older version, or was not checked for a week', async () => {
    manyOldCalls(file);
    copied(DAY_MS);
    expect(opensSlowly(file, now)).toBe(true);
    await openAhead(file, workerUrl);
    expect(read('PRAGMA user_version')).toBe(SCHEMA_VERSION);
    expect(opensSlowly(file, now)).toBe(false);
    copied(8 * DAY_MS);
    expect(opensSlowly(file, now)).toBe(true);
    rmSync(join(folder, 'copies'), { recursive: true });
    expect(opensSlowly(file, now)).toBe(true);
  });

  it('is never a small one, none, or one that cannot be read', () => {
    expect(opensSlowly(file, now)).toBe(false);
    manyOldCalls(file, SMALL);
    expect(opensSlowly(file, now)).toBe(false);
    rmSync(file);
    mkdirSync(file);
    expect(opensSlowly(file, now)).toBe(false);
  });

  it('what is damaged is set aside by it, so that main goes on as with any broken journal', async () => {
    writeFileSync(file, Buffer.alloc(QUICK_BYTES + 1, 'not a database '));
    expect(opensSlowly(file, now)).toBe(true);
    await openAhead(file, workerUrl);
    expect(opensSlowly(file, now)).toBe(false);
    expect(openJournal(file).ok).toBe(true);
  });

  it('a newer one is left for main to say', async () => {
    manyOldCalls(file);
    const raw = new Database(file);
    raw.pragma('user_version = 99');
    raw.close();
    await openAhead(file, workerUrl);
    expect(openJournal(file)).toMatchObject({ ok: false, error: { kind: 'newer' } });
  });
});
