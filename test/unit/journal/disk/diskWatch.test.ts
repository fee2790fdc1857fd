import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJournal } from '../../../../main/journal/createJournal.ts';
import { openDatabase } from '../../../../main/journal/journalDatabase.ts';
import type { JournalDatabase } from '../../../../main/journal/journalDatabase.ts';
import { createDiskWatch } from '../../../../main/journal/disk/diskWatch.ts';
import type { DiskTrouble, DiskWatch } from '../../../../main/journal/disk/diskWatch.ts';
import type { Journal } from '../../../../main/journal/journal.ts';
import { migrate } from '../../../../main/journal/migrate.ts';
import { attempt } from '../../../../main/journal/journalError.ts';
import { createFakeClock } from '../../fakeClock.ts';
import type { FakeClock } from '../../fakeClock.ts';
import { hold } from '../otherProgram.ts';
import { sampleAccount, sampleCall } from '../sample.ts';

let folder: string;
let file: string;
let database: JournalDatabase;
let journal: Journal;
let clock: FakeClock;
let watch: DiskWatch;
let told: (DiskTrouble | null)[];
let logged: (string | null)[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-disk-'));
  file = join(folder, 'journal.db');
  database = openDatabase(file);
  migrate(database);
  journal = createJournal(database);
  journal.accounts.put(sampleAccount('a'));
  clock = createFakeClock();
  told = [];
  logged = [];
  watch = createDiskWatch({
    disk: journal.disk,
    clock,
    changed: (trouble) => told.push(trouble),
    log: (code) => logged.push(code),
  });
});
afterEach(() => {
  watch.stop();
  journal.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a full disk', () => {
  it('is told at once, and its end when all is written, without anybody asking', async () => {
    database.exec('VACUUM');
    database.pragma(`max_page_count = ${String(database.pragma('page_count'))}`);
    journal.calls.putFacts(sampleCall('a', 'c', { rawNumber: 'x'.repeat(50_000) }));
    await clock.advance(0);
    expect(told).toEqual([{ trouble: 'full', kept: 1 }]);
    await clock.advance(10_000);
    expect(told).toHaveLength(1);
    database.pragma('max_page_count = 1000000');
    await clock.advance(1_000);
    expect(told.at(-1)).toBeNull();
    expect(watch.trouble()).toBeNull();
    expect(journal.calls.get('a', 'c')).not.toBeNull();
    expect(journal.disk.kept()).toBe(0);
    expect(logged).toEqual(['SQLITE_FULL', null]);
    expect(clock.timers()).toBe(0);
  });

  it('that refused an agent alone is over only when there is room for more than that', async () => {
    database.exec('VACUUM');
    database.pragma(`max_page_count = ${String(database.pragma('page_count'))}`);
    expect(attempt(() => journal.memory.put('', 'k', 'x'.repeat(50_000))).ok).toBe(false);
    await clock.advance(5_000);
    expect(watch.trouble()).toEqual({ trouble: 'full', kept: 0 });
    database.pragma('max_page_count = 1000000');
    await clock.advance(1_000);
    expect(watch.trouble()).toBeNull();
  });
});

describe('another program that holds the journal', () => {
  it('for a moment is not spoken of', async () => {
    const other = hold(file);
    journal.calls.putFacts(sampleCall('a', 'c'));
    await clock.advance(500);
    other.letGo();
    await clock.advance(10_000);
    expect(told).toEqual([]);
    expect(journal.calls.get('a', 'c')).not.toBeNull();
  });

  it('for longer is, and each call that waits for it is counted', async () => {
    const other = hold(file);
    journal.calls.putFacts(sampleCall('a', 'c1'));
    await clock.advance(3_000);
    journal.calls.putFacts(sampleCall('a', 'c2'));
    await clock.advance(1_000);
    expect(told).toEqual([
      { trouble: 'locked', kept: 1 },
      { trouble: 'locked', kept: 2 },
    ]);
    other.letGo();
    await clock.advance(1_000);
    expect(told.at(-1)).toBeNull();
    expect(journal.disk.kept()).toBe(0);
  });
});

it('the wall clock may be put right by any amount meanwhile', async () => {
  const other = hold(file);
  journal.calls.putFacts(sampleCall('a', 'c'));
  clock.jump(-30 * 86_400_000);
  await clock.advance(3_000);
  expect(told).toEqual([{ trouble: 'locked', kept: 1 }]);
  other.letGo();
  clock.jump(60 * 86_400_000);
  await clock.advance(1_000);
  expect(told.at(-1)).toBeNull();
});
