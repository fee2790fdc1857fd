// `npm run package`: what this machine can build of electron-builder.yml, into dist/, on the Electron of this clone: the
// unpacked application, and on Linux the tar.gz. `npm run package -- --targets` builds all of this system's installers, for
// machines that reach what electron-builder downloads for them. Further arguments are electron-builder's (docs/packaging.md).

import path from 'node:path';
import { buildApp } from './buildApp.ts';
import { buildWindowsHook } from './buildHook.ts';
import { chosenElectron } from './electronPath.ts';
import { runTool } from './tool.ts';

const { path: electron, version } = chosenElectron();
const given = process.argv.slice(2);
const isChosen = given.some((argument) => argument === '--targets' || argument === '--dir');
const here = process.platform === 'linux' ? ['--linux', 'tar.gz'] : ['--dir'];
// Cross-built; on Windows itself nothing here compiles it.
const isForWindows = process.argv.some((word) => word === '--win' || word === '-w' || word === '--windows');

const packed =
  (await buildApp()) &&
  (!isForWindows || (await buildWindowsHook(path.join('out', 'hook')))) &&
  (await runTool('electron-builder', [
    ...(isChosen ? [] : here),
    `-c.electronDist=${path.dirname(electron)}`,
    `-c.electronVersion=${version}`,
    ...given.filter((argument) => argument !== '--targets'),
  ]));
process.exitCode = packed ? 0 : 1;
