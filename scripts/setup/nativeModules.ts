import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { chosenElectron } from '../electronPath.ts';
import { lastLines, run, runNpm } from './childProcess.ts';
import { cacheFolder, root } from './folders.ts';

interface NativeModule {
  readonly name: string;
  /** Where the module looks for its compiled half first, from its own folder. */
  readonly binary: string;
  readonly gypArgs: readonly string[];
  readonly cxxFlags: string;
}

/**
 * keytar is written for Node-API 3 (its package.json says so); left alone, node-gyp would stamp it with the version of
 * the Node that compiles it, and the fallback Electron dies of anything above 9.
 */
const keytar: NativeModule = {
  name: 'keytar',
  binary: 'build/Release/keytar.node',
  gypArgs: ['--napi_build_version=3'],
  cxxFlags: '',
};

/** better-sqlite3 13 asks for Node-API 10; the fallback Electron has 9, and these flags make a build for both. */
const betterSqlite3: NativeModule = {
  name: 'better-sqlite3',
  binary: 'build/Release/better_sqlite3.node',
  gypArgs: ['--force_build=1'],
  cxxFlags: '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NO_WARNING',
};

const versionSchema = z.object({ version: z.string() });

async function versionOf(name: string): Promise<string> {
  const file = await readFile(path.join(root, 'node_modules', name, 'package.json'), 'utf8');
  return versionSchema.parse(JSON.parse(file)).version;
}

const nodeFolder = path.join(root, 'node_modules', 'node');

/**
 * Our Node 24 came with its headers, so node-gyp need not fetch any. Every later `npm install` prunes them, for no
 * lockfile knows of them: then they are fetched again, from npm's own cache.
 */
async function nodeHeaders(): Promise<string | undefined> {
  const headers = path.join(nodeFolder, 'node_modules', `node-linux-${process.arch}`);
  const areThere = (): boolean => existsSync(path.join(headers, 'include', 'node', 'node_api.h'));
  if (!areThere()) await runNpm(['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error']);
  return areThere() ? headers : undefined;
}

async function compile(native: NativeModule, folder: string): Promise<string | undefined> {
  console.error(`Compiling ${native.name} (about a minute) ...`);
  const headers = await nodeHeaders();
  const gyp = path.join(root, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  const args = ['rebuild', '--release', ...native.gypArgs, `--jobs=${availableParallelism()}`];
  const ended = await run(process.execPath, [gyp, ...args, ...(headers ? [`--nodedir=${headers}`] : [])], {
    cwd: folder,
    env: { ...process.env, CXXFLAGS: `${process.env['CXXFLAGS'] ?? ''} ${native.cxxFlags}`.trim() },
  });
  if (ended.ok) return undefined;
  console.error(lastLines(ended.output));
  return `Ringside could not compile ${native.name} ${await versionOf(native.name)}: node-gyp said why above.`;
}

async function copyWhole(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true });
  const partial = `${to}.${process.pid}`;
  await copyFile(from, partial);
  await rename(partial, to);
}

/** Puts a module's compiled half in its place: from the cache, or compiled and then cached. Linux only. */
async function provide(native: NativeModule): Promise<string | undefined> {
  const folder = path.join(root, 'node_modules', native.name);
  const binary = path.join(folder, native.binary);
  if (existsSync(binary)) return undefined;
  const key = `${native.name}-${await versionOf(native.name)}-${process.platform}-${process.arch}`;
  const cached = path.join(cacheFolder, 'native', `${key}.node`);
  if (!existsSync(cached)) {
    const problem = await compile(native, folder);
    if (problem !== undefined) return problem;
    await copyWhole(binary, cached);
    // The object files are 50 times the size of what they were for.
    await rm(path.join(folder, 'build'), { recursive: true, force: true });
  }
  await copyWhole(cached, binary);
  return undefined;
}

/** On macOS and Windows keytar's own install script fetches its binary or compiles it with the platform's tools. */
async function provideByInstallScript(): Promise<string | undefined> {
  if (existsSync(path.join(root, 'node_modules', 'keytar', keytar.binary))) return undefined;
  console.error('Installing keytar ...');
  const ended = await runNpm(['rebuild', 'keytar', '--ignore-scripts=false', '--loglevel=error']);
  if (ended.ok) return undefined;
  console.error(lastLines(ended.output));
  const tools =
    process.platform === 'darwin'
      ? 'the Xcode command line tools ("xcode-select --install")'
      : 'Visual Studio Build Tools with C++ and Python 3 ("winget install Microsoft.VisualStudio.2022.BuildTools Python.Python.3.13")';
  return `Ringside could not install keytar: if npm says above that it could not compile it, install ${tools} and start again.`;
}

/**
 * Sees that the native modules are there in a build that both Node 24 and the Electron in use can load.
 *
 * @returns the one sentence that says what is missing, or undefined
 */
export async function buildNativeModules(): Promise<string | undefined> {
  if (process.platform !== 'linux') return provideByInstallScript();
  const problem = await provide(keytar);
  if (problem !== undefined) return problem;
  // The prebuilt better-sqlite3 is right for the released Electron and for Node 24.
  return chosenElectron().source === 'fallback' ? provide(betterSqlite3) : undefined;
}
