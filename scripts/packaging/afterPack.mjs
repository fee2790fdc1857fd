import { rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Takes away what an Electron distribution given by hand (`electronDist`) brings and a downloaded one would not: the
 * program that starts a folder, and the file with its version. electron-builder calls this before it flips the fuses.
 *
 * @param {import('app-builder-lib').AfterPackContext} context
 */
export default async function afterPack({ appOutDir, packager, electronPlatformName }) {
  const resources =
    electronPlatformName === 'darwin'
      ? path.join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents', 'Resources')
      : path.join(appOutDir, 'resources');
  await rm(path.join(resources, 'default_app.asar'), { force: true });
  await rm(path.join(appOutDir, 'version'), { force: true });
}
