import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

/**
 * A made-up setting and a made-up page in a copy of the sources: how many files each takes, and that one which lacks a part
 * does not compile. The copy lies beside node_modules, so that the compiler finds the same packages.
 */
const root = path.resolve(import.meta.dirname, '../../..');
const SOURCES = ['i18n', 'preload', 'main', 'renderer'];
/** What follows from the list: the compiler reads the rest through them. */
const CHECKED = [
  'main/settings/settingsService.ts',
  'renderer/settings/GroupPage.tsx',
  'preload/bridge.d.ts',
];
/** The catalogues are filled in by translators, a line a text; the compiler knows nothing of them. */
const isSource = (file: string): boolean => !file.endsWith('.po');

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(path.join(root, 'node_modules', '.ringside-setting-'));
  for (const folder of SOURCES) cpSync(path.join(root, folder), path.join(copy, folder), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'dir');
  const { compilerOptions } = JSON.parse(readFileSync(path.join(root, 'renderer/tsconfig.json'), 'utf8')) as {
    readonly compilerOptions: object;
  };
  writeFileSync(
    path.join(copy, 'tsconfig.json'),
    JSON.stringify({
      extends: path.join(root, 'tsconfig.json'),
      compilerOptions: {
        ...compilerOptions,
        types: ['vite/client', 'node'],
        noEmit: true,
        incremental: false,
      },
      files: CHECKED,
      include: [],
    }),
  );
});
afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

const contents = (): ReadonlyMap<string, string> =>
  new Map(
    SOURCES.flatMap((folder) =>
      readdirSync(path.join(copy, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        .map((file) => [path.relative(copy, file), readFileSync(file, 'utf8')]),
    ),
  );
/** Puts a line before the only place in a file of the copy that begins like this. */
function insert(file: string, before: string, line: string): void {
  const at = path.join(copy, file);
  const text = readFileSync(at, 'utf8');
  expect(text.split(before), `${file} has one place for it`).toHaveLength(2);
  writeFileSync(
    at,
    text.replace(before, () => `${line}\n${before}`),
  );
}
/** What the compiler says of the copy; nothing when all is well. */
function complaints(): string {
  try {
    const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
    return execFileSync(process.execPath, [compiler, '-p', copy], { encoding: 'utf8' });
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  }
}
const changed = (before: ReadonlyMap<string, string>): readonly string[] =>
  [...contents()].filter(([file, text]) => before.get(file) !== text && isSource(file)).map(([file]) => file);

const LIST = 'preload/settings/settingsList.ts';
const PARTS = 'preload/settings/controls.ts';
const WORDS = 'i18n/en/settingRows.ts';

it(
  'a new setting is two files, its line and its words, and a page of them is one line more; what lacks a part does not compile',
  { timeout: 240_000 },
  () => {
    const before = contents();
    const line = "  'quietHours.sound': { ...row('quiet'), kind: 'switch', usual: 'loud' },";
    insert(LIST, "  'quietHours.on': {", line);
    const half = complaints();
    expect(half, 'its words are missing').toContain('"setting.quietHours-sound"');
    expect(half, 'a switch is never loud').toContain('usual');

    const at = path.join(copy, LIST);
    writeFileSync(at, readFileSync(at, 'utf8').replace("usual: 'loud'", 'usual: true'));
    insert(
      WORDS,
      "  'setting.quietHours-on'",
      "  'setting.quietHours-sound': 'A sound',\n  'settingHelp.quietHours-sound': 'Also then',",
    );
    expect(changed(before)).toEqual([WORDS, LIST]);

    insert(PARTS, "  history: 'advanced',", "  sounds: 'notifications',");
    insert(LIST, "  'notices.off': {", "  'sounds.ring': { ...row('sounds'), kind: 'switch', usual: true },");
    const words = ['settingsPart.sounds', 'setting.sounds-ring', 'settingHelp.sounds-ring'];
    insert(WORDS, "  'settingsPart.history'", words.map((key) => `  '${key}': 'Sounds',`).join('\n'));
    expect(changed(before)).toEqual([WORDS, PARTS, LIST]);
    expect(complaints()).toBe('');
  },
);
