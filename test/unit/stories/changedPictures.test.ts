import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compareSets, writeComparison } from '../../renderer/changedPictures.ts';

let folder: string;
const put = (set: 'before' | 'new', pictures: Readonly<Record<string, string>>): string => {
  const here = path.join(folder, set);
  mkdirSync(here, { recursive: true });
  for (const [name, pixels] of Object.entries(pictures)) writeFileSync(path.join(here, name), pixels);
  return here;
};

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ringside-pictures-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a changed picture is shown beside the old one, in a folder that can be handed on', async () => {
  const before = put('before', { 'pop-a.jpg': 'one', 'pop-b.jpg': 'same' });
  const now = put('new', { 'pop-a.jpg': 'other', 'pop-b.jpg': 'same' });
  const comparison = await compareSets(before, now, true);
  expect(comparison).toMatchObject({ changed: ['pop-a.jpg'], added: [], gone: [] });

  const page = await writeComparison(comparison, folder, 'abc');
  expect(page).toBe(path.join(folder, 'changed.html'));
  rmSync(before, { recursive: true });
  const shown = [...readFileSync(path.join(folder, 'changed.html'), 'utf8').matchAll(/src="([^"]+)"/gu)].map(
    ([, file]) => readFileSync(path.join(folder, file ?? ''), 'utf8'),
  );
  expect(shown.slice(0, 2)).toEqual(['one', 'other']);
});

test('what is new is named, and what is gone only by a run that took every picture', async () => {
  const before = put('before', { 'a.jpg': '1' });
  const now = put('new', { 'b.jpg': '2' });
  expect(await compareSets(before, now, true)).toMatchObject({ added: ['b.jpg'], gone: ['a.jpg'] });
  expect(await compareSets(before, now, false)).toMatchObject({ added: ['b.jpg'], gone: [] });
});

test('where nothing changed there is no page, not even an old one', async () => {
  const before = put('before', { 'a.jpg': '1' });
  const now = put('new', { 'a.jpg': '1' });
  writeFileSync(path.join(folder, 'changed.html'), 'of yesterday');
  expect(await writeComparison(await compareSets(before, now, true), folder, 'abc')).toBeNull();
  expect(() => readFileSync(path.join(folder, 'changed.html'))).toThrow('ENOENT');
});
