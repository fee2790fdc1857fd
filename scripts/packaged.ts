// `npm run test:packaged`: packs the application, installs its deb into a root of its own and tests what is installed there: fuses and files as they are in the binary, its commands, the
// twenty items of Electron's security checklist, and an agent's way from sign-in to a logged call. Linux only for now. Arguments are
// Playwright's. What we ship cannot be driven: its fuse for Node's debugger is off. The driver gets a copy with that one on.

import { copyFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { startDesktopSession } from './desktopSession.ts';
import { chosenElectron } from './electronPath.ts';
import { debFile, installDeb, packDeb } from './packaging/deb.ts';
import { root } from './setup/folders.ts';
import { runTool } from './tool.ts';

const installed = path.join(root, 'dist', 'installed');
const shipped = path.join(installed, 'usr', 'lib', 'ringside');
const driven = path.join(root, 'dist', 'driven');

async function makeDrivenCopy(): Promise<boolean> {
  await rm(driven, { recursive: true, force: true });
  // Links cost nothing; the executable is written to and must be another file.
  if (!(await runTool('cp', ['-al', shipped, driven]))) return false;
  const executable = path.join(driven, 'ringside');
  await rm(executable);
  await copyFile(path.join(shipped, 'ringside'), executable);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  return true;
}

async function test(): Promise<boolean> {
  const desktop = await startDesktopSession({ keyring: 'unlocked' });
  try {
    return await runTool(
      'playwright',
      ['test', '-c', 'playwright.packaged.config.ts', ...process.argv.slice(2)],
      {
        ...desktop.env,
        RINGSIDE_DEB: debFile,
        RINGSIDE_INSTALLED: installed,
        RINGSIDE_SHIPPED: path.join(shipped, 'ringside'),
        RINGSIDE_DRIVEN: path.join(driven, 'ringside'),
      },
    );
  } finally {
    await desktop.stop();
  }
}

if (process.platform !== 'linux') {
  console.error('The packaged app is tested on Linux only.');
  process.exitCode = 1;
} else {
  const isReady =
    (await runTool('node', ['scripts/package.ts', '--dir'])) &&
    (await packDeb(chosenElectron().version, 'gzip')) &&
    (await installDeb(installed)) &&
    (await makeDrivenCopy());
  process.exitCode = isReady && (await test()) ? 0 : 1;
}
