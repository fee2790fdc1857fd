import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSettingsFile, usualSettings } from '../../../main/settings/settingsFile.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-settings-'));
  file = join(folder, 'settings.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const WANTED = JSON.stringify({ language: 'ru', hookPort: 50_123 });

describe('a file that an editor of Windows saved is read', () => {
  it.each([
    ['with a byte-order mark', Buffer.from(`\u{FEFF}${WANTED}`, 'utf8')],
    ['as UTF-16', Buffer.from(`\u{FEFF}${WANTED}`, 'utf16le')],
    ['with none', Buffer.from(WANTED)],
  ])('%s', (_how, bytes) => {
    writeFileSync(file, bytes);
    const settings = openSettingsFile(file);
    expect(settings.get()).toMatchObject({ language: 'ru', hookPort: 50_123 });
    expect(settings.problem()).toBeNull();
  });
});

describe('a broken file', () => {
  it('is kept beside, told with its path until that was read, and not told at the next start', () => {
    writeFileSync(file, '{"language": ru');
    const settings = openSettingsFile(file);
    expect(settings.get().language).toBe('system');
    expect(settings.problem()).toEqual({ problem: 'broken', path: `${file}.broken` });
    expect(readFileSync(`${file}.broken`, 'utf8')).toBe('{"language": ru');
    let heard = 0;
    settings.onProblem(() => (heard += 1));
    settings.change({ theme: 'dark' });
    expect(settings.problem()?.problem).toBe('broken');
    settings.seen();
    expect([settings.problem(), heard]).toEqual([null, 1]);
    expect(openSettingsFile(file).problem()).toBeNull();
  });

  it('does not take the place of one that was broken before', () => {
    writeFileSync(`${file}.broken`, 'first');
    writeFileSync(file, 'second');
    expect(openSettingsFile(file).problem()?.path).toBe(`${file}.broken-2`);
    expect(readFileSync(`${file}.broken`, 'utf8')).toBe('first');
  });
});

describe('a value that cannot be', () => {
  it.each([
    ['a number', { zoom: 1e9 }],
    ['another kind', { hookPort: '47824' }],
    ['a word nobody knows', { theme: 'pink' }],
    ['null', { theme: null, zoom: null }],
    ['one in a section', { quietHours: { from: '25:99' } }],
    ['a section that is none', { quietHours: 7 }],
    ['a list for a section', { quietHours: [1, 2] }],
  ])('%s costs itself alone, is told, and the file is kept as it was', (_what, odd) => {
    const text = JSON.stringify({ language: 'ru', newerThanThis: 1, ...odd });
    writeFileSync(file, text);
    const settings = openSettingsFile(file);
    expect(settings.get()).toEqual({ ...usualSettings(), language: 'ru' });
    expect(settings.problem()).toEqual({ problem: 'partly', path: `${file}.broken` });
    expect(readFileSync(`${file}.broken`, 'utf8')).toBe(text);
    settings.seen();
    expect(settings.problem()).toBeNull();
    const again = openSettingsFile(file);
    expect([again.problem(), again.get().language]).toEqual([null, 'ru']);
  });

  it('leaves what is right in its section', () => {
    writeFileSync(file, JSON.stringify({ quietHours: { on: true, from: 'soon', to: '07:30' } }));
    expect(openSettingsFile(file).get().quietHours).toMatchObject({ on: true, to: '07:30' });
  });
});

describe('a disk that does not take the settings', () => {
  it('they hold all the same, it is told, and they are saved as soon as it does', () => {
    const settings = openSettingsFile(file);
    const heard: (string | null)[] = [];
    settings.onProblem(() => heard.push(settings.problem()?.problem ?? null));
    // A folder in the place of the file: nothing can be put there, by root neither.
    mkdirSync(file);
    expect(settings.change({ language: 'ru' }).language).toBe('ru');
    settings.change({ theme: 'dark' });
    settings.retry();
    expect(settings.get()).toMatchObject({ language: 'ru', theme: 'dark' });
    expect(heard).toEqual(['unwritable']);
    expect(existsSync(`${file}.new`)).toBe(false);
    rmSync(file, { recursive: true });
    settings.retry();
    expect(heard).toEqual(['unwritable', null]);
    expect(openSettingsFile(file).get()).toMatchObject({ language: 'ru', theme: 'dark' });
  });

  it('a file that is there and may not be read is told, and not written over', () => {
    mkdirSync(file);
    const settings = openSettingsFile(file);
    expect(settings.problem()).toEqual({ problem: 'unreadable', path: file });
    settings.change({ language: 'ru' });
    expect(settings.get().language).toBe('ru');
    expect(settings.problem()?.problem).toBe('unreadable');
  });
});

describe.skipIf(process.platform === 'win32')('whatever the umask', () => {
  it.each([0o000, 0o077, 0o377])('%o: the settings are for their owner alone', (umask) => {
    const before = process.umask(umask);
    try {
      openSettingsFile(file).change({ language: 'ru' });
    } finally {
      process.umask(before);
    }
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});
