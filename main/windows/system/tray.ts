import { join } from 'node:path';
import { Menu, Tray, nativeImage } from 'electron';
import type { NativeImage } from 'electron';
import { dotOf } from '../accountMark.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { trayLabel, trayState, trayTip } from './trayLabel.ts';
import type { TrayAccount, TrayState } from './trayLabel.ts';

interface TrayDeps {
  /** The folder of its pictures: one a state, and one more as macOS wants it, black on nothing. */
  readonly pictures: string;
  /** Somebody is on the phone, or it rings. */
  readonly inCall: () => boolean;
  readonly t: Translate;
  readonly accounts: () => readonly TrayAccount[];
  readonly onAccount: (account: string) => void;
  readonly onOpen: () => void;
  readonly onSettings: () => void;
  readonly onQuit: () => void;
}

/** The icon that keeps Ringside within reach when its windows are closed. */
export interface TrayIcon {
  /** Accounts, counts or calls changed. */
  refresh(): void;
  destroy(): void;
}

/** Makes the icon and its menu. The caller keeps it: a tray without a reference is collected and disappears. */
export function createTray(deps: TrayDeps): TrayIcon {
  let state = trayState(deps.accounts(), deps.inCall());
  const tray = new Tray(pictureOf(deps.pictures, state));
  tray.on('click', deps.onOpen);
  let shown = '';

  function refresh(): void {
    const accounts = deps.accounts();
    const next = trayState(accounts, deps.inCall());
    if (next !== state) tray.setImage(pictureOf(deps.pictures, next));
    state = next;
    // Building a menu anew closes the one that is open: only for news.
    const now = JSON.stringify([deps.t('tray.open'), accounts]);
    if (now === shown) return;
    shown = now;
    tray.setToolTip(trayTip(accounts, deps.t));
    tray.setContextMenu(
      Menu.buildFromTemplate([
        ...accounts.map((account) => ({
          label: trayLabel(account, deps.t),
          icon: dotOf(account.colour),
          click: () => {
            deps.onAccount(account.key);
          },
        })),
        ...(accounts.length === 0 ? [] : [{ type: 'separator' as const }]),
        { label: deps.t('tray.open'), click: deps.onOpen },
        { label: deps.t('tray.settings'), click: deps.onSettings },
        { type: 'separator' },
        { label: deps.t('tray.quit'), click: deps.onQuit },
      ]),
    );
  }
  refresh();
  return {
    refresh,
    destroy() {
      tray.destroy();
    },
  };
}

/** The `@2x` beside it is found by Electron; macOS colours a picture whose name ends in `Template` as its menu bar is. */
function pictureOf(folder: string, state: TrayState): NativeImage {
  const name = process.platform === 'darwin' ? `${state}Template.png` : `${state}.png`;
  return nativeImage.createFromPath(join(folder, name));
}
