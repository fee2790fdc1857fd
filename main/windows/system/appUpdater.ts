import { app } from 'electron';
import type { Updater } from '../../updates/updater.ts';

/**
 * Reads electron-updater and makes what updates this installation (updates/updateFeed.ts says whether there is any). It is read
 * with the first check, minutes after the start.
 */
export async function createAppUpdater(log: (message: string) => void): Promise<Updater> {
  const [{ AppImageUpdater, MacUpdater, NsisUpdater }, { createFeedUpdater }] = await Promise.all([
    import('electron-updater'),
    import('../../updates/feedUpdater.ts'),
  ]);
  if (process.platform === 'darwin') {
    const mac = new MacUpdater();
    // The system itself puts the new version in place when the app ends.
    mac.autoInstallOnAppQuit = true;
    const install = (restart: boolean): boolean => {
      if (restart) mac.quitAndInstall();
      return true;
    };
    return createFeedUpdater({ app: mac, install, log });
  }
  const updater = process.platform === 'win32' ? new NsisUpdater() : new AppImageUpdater();
  updater.autoInstallOnAppQuit = false;
  let program = process.env['APPIMAGE'];
  updater.on('appimage-filename-updated', (path) => {
    program = path;
  });
  return createFeedUpdater({
    app: updater,
    install(restart) {
      const isWindows = process.platform === 'win32';
      // Windows' installer waits for our end and starts the new version itself. An AppImage is in place at once; what starts
      // it must wait until we are gone, because there is one Ringside at a time.
      if (!updater.install(true, isWindows && restart)) return false;
      if (restart && !isWindows && program !== undefined) {
        app.relaunch({ execPath: program, args: process.argv.slice(1) });
      }
      if (restart) app.quit();
      return true;
    },
    log,
  });
}
