// `npm run package`: the unpacked application in dist/, as electron-builder.yml describes it, on the Electron of this clone.

import path from 'node:path';
import { buildApp } from './buildApp.ts';
import { buildWindowsHook } from './buildHook.ts';
import { chosenElectron } from './electronPath.ts';
import { runTool } from './tool.ts';

const { path: electron, version } = chosenElectron();
// Cross-built; on Windows itself nothing here compiles it.
const isForWindows = process.argv.some((word) => word === '--win' || word === '-w' || word === '--windows');
const packed =
  (await buildApp()) &&
  (!isForWindows || (await buildWindowsHook(path.join('out', 'hook')))) &&
  (await runTool('electron-builder', [
    '--dir',
    `-c.electronDist=${path.dirname(electron)}`,
    `-c.electronVersion=${version}`,
    ...process.argv.slice(2),
  ]));
process.exitCode = packed ? 0 : 1;
