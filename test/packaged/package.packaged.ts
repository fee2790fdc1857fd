import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { extractFile, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { rootArgs } from '../../scripts/drive/app.ts';
import { freePort } from '../../scripts/drive/freePort.ts';
import { expect, test } from '../e2e/fixtures.ts';
import { driven, shipped, shippedFolder } from './shipped.ts';

const resources = path.join(shippedFolder, 'resources');
const asar = path.join(resources, 'app.asar');

const { DISABLE, ENABLE } = FuseState;
const fuses: readonly (readonly [FuseV1Options, FuseState])[] = [
  [FuseV1Options.RunAsNode, DISABLE],
  [FuseV1Options.EnableCookieEncryption, ENABLE],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, DISABLE],
  [FuseV1Options.EnableNodeCliInspectArguments, DISABLE],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, ENABLE],
  [FuseV1Options.OnlyLoadAppFromAsar, ENABLE],
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, DISABLE],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, DISABLE],
];

test('checklist 19: the fuses in the binary are those that electron-builder.yml states', async () => {
  const wire = await getCurrentFuseWire(shipped);
  expect(fuses.map(([fuse]) => wire[fuse])).toEqual(fuses.map(([, state]) => state));
  const other = await getCurrentFuseWire(driven);
  const differing = fuses.filter(([fuse]) => wire[fuse] !== other[fuse]).map(([fuse]) => fuse);
  expect(differing, 'the driver’s copy').toEqual([FuseV1Options.EnableNodeCliInspectArguments]);
});

test('the package holds what electron-builder.yml names, this system’s two native modules and no program but ours', () => {
  const files = listPackage(asar, { isPack: false }).map((file) => file.replaceAll('\\', '/'));
  const tops = new Set(files.map((file) => file.split('/')[1]));
  expect(tops).toEqual(new Set(['build', 'node_modules', 'out', 'package.json']));
  const packages = files.filter((file) => /^\/node_modules\/[^/]+$/.test(file));
  expect(packages.toSorted()).toEqual(['/node_modules/better-sqlite3', '/node_modules/keytar']);
  expect(files.filter((file) => /\.(?:ts|tsx|map|c|h|gyp)$/.test(file))).toEqual([]);

  const beside = readdirSync(`${asar}.unpacked`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  expect(beside.map((file) => path.basename(file)).toSorted()).toEqual([
    'better_sqlite3.node',
    'keytar.node',
  ]);
  const kind = (file: string): string => readFileSync(file).subarray(0, 20).toString('hex');
  // ELF: the same class, order and machine as the executable.
  const machine = (file: string): string => kind(file).slice(0, 12) + kind(file).slice(36);
  for (const file of beside) expect(machine(file)).toBe(machine(shipped));

  expect(readdirSync(resources).toSorted()).toEqual(['app.asar', 'app.asar.unpacked', 'hook']);
  expect(readdirSync(path.join(shippedFolder, 'locales')).every((name) => /^(?:en|ru)/.test(name))).toBe(
    true,
  );
  expect(existsSync(path.join(shippedFolder, 'locales', 'ru.pak'))).toBe(true);
  // Windows' program is for Windows' package.
  expect(readdirSync(path.join(resources, 'hook'))).toEqual(['ringside']);
  const licences = JSON.parse(extractFile(asar, 'out/licences.json').toString()) as readonly {
    name: string;
  }[];
  expect(licences.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['react', 'better-sqlite3', 'got', 'electron-updater']),
  );
});

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

const headless = [...rootArgs(), '--ozone-platform=headless'];

test('`ringside call` reports a call as the softphones’ program does, and says when nobody listens', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ringside-call-'));
  const bodies: string[] = [];
  const server = createServer((request, answer) => {
    request.setEncoding('utf8').on('data', (chunk: string) => bodies.push(chunk));
    request.on('end', () => answer.writeHead(204).end());
  });
  const socket = path.join(folder, 'hook.sock');
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  const file = path.join(folder, 'hook.json');
  writeFileSync(file, JSON.stringify({ port: 1, token: 'a'.repeat(43), socket }));
  const call = (): Promise<number> =>
    new Promise((resolve) => {
      const args = [...headless, 'call', 'ringing', '+442079460000'];
      // A busy computer is slower than the 150 ms that a softphone is given.
      const env = { ...process.env, RINGSIDE_HOOK_FILE: file, RINGSIDE_HOOK_WAIT_MS: '10000' };
      execFile(shipped, args, { env }, (error) => resolve(error === null ? 0 : Number(error.code)));
    });
  expect(await call()).toBe(0);
  expect(bodies.join('')).toContain('+442079460000');
  await new Promise((resolve) => server.close(resolve));
  expect(await call()).toBe(1);
  rmSync(folder, { recursive: true });
});

test('`ringside relay` is the team’s relay, and ends when it is told to', async () => {
  const data = mkdtempSync(path.join(tmpdir(), 'ringside-relay-'));
  const child = spawn(shipped, [...headless, 'relay', '--port', '0', '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
  for await (const line of createInterface({ input: child.stdout, signal: AbortSignal.timeout(30_000) })) {
    const announcement = JSON.parse(line) as Readonly<Record<string, unknown>>;
    expect(JSON.stringify(announcement)).toMatch(/:\d{4,5}/);
    break;
  }
  child.kill('SIGTERM');
  expect(await gone).toBe(0);
  rmSync(data, { recursive: true, maxRetries: 20, retryDelay: 100 });
});

test('what is shipped listens to no debugger: neither Node’s nor Chromium’s', async ({ desktop }) => {
  const data = mkdtempSync(path.join(tmpdir(), 'ringside-shipped-'));
  const [hookPort, chromium, node] = await Promise.all([freePort(), freePort(), freePort()]);
  writeFileSync(path.join(data, 'settings.json'), JSON.stringify({ hookPort }));
  const child = spawn(
    shipped,
    [
      ...rootArgs(),
      '--disable-gpu',
      `--user-data-dir=${data}`,
      `--remote-debugging-port=${chromium}`,
      `--inspect=${node}`,
    ],
    { env: { ...desktop, NODE_OPTIONS: `--inspect=${node}` }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const gone = new Promise((resolve) => child.once('exit', resolve));
  try {
    // The hook is the last thing to come up: by then Chromium has looked at its switches.
    await expect.poll(() => listens(hookPort), { timeout: 30_000 }).toBe(true);
    expect(await listens(chromium)).toBe(false);
    expect(await listens(node)).toBe(false);
    expect(said).not.toContain('listening on ws://');
  } finally {
    child.kill('SIGKILL');
    await gone;
    // Its children may still write for a moment.
    rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
});

test('a crash leaves no dump of the memory: there is no crash reporter', async ({ desktop }) => {
  const data = mkdtempSync(path.join(tmpdir(), 'ringside-crash-'));
  const hookPort = await freePort();
  writeFileSync(path.join(data, 'settings.json'), JSON.stringify({ hookPort }));
  const child = spawn(shipped, [...rootArgs(), '--disable-gpu', `--user-data-dir=${data}`], {
    env: desktop,
    stdio: 'ignore',
  });
  const gone = new Promise<NodeJS.Signals | null>((resolve) =>
    child.once('exit', (_code, signal) => resolve(signal)),
  );
  await expect.poll(() => listens(hookPort), { timeout: 30_000 }).toBe(true);
  child.kill('SIGSEGV');
  expect(await gone).toBe('SIGSEGV');
  const files = readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  expect(files.filter((file) => /\.dmp$|minidump/i.test(file))).toEqual([]);
  rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});
