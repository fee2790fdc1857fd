import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildHook } from './buildHook.ts';
import { writeLicences } from './packaging/licences.ts';
import { writePlaces } from './places/writePlaces.ts';
import { root } from './setup/folders.ts';
import { catalogueFaults } from './texts/check.ts';
import { runTool } from './tool.ts';

/** Everything that goes into the build, from the repository's root. */
export const sources = [
  'main',
  'preload',
  'entities',
  'renderer',
  'sandbox',
  'webhooks',
  'relay',
  'hook',
  'scripts/packaging',
  'electron.vite.config.ts',
  'i18n',
  'scripts/texts',
  'scripts/places',
  'package-lock.json',
];
const stamp = path.join(root, 'out', 'sources.sha256');

async function filesOf(source: string): Promise<readonly string[]> {
  const entries = await readdir(path.join(root, source), { recursive: true, withFileTypes: true }).catch(
    () => undefined,
  );
  if (entries === undefined) return [path.join(root, source)];
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

/** One hash over the names and contents of files and folders, named from the repository's root. */
export async function hashOf(places: readonly string[]): Promise<string> {
  const files = (await Promise.all(places.map(filesOf))).flat().sort();
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(`${path.relative(root, file)}\0`);
    hash.update(await readFile(file));
  }
  return hash.digest('hex');
}

/**
 * Builds the application into out/, unless what is there was built from these very sources.
 *
 * @returns whether it is there now; the reason why not is the tools' own, on stderr
 */
export async function buildApp(): Promise<boolean> {
  const hash = await hashOf(sources);
  if ((await readFile(stamp, 'utf8').catch(() => '')) === hash) return true;
  await rm(stamp, { force: true });
  const faults = await catalogueFaults(root);
  if (faults.length > 0) {
    console.error(faults.join('\n'));
    return false;
  }
  if (!(await runTool('electron-vite', ['build', '--logLevel=warn']))) return false;
  if (!(await buildHook(path.join('out', 'hook')))) return false;
  await writeLicences();
  await writePlaces();
  await writeFile(stamp, hash);
  return true;
}
