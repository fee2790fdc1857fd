import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { LAYERS } from '../../../scripts/imports/layers.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** Folders that hold files, as paths from the root: `main/calls`. */
const foldersOf = (pattern: string): readonly string[] =>
  globSync(`${pattern}/*/*`, { cwd: root }).map((file) => path.dirname(file).replaceAll(path.sep, '/'));

it('a room’s README has at most 60 lines: what is longer is a document of docs/', () => {
  const rooms = globSync('{hook,main,preload,relay,renderer,sandbox,scripts,test,webhooks}/**/README.md', {
    cwd: root,
  });
  expect(rooms.length).toBeGreaterThan(15);
  const long = rooms.flatMap((file) => {
    const lines = readFileSync(path.join(root, file), 'utf8').trimEnd().split('\n').length;
    return lines > 60 ? [`${file}: ${lines} lines`] : [];
  });
  expect(long).toEqual([]);
});

it('every room of main stands in the order of rooms, and no other', () => {
  const inOrder = LAYERS.flatMap((layer) => layer.rooms.map(([room]) => `main/${room}`));
  expect(new Set(inOrder)).toEqual(new Set(foldersOf('main')));
});

it('every room has a README: what lives there, and how to add one more', () => {
  const withReadme = new Set(
    globSync('{main,renderer}/*/README.md', { cwd: root }).map((file) =>
      path.dirname(file).replaceAll(path.sep, '/'),
    ),
  );
  const rooms = new Set([...foldersOf('main'), ...foldersOf('renderer')]);
  expect([...rooms].filter((room) => !withReadme.has(room))).toEqual([]);
});
