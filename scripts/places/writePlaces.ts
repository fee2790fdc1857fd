import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../setup/folders.ts';
import { placeTables } from './placeTables.ts';

/** Writes out/main/places: what Ringside knows of where a number is. */
export async function writePlaces(): Promise<void> {
  const folder = path.join(root, 'out', 'main', 'places');
  await rm(folder, { recursive: true, force: true });
  for (const [name, lines] of await placeTables()) {
    const file = path.join(folder, `${name}.gz`);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, gzipSync(lines, { level: 9 }));
  }
}
