import { existsSync } from 'node:fs';
import path from 'node:path';
import { runNpm } from './npmPackages.mjs';

/**
 * Where the `node` package of the registry puts its Node 24 (its own install script makes this file).
 * @param {string} root
 */
export function node24Path(root) {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  return path.join(root, 'node_modules', 'node', 'bin', name);
}

/**
 * Installs Node 24 into node_modules, unless it is there. Our tools need it: several refuse anything older than
 * Node 22.12, and better-sqlite3 13 crashes on Node 20.
 * @param {string} root
 * @returns {string | undefined} why it could not
 */
export function installNode24(root) {
  if (existsSync(node24Path(root))) return undefined;
  console.error('Installing Node 24 into node_modules, for the tools (50 MB) ...');
  const installed = runNpm(root, ['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error']);
  if (installed && existsSync(node24Path(root))) return undefined;
  return 'Ringside could not install Node 24 into node_modules: "npm rebuild node --ignore-scripts=false" tries again.';
}
