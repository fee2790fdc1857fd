// `npm run dev`: the application from these sources, built anew as files change. A change of windows alone reloads the
// windows, any other starts the application again. Arguments go to it. Ctrl+C ends both.

import { spawn, type ChildProcess } from 'node:child_process';
import { watch } from 'node:fs';
import path from 'node:path';
import { buildApp, hashOf, sources } from './buildApp.ts';
import { reloadPages } from './dev/reloadPages.ts';
import { freePort } from './drive/freePort.ts';
import { electronPath } from './electronPath.ts';
import { root } from './setup/folders.ts';

/** An editor writes a file in several steps, and a checkout writes many files. */
const QUIET_MS = 150;

const debuggingPort = await freePort();
let app: ChildProcess | null = null;
let running = '';

/** What is not drawn by a window: another one of it needs another process. */
const hashOfProcess = (): Promise<string> => hashOf(['out/main', 'out/preload']);

function start(): void {
  // The protocol by which developer tools talk to Chromium: how windows are told to read their page again.
  const child = spawn(
    electronPath(),
    [root, `--remote-debugging-port=${debuggingPort}`, ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  app = child;
  child.once('error', (error) => {
    console.error(`Electron could not be started: ${error.message}`);
  });
  child.once('exit', (code) => {
    if (app !== child) return;
    // Closed by hand, or it could not go on: the next change starts it again.
    app = null;
    console.error(`The application ended (${code ?? 'by a signal'}). A change of a file starts it again.`);
  });
}

async function stop(): Promise<void> {
  const child = app;
  app = null;
  if (child === null || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

async function buildAndShow(): Promise<void> {
  if (!(await buildApp())) {
    console.error('Not built: what runs is what was built before.');
    return;
  }
  const built = await hashOfProcess();
  if (app !== null && built === running) {
    console.error(`Built; ${await reloadPages(debuggingPort)} windows read their page again.`);
    return;
  }
  await stop();
  running = built;
  start();
  console.error('Built and started.');
}

let turn = Promise.resolve();
let quiet: NodeJS.Timeout | undefined;
function changed(): void {
  clearTimeout(quiet);
  quiet = setTimeout(() => {
    turn = turn.then(buildAndShow);
  }, QUIET_MS);
}

for (const source of sources) watch(path.join(root, source), { recursive: true }, changed);
process.once('SIGINT', () => void stop().then(() => process.exit(0)));
process.once('SIGTERM', () => void stop().then(() => process.exit(0)));
changed();
