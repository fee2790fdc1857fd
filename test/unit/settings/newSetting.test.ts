import { afterAll, beforeAll, expect, it } from 'vitest';
import { copyProject, type ProjectCopy } from '../../projectCopy.ts';

/**
 * A made-up setting and a made-up part of a page in a copy of the project: how many files each takes (the catalogues of other
 * languages besides, a line a text), and that one which lacks a part does not compile.
 */
let copy: ProjectCopy;
beforeAll(() => {
  copy = copyProject();
});
afterAll(() => {
  copy.remove();
});

const LIST = 'preload/settings/settingsList.ts';
const PARTS = 'preload/settings/controls.ts';
const WORDS = 'i18n/en/settingRows.ts';
/** What follows from the list: the compiler reads the rest through them. */
const faults = (): readonly string[] =>
  copy.faults(['main/settings/settingsService.ts', 'renderer/settings/rows/SettingsPart.tsx']);
const before = (file: string, place: string, line: string): void =>
  copy.edit(file, place, `${line}\n${place}`);

it(
  'a new setting is two files, its line and its words, and a page of them is one line more; what lacks a part does not compile',
  { timeout: 240_000 },
  () => {
    before(
      LIST,
      "  'quietHours.on': {",
      "  'quietHours.sound': { ...row('quiet'), kind: 'switch', usual: 'loud' },",
    );
    const half = faults().join('\n');
    expect(half, 'its words are missing').toContain('renderer/settings/rows/rowWords.ts');
    expect(half, 'a switch is never loud').toContain(LIST);

    copy.edit(LIST, "usual: 'loud'", 'usual: true');
    before(
      WORDS,
      "  'setting.quietHours-on'",
      "  'setting.quietHours-sound': 'A sound',\n  'settingHelp.quietHours-sound': 'Also then',",
    );
    expect(copy.touched()).toEqual([WORDS, LIST]);

    before(PARTS, "  history: 'advanced',", "  sounds: 'notifications',");
    before(LIST, "  'notices.off': {", "  'sounds.ring': { ...row('sounds'), kind: 'switch', usual: true },");
    const words = ['settingsPart.sounds', 'setting.sounds-ring', 'settingHelp.sounds-ring'];
    before(WORDS, "  'settingsPart.history'", words.map((key) => `  '${key}': 'Sounds',`).join('\n'));
    expect(copy.touched()).toEqual([WORDS, PARTS, LIST]);
    expect(faults()).toEqual([]);
  },
);
