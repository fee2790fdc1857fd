import { rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { linuxAutostart, loginItemAutostart } from '../../settings/autostart.ts';
import type { Autostart } from '../../settings/autostart.ts';
import { ownCommand, readOrNull, writeWhole } from '../links/systemLinks.ts';

/** How this system starts Ringside when its user signs in. */
export function createAutostart(): Autostart {
  if (process.platform === 'linux') {
    const config = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
    return linuxAutostart({
      file: join(config, 'autostart', 'ringside.desktop'),
      command: ownCommand(),
      read: readOrNull,
      write: writeWhole,
      remove: (file) => {
        rmSync(file, { force: true });
      },
    });
  }
  return loginItemAutostart(
    {
      get: () => app.getLoginItemSettings(),
      set: (openAtLogin) => {
        app.setLoginItemSettings({ openAtLogin });
      },
    },
    app.isPackaged,
  );
}
