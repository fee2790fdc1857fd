import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHookFiles } from '../../../main/sources/callHook/callHookFiles.ts';
import { openJournal } from '../../../main/journal/openJournal.ts';
import { openLog } from '../../../main/common/log.ts';
import { openMirror } from '../../../main/mirror/openMirror.ts';
import { makeFolderPrivate, whyNotWritable } from '../../../main/common/privateFiles.ts';
import { openSettingsFile } from '../../../main/settings/settingsFile.ts';
import { sampleAccount } from '../journal/sample.ts';

let folder: string;
let umask: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-private-'));
  umask = process.umask();
});
afterEach(() => {
  process.umask(umask);
  rmSync(folder, { recursive: true, force: true });
});

/** Everything below the folder with its rights. */
function rights(): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    names.map((name) => {
      const stat = statSync(join(folder, name));
      return [name, `${stat.isDirectory() ? 'd' : '-'}${(stat.mode & 0o777).toString(8)}`];
    }),
  );
}

/** What Ringside writes, all at once; their logs and shared memories are there while they are open. */
function writeAll(data: string): Readonly<Record<string, string>> {
  const opened = openJournal(join(data, 'journal.db'));
  if (!opened.ok) throw new Error(opened.error.kind);
  opened.value.accounts.put(sampleAccount('a'));
  const mirror = openMirror(join(data, 'mirror.db'), () => undefined);
  openSettingsFile(join(data, 'settings.json')).change({ language: 'ru' });
  openHookFiles(data).announce(1, null);
  openLog(join(data, 'logs', 'main.log')).info('started');
  const found = rights();
  mirror.close();
  opened.value.close();
  return found;
}

describe.skipIf(process.platform === 'win32')('files are for their owner alone', () => {
  it.each([0o000, 0o022, 0o177])('whatever the umask: %o', (mask) => {
    process.umask(mask);
    const found = writeAll(join(folder, 'data'));
    expect(Object.keys(found)).toEqual(
      expect.arrayContaining([
        'data/journal.db',
        'data/journal.db-wal',
        'data/journal.db-shm',
        'data/mirror.db',
        'data/mirror.db-wal',
        'data/settings.json',
        'data/hook.json',
        'data/hook.token',
        'data/logs/main.log',
      ]),
    );
    const wrong = Object.entries(found).filter(([, mode]) => mode !== 'd700' && mode !== '-600');
    expect(wrong).toEqual([]);
  });

  it('also what an earlier version made for all to read', () => {
    chmodSync(folder, 0o755);
    for (const name of ['settings.json', 'journal.db', 'mirror.db', 'hook.json'])
      writeFileSync(join(folder, name), '', { mode: 0o644 });
    const aside = join(folder, 'journal.db.broken-2026-01-01');
    writeFileSync(aside, '', { mode: 0o644 });
    makeFolderPrivate(folder);
    process.umask(0);
    const wrong = Object.entries(writeAll(folder)).filter(([, mode]) => mode !== 'd700' && mode !== '-600');
    expect(wrong).toEqual([]);
    expect((statSync(folder).mode & 0o777).toString(8)).toBe('700');
  });
});

describe('a folder in which nothing can be written', () => {
  it('is said in the system’s words, and nothing is left where something can', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(whyNotWritable(join(folder, 'file', 'data'))).toMatch(/ENOTDIR|EEXIST/u);
    expect(whyNotWritable(join(folder, 'data'))).toBeNull();
    expect(readdirSync(join(folder, 'data'))).toEqual([]);
  });
});
