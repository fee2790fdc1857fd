import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');

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
