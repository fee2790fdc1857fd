import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @typedef {{ version?: string, optional?: boolean }} LockedPackage
 */

/**
 * @param {string} file a package-lock.json, or npm's own record of what it laid into node_modules
 * @returns {Record<string, LockedPackage> | undefined} packages by folder; undefined when there is no such file
 */
function lockedPackages(file) {
  try {
    const lock = /** @type {{ packages?: Record<string, LockedPackage> }} */ (
      JSON.parse(readFileSync(file, 'utf8'))
    );
    return lock.packages;
  } catch {
    return undefined;
  }
}

/**
 * Whether node_modules holds exactly the lockfile's versions. Optional packages may be absent: they are for other
 * platforms.
 * @param {string} root
 */
function areInstalled(root) {
  const wanted = lockedPackages(path.join(root, 'package-lock.json'));
  const present = lockedPackages(path.join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined || present === undefined) return false;
  return Object.entries(wanted).every(([folder, locked]) => {
    if (folder === '') return true;
    const installed = present[folder];
    return installed === undefined ? locked.optional === true : installed.version === locked.version;
  });
}

/**
 * Runs the npm that started this command, or else the one on the PATH. Its output goes to stderr.
 * @param {string} root
 * @param {string[]} args
 * @returns {boolean} whether it succeeded
 */
export function runNpm(root, args) {
  const own = process.env['npm_execpath'];
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  const ended =
    own !== undefined && /npm-cli\.c?js$/.test(own)
      ? spawnSync(process.execPath, [own, ...args], options)
      : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  return ended.status === 0;
}

/**
 * Installs the npm packages of the committed lockfile, unless they are there.
 * @param {string} root
 * @returns {string | undefined} why it could not
 */
export function installNpmPackages(root) {
  if (areInstalled(root)) return undefined;
  console.error('Installing the npm packages of package-lock.json (about a minute) ...');
  if (runNpm(root, ['ci', '--loglevel=error'])) return undefined;
  return 'Ringside could not install its npm packages: npm said why above; "npm ci" tries again.';
}
