import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { cacheFolder, root } from './folders.ts';

const packageFolder = path.join(root, 'node_modules', 'electron');
const ONE_DAY = 24 * 60 * 60 * 1000;
/** Longest wait, in ms, for the download to begin or to go on. A big one may take as long as it likes while it moves. */
const STALLED = 15_000;

const failureSchema = z.object({ at: z.number(), reason: z.string() });
const packageSchema = z.object({ version: z.string() });

/** The version of Electron that package-lock.json names. */
export async function releaseVersion(): Promise<string> {
  const file = await readFile(path.join(packageFolder, 'package.json'), 'utf8');
  return packageSchema.parse(JSON.parse(file)).version;
}

/** The executable of the released Electron in node_modules; undefined before it was downloaded. */
export async function releasePath(): Promise<string | undefined> {
  const name = await readFile(path.join(packageFolder, 'path.txt'), 'utf8').catch(() => undefined);
  if (name === undefined) return undefined;
  const executable = path.join(packageFolder, 'dist', name);
  return existsSync(executable) ? executable : undefined;
}

async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  // A file may be renamed away while we look.
  const sizes = names.map((name) =>
    stat(path.join(folder, name)).then(
      (found) => (found.isFile() ? found.size : 0),
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** Runs Electron's own installer; ends it when nothing it downloads or unpacks has grown for STALLED. */
async function runInstaller(): Promise<string | undefined> {
  await mkdir(cacheFolder, { recursive: true });
  const temporary = await mkdtemp(path.join(cacheFolder, 'downloading-'));
  const installer = spawn(process.execPath, [path.join(packageFolder, 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
  });
  let complaint = '';
  installer.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  let seen = 0;
  let since = Date.now();
  let stalled = false;
  const watch = setInterval(() => {
    void Promise.all([temporary, path.join(packageFolder, 'dist')].map(bytesIn)).then((sizes) => {
      const bytes = sizes.reduce((sum, size) => sum + size, 0);
      if (bytes !== seen) {
        seen = bytes;
        since = Date.now();
      } else if (Date.now() - since > STALLED) {
        stalled = true;
        installer.kill();
      }
    });
  }, 250);
  const code = await new Promise<number | null>((resolve) => {
    installer.once('close', resolve);
  });
  clearInterval(watch);
  await rm(temporary, { recursive: true, force: true });
  if (code === 0 && (await releasePath()) !== undefined) return undefined;
  const [reason = ''] = complaint.trim().split('\n');
  return stalled ? 'no answer' : reason.replace(/^\w*Error: /, '') || 'no reason given';
}

/**
 * Downloads the released Electron into node_modules, unless it is there. A failed try is remembered for a day, so that
 * a network that does not reach the release host is asked once and not at every start.
 *
 * @param retry asks again even so
 * @returns why it could not, in a few words for a person, or undefined
 */
export async function downloadRelease(retry: boolean): Promise<string | undefined> {
  if ((await releasePath()) !== undefined) return undefined;
  const version = await releaseVersion();
  const failureFile = path.join(cacheFolder, `electron-${version}-not-downloaded.json`);
  const remembered = await readFile(failureFile, 'utf8').catch(() => undefined);
  if (remembered !== undefined && !retry) {
    const failure = failureSchema.safeParse(JSON.parse(remembered));
    if (failure.success && Date.now() - failure.data.at < ONE_DAY) return failure.data.reason;
  }
  console.error(`Downloading Electron ${version} (about 110 MB) ...`);
  const reason = await runInstaller();
  if (reason === undefined) {
    await rm(failureFile, { force: true });
    return undefined;
  }
  await writeFile(failureFile, JSON.stringify({ at: Date.now(), reason }));
  return reason;
}
