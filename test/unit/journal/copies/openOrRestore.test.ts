import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOrRestore } from '../../../../main/journal/copies/openOrRestore.ts';
import { openJournal } from '../../../../main/journal/openJournal.ts';
import { sampleAccount, sampleCall } from '../sample.ts';

const GARBAGE = 'no database at all, and long enough for its header to be read as one '.repeat(20);
const PROGRAM = new URL('killedWhileOpening.ts', import.meta.url).pathname;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-restore-'));
  file = join(folder, 'journal.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A journal with one call, as a daily copy of that day. */
function copyOf(day: string, callId: string): void {
  const path = join(folder, 'copies', `journal-${day}.db`);
  mkdirSync(join(folder, 'copies'), { recursive: true });
  const opened = openJournal(path);
  if (!opened.ok) throw new Error(opened.error.kind);
  opened.value.accounts.put(sampleAccount('a'));
  opened.value.calls.putFacts(sampleCall('a', callId));
  opened.value.close();
  const at = Date.parse(day) / 1000;
  utimesSync(path, at, at);
}

/** Opens as a start does. */
function start(): { readonly calls: readonly string[]; readonly said: readonly string[] } {
  const said: string[] = [];
  const opened = openOrRestore(file, {
    restored: (copy, setAside) => said.push(`${copy} for ${setAside === null ? 'nothing' : 'a broken one'}`),
    lost: (where) => said.push(`lost: ${where.slice(folder.length + 1).replace(/broken-.*/u, 'broken')}`),
  });
  if (!opened.ok) throw new Error(opened.error.kind);
  const calls = opened.value.calls.since('a', 0).map(({ id }) => id);
  opened.value.close();
  return { calls, said };
}

describe('a journal that is not there although there was one', () => {
  it('is the newest copy that opens, and that is said once', () => {
    copyOf('2026-11-01', 'older');
    copyOf('2026-11-02', 'newer');
    expect(start()).toEqual({ calls: ['newer'], said: ['journal-2026-11-02.db for nothing'] });
    expect(start()).toEqual({ calls: ['newer'], said: [] });
    rmSync(file);
    writeFileSync(join(folder, 'copies', 'journal-2026-11-02.db'), GARBAGE);
    expect(start()).toEqual({ calls: ['older'], said: ['journal-2026-11-01.db for nothing'] });
  });

  it('that was being made when Ringside was killed is no empty journal either', () => {
    copyOf('2026-11-01', 'kept');
    writeFileSync(file, '');
    expect(start().calls).toEqual(['kept']);
  });

  it('without a copy is begun only after the agent was told', () => {
    writeFileSync(file, GARBAGE);
    expect(start()).toEqual({ calls: [], said: ['lost: journal.db.broken'] });
    expect(start()).toEqual({ calls: [], said: [] });
    rmSync(file);
    expect(start()).toEqual({ calls: [], said: ['lost: journal.db.broken'] });
  });

  it.each([
    [
      'a file for their folder',
      (copies: string) => {
        writeFileSync(copies, 'x');
      },
    ],
    [
      'a folder for a copy',
      (copies: string) => mkdirSync(join(copies, 'journal-2026-11-01.db'), { recursive: true }),
    ],
    [
      'links that lead nowhere',
      (copies: string) => {
        mkdirSync(copies);
        for (const day of ['01', '02']) symlinkSync('/nowhere', join(copies, `journal-2026-11-${day}.db`));
      },
    ],
  ])('odd copies (%s) are none, and Ringside starts', (_what, make) => {
    const copies = join(folder, 'copies');
    rmSync(copies, { recursive: true, force: true });
    make(copies);
    writeFileSync(file, GARBAGE);
    expect(start()).toEqual({ calls: [], said: ['lost: journal.db.broken'] });
  });

  it('is not asked for at the first start', () => {
    expect(start()).toEqual({ calls: [], said: [] });
  });

  it('leaves its log with the file it belongs to', () => {
    copyOf('2026-11-01', 'kept');
    writeFileSync(`${file}.broken-2026`, GARBAGE);
    writeFileSync(`${file}-wal`, GARBAGE);
    expect(start()).toEqual({ calls: ['kept'], said: ['journal-2026-11-01.db for a broken one'] });
    expect(readdirSync(folder)).toContain('journal.db.broken-2026-wal');
  });
});

describe('killed at each step of replacing a broken journal', () => {
  it('the next start has the copy, and the agent is told', () => {
    copyOf('2026-11-01', 'kept');
    writeFileSync(file, GARBAGE);
    writeFileSync(`${file}-wal`, GARBAGE);
    const scene = mkdtempSync(join(tmpdir(), 'ringside-scene-'));
    cpSync(folder, scene, { recursive: true, preserveTimestamps: true });
    let steps = 0;
    for (let isKilled = true; isKilled;) {
      steps += 1;
      rmSync(folder, { recursive: true });
      cpSync(scene, folder, { recursive: true, preserveTimestamps: true });
      const run = spawnSync(process.execPath, [PROGRAM, file, String(steps)], { encoding: 'utf8' });
      isKilled = run.signal === 'SIGKILL';
      expect([steps, isKilled ? '' : run.stderr]).toEqual([steps, '']);
      const wasTold = run.stdout.includes('told');
      const { calls, said } = start();
      expect([steps, calls]).toEqual([steps, ['kept']]);
      expect([steps, wasTold || said.length === 1]).toEqual([steps, true]);
      expect([steps, start()]).toEqual([steps, { calls: ['kept'], said: [] }]);
      expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);
    }
    expect(steps).toBeGreaterThan(5);
    rmSync(scene, { recursive: true });
  }, 600_000);
});
