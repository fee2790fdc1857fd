// `npm start`: the application as a person uses it, built from these sources. Arguments go to it.

import { spawn } from 'node:child_process';
import { buildApp } from './buildApp.ts';
import { electronPath } from './electronPath.ts';
import { root } from './setup/folders.ts';

if (await buildApp()) {
  const app = spawn(electronPath(), [root, ...process.argv.slice(2)], { stdio: 'inherit' });
  app.once('error', (error) => {
    console.error(`Electron could not be started: ${error.message}`);
    process.exitCode = 1;
  });
  app.once('exit', (code) => {
    process.exitCode = code ?? 1;
  });
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.kill(signal));
  // Ctrl+C reaches Electron by itself; we stay to pass its exit code on.
  process.on('SIGINT', () => undefined);
} else {
  process.exitCode = 1;
}
