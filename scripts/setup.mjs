#!/usr/bin/env node
// The first step of every command in package.json. It runs before anything is installed, so it is plain JavaScript
// for Node 20 and imports nothing but Node. It brings the npm packages and Node 24, hands over to setup.ts for what
// else the command needs, and then becomes the command. It talks on stderr: stdout belongs to the command.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installNode24, node24Path } from './setup/node24.mjs';
import { installNpmPackages } from './setup/npmPackages.mjs';

const OLDEST_NODE = 20;
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * Runs a script on Node 24 with this process's terminal, and passes signals on to it.
 * @param {string} script path from the repository's root
 * @param {string[]} args
 * @returns {Promise<number>} its exit code; a death by signal ends this process the same way
 */
function runOnNode24(script, args) {
  const binFolder = path.join(root, 'node_modules', '.bin');
  const child = spawn(node24Path(root), [path.join(root, script), ...args], {
    stdio: 'inherit',
    cwd: root,
    env: { ...process.env, PATH: `${binFolder}${path.delimiter}${process.env['PATH'] ?? ''}` },
  });
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => {
    // A terminal sends Ctrl+C to the whole group: sending it once more would look like a second Ctrl+C.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, passOn);
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`Ringside could not start Node 24: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, passOn);
      if (signal !== null) process.kill(process.pid, signal);
      resolve(code ?? 1);
    });
  });
}

/**
 * @param {string | undefined} command the name of a file in scripts/
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
async function main(command, args) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) {
    console.error(`Ringside needs Node ${OLDEST_NODE} or newer, and this is Node ${process.versions.node}.`);
    return 1;
  }
  if (
    command === undefined ||
    !/^[a-z]+$/.test(command) ||
    !existsSync(path.join(root, 'scripts', `${command}.ts`))
  ) {
    console.error(`There is no command "${command ?? ''}": package.json lists them under "scripts".`);
    return 1;
  }
  const problem = installNpmPackages(root) ?? installNode24(root);
  if (problem !== undefined) {
    console.error(problem);
    return 1;
  }
  if (command !== 'setup') {
    const prepared = await runOnNode24('scripts/setup.ts', [command]);
    if (prepared !== 0) return prepared;
  }
  return runOnNode24(`scripts/${command}.ts`, args);
}

process.exitCode = await main(process.argv[2], process.argv.slice(3));
