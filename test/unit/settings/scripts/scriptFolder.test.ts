import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  MOST_SCRIPTS,
  openScriptFolder,
  type ScriptFolder,
} from '../../../../main/settings/scripts/scriptFolder.ts';
import { scriptOf } from '../../../../preload/constants.ts';

let folder: string;
let opened: ScriptFolder | null = null;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'ringside-scripts-')), 'scripts');
});
afterEach(() => {
  opened?.stop();
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

const put = (name: string, text: string | Buffer): void => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
};
/** Opens the folder; answers what it holds after each change. */
function open(): { readonly next: () => Promise<ScriptFolder> } {
  const folderNow = openScriptFolder(folder, 20);
  opened = folderNow;
  let told = 0;
  let taken = 0;
  let hear: (() => void) | null = null;
  folderNow.onChange(() => {
    told += 1;
    hear?.();
  });
  return {
    next: async () => {
      if (told <= taken) await new Promise<void>((resolve) => (hear = resolve));
      taken = told;
      return folderNow;
    },
  };
}
const files = (now: ScriptFolder): readonly string[] => now.get().map(({ file }) => file);

describe('the folder with call scripts', () => {
  it('may not be there, and is read once it is', async () => {
    const scripts = open();
    expect(opened?.get()).toEqual([]);
    expect(opened?.problems()).toEqual([]);
    put('first.md', '# First call\n\nHello');
    const now = await scripts.next();
    expect(now.get()).toMatchObject([{ file: 'first.md', name: 'First call', lines: [] }]);
    expect(now.problems()).toEqual([]);
  });

  it('is read again when a file changes, and when it goes', async () => {
    put('a.md', 'One');
    const scripts = open();
    expect((await scripts.next()).get()).toMatchObject([{ name: 'a.md' }]);
    put('a.md', '---\nname: Two words\n---\n');
    expect((await scripts.next()).get()).toMatchObject([{ name: 'Two words' }]);
    rmSync(join(folder, 'a.md'));
    expect(files(await scripts.next())).toEqual([]);
  });

  it('an odd file is said with its place, and the others hold', async () => {
    put('bytes.md', Buffer.from([0x23, 0x20, 0xff, 0xfe]));
    put('deep.md', '>'.repeat(30_000));
    put('good.md', '# Good');
    put('head.md', '---\nlnes: sales\n---\n');
    put('large.md', 'a'.repeat(1024 * 1024));
    mkdirSync(join(folder, 'folder.md'));
    put('notes.txt', 'no script');
    const now = await open().next();
    expect(files(now)).toEqual(['good.md']);
    const at = (name: string): string => join(folder, name);
    expect(now.problems()).toEqual([
      { problem: 'text', path: at('bytes.md'), where: '' },
      { problem: 'wrong', path: at('deep.md'), where: '…' },
      { problem: 'unreadable', path: at('folder.md'), where: '' },
      { problem: 'wrong', path: at('head.md'), where: '2: lnes: sales' },
      { problem: 'tooLarge', path: at('large.md'), where: '' },
    ]);
  });

  it('of two for the same line the first is shown, and it is said', async () => {
    put('a.md', '---\nlines: sales, service\n---\n# A');
    put('b.md', '---\nlines: sales\n---\n# B');
    put('c.md', '---\nlines: sales\npipelines: 7\n---\n# C');
    put('d.md', '# D');
    const now = await open().next();
    expect(now.problems()).toEqual([{ problem: 'twice', path: join(folder, 'b.md'), where: 'a.md' }]);
    const shown = (line: string | null, pipeline: number | null) =>
      scriptOf(now.get(), { line }, pipeline)?.file;
    expect(shown('sales', null)).toBe('a.md');
    expect(shown('sales', 7)).toBe('c.md');
    expect(shown('support', 7)).toBe('d.md');
    expect(shown(null, null)).toBe('d.md');
  });

  it('with too many files reads the first ones and says so', async () => {
    for (let n = 0; n <= MOST_SCRIPTS; n += 1)
      put(`${String(n).padStart(3, '0')}.md`, `---\nlines: ${n}\n---\n# ${n}`);
    const now = await open().next();
    expect(now.get()).toHaveLength(MOST_SCRIPTS);
    expect(now.problems()).toEqual([
      { problem: 'tooMany', path: join(folder, `0${MOST_SCRIPTS}.md`), where: String(MOST_SCRIPTS) },
    ]);
  });
});
