import { join } from 'node:path';
import { app } from 'electron';

/** The `ringside` program that softphones run: beside the resources of a packaged app, in out/ of a working copy. */
export function hookProgram(): string {
  const name = process.platform === 'win32' ? 'ringside.exe' : 'ringside';
  return app.isPackaged
    ? join(process.resourcesPath, 'hook', name)
    : join(app.getAppPath(), 'out', 'hook', name);
}
