import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copiesIn, createDailyCopies, restoreCopy } from '../../../../main/journal/copies/dailyCopies.ts';
import type { DailyCopies } from '../../../../main/journal/copies/dailyCopies.ts';
import type { Journal } from '../../../../main/journal/journal.ts';
import { openJournal } from '../../../../main/journal/openJournal.ts';
import { createFakeClock } from '../../fakeClock.ts';
import type { FakeClock } from '../../fakeClock.ts';
import { sampleAccount, sampleCall } from '../sample.ts';

const DAY_MS = 86_400_000;
let folder: string;
let file: string;
let journal: Journal;
let clock: FakeClock;
let copies: DailyCopies;
let errors: string[];

function open(): Journal {
  const opened = openJournal(file);
  if (!opened.ok) throw new Error(opened.error.kind);
  return opened.value;
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-copies-'));
  file = join(folder, 'journal.db');
  journal = open();
  journal.accounts.put(sampleAccount('a'));
  clock = createFakeClock();
  errors = [];
  copies = createDailyCopies({
    file,
    folder: join(folder, 'copies'),
    clock,
    workerUrl: new URL('../../../../main/journal/copies/copyWorker.ts', import.meta.url),
    logError: (message) => errors.push(message),
  });
});
afterEach(() => {
  copies.stop();
  journal.close();
  rmSync(folder, { recursive: true, force: true });
});
const names = (): readonly string[] => copiesIn(join(folder, 'copies')).map((path) => basename(path));

describe('copies of the journal', () => {
  it('are made once a day, for their owner alone, and the newest three are kept', async () => {
    for (let day = 0; day < 5; day += 1) {
      await copies.look();
      await copies.look();
      // Made within a second here: their order is that of the days.
      const [path] = copiesIn(join(folder, 'copies')).filter((one) =>
        one.includes(new Date(clock.now()).toISOString().slice(0, 10)),
      );
      if (path === undefined) throw new Error('no copy');
      expect(statSync(path).mode & 0o077).toBe(0);
      utimesSync(path, clock.now() / 1000, clock.now() / 1000);
      clock.jump(DAY_MS);
    }
    expect(errors).toEqual([]);
    expect(names()).toEqual(['journal-2025-11-24.db', 'journal-2025-11-23.db', 'journal-2025-11-22.db']);
    expect(statSync(join(folder, 'copies')).mode & 0o077).toBe(0);
  });

  it('are in the order of their making, also after one that was made while the clock was ahead', async () => {
    clock.jump(30 * DAY_MS);
    await copies.look();
    const [early = ''] = copiesIn(join(folder, 'copies'));
    const ahead = (Date.now() + 30 * DAY_MS) / 1000;
    utimesSync(early, ahead, ahead);
    clock.jump(-30 * DAY_MS);
    await copies.look();
    expect(names()).toEqual(['journal-2025-11-20.db', 'journal-2025-12-20.db']);
    expect(errors).toEqual([]);
  });

  it('take the place of a broken journal; what waits in them is looked for at the CRM before it is sent', async () => {
    journal.calls.putFacts(sampleCall('a', 'c'));
    journal.calls.setResult('a', 'c', 4);
    journal.outbox.add('a', 'c', { kind: 'logCall', callId: 'c' }, 0);
    await copies.look();
    journal.close();
    for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true });
    const [copy] = copiesIn(join(folder, 'copies'));
    utimesSync(copy ?? '', 123, 123);
    restoreCopy(copy ?? '', file);
    // Nothing is left to be done after the file has its name: a kill finds it whole.
    journal = open();
    expect(journal.calls.get('a', 'c')?.result).toBe(4);
    expect(journal.outbox.ofCall('a', 'c')).toMatchObject([{ state: 'pending', unsureSince: 123_000 }]);
  });

  it('leave nothing of a draft, neither of one that fails nor of a thread that was killed', async () => {
    await copies.look();
    for (const name of ['journal-2025-11-01.db.new', 'journal-2025-11-01.db.new-journal'])
      writeFileSync(join(folder, 'copies', name), 'half');
    clock.jump(DAY_MS);
    await copies.look();
    expect(readdirSync(join(folder, 'copies')).toSorted()).toEqual(names().toSorted());
    clock.jump(DAY_MS);
    journal.close();
    writeFileSync(file, 'no database at all, and long enough for its header to be read as one '.repeat(20));
    await copies.look();
    expect(() => {
      restoreCopy(file, join(folder, 'other.db'));
    }).toThrow('file is not a database');
    expect(readdirSync(folder).filter((name) => name.startsWith('other.db'))).toEqual([]);
    rmSync(file);
    journal = open();
    expect(readdirSync(join(folder, 'copies')).toSorted()).toEqual(names().toSorted());
  });

  it('a copy that cannot be made leaves those there are, and is said', async () => {
    await copies.look();
    const before = names();
    clock.jump(DAY_MS);
    journal.close();
    writeFileSync(file, 'no database at all, and long enough for its header to be read as one '.repeat(20));
    await copies.look();
    rmSync(file);
    journal = open();
    expect(names()).toEqual(before);
    expect(errors).toEqual(['the journal could not be copied']);
  });
});
