// `npm run package`: what this machine can build of electron-builder.yml, into dist/, on the Electron of this clone: the
// unpacked application, and on Linux the deb and the tar.gz. `npm run package -- --targets` builds all of this system's installers,
// for machines that reach what electron-builder downloads for them. Further arguments are electron-builder's (docs/packaging.md).

import path from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { buildApp } from './buildApp.ts';
import { buildWindowsHook } from './buildHook.ts';
import { chosenElectron } from './electronPath.ts';
import { packDeb } from './packaging/deb.ts';
import { isOnPath } from './setup/childProcess.ts';
import { runTool } from './tool.ts';

const { path: electron, version } = chosenElectron();
const given = process.argv.slice(2);
const isChosen = given.some((argument) => argument === '--targets' || argument === '--dir');
// By the same compiler on Windows itself and across from Debian: no installer goes out without its hook program.
const isForWindows =
  process.platform === 'win32' ||
  process.argv.some((word) => word === '--win' || word === '-w' || word === '--windows');
const isForLinux =
  process.platform === 'linux' &&
  !isForWindows &&
  !given.some((word) => /^(?:--mac|--macos|-m)$/u.test(word));

const packed =
  (await buildApp()) &&
  (!isForWindows || (await buildWindowsHook(path.join('out', 'hook')))) &&
  (await runTool('electron-builder', [
    ...(isChosen ? [] : ['--dir']),
    `-c.electronDist=${path.dirname(electron)}`,
    `-c.electronVersion=${version}`,
    ...given.filter((argument) => argument !== '--targets'),
  ])) &&
  (!isForLinux || isChosen || (await packTar())) &&
  (!isForLinux || given.includes('--dir') || (await packDebHere()));

/** Where Debian's tools are. */
function packDebHere(): Promise<boolean> {
  if (isOnPath('dpkg-deb')) return packDeb(version, 'xz');
  console.error('No deb was made: this system has no dpkg-deb.');
  return Promise.resolve(true);
}

/** electron-builder packs its tar.gz with a 7-Zip that it downloads; the system's tar makes the same. */
function packTar(): Promise<boolean> {
  const name = `${packageJson.name}-${packageJson.version}`;
  const folder = path.join('dist', 'linux-unpacked');
  return runTool('tar', [
    '--create',
    '--gzip',
    `--file=${path.join('dist', `${name}.tar.gz`)}`,
    '--owner=0',
    '--group=0',
    '--sort=name',
    `--transform=s,^\\.,${name},`,
    `--directory=${folder}`,
    '.',
  ]);
}

process.exitCode = packed ? 0 : 1;
