import { Menu, Tray, nativeImage } from 'electron';
import { dotOf } from './accountMark.ts';
import type { textsFor } from './texts.ts';
import { trayLabel, trayTip } from './trayLabel.ts';
import type { TrayAccount } from './trayLabel.ts';

interface TrayDeps {
  readonly icon: string;
  readonly texts: () => ReturnType<typeof textsFor>;
  readonly accounts: () => readonly TrayAccount[];
  readonly onAccount: (account: string) => void;
  readonly onOpen: () => void;
  readonly onSettings: () => void;
  readonly onQuit: () => void;
}

/** The icon that keeps Ringside within reach when its windows are closed. */
export interface TrayIcon {
  /** Accounts or counts changed. */
  refresh(): void;
  destroy(): void;
}

/** Makes the icon and its menu. The caller keeps it: a tray without a reference is collected and disappears. */
export function createTray(deps: TrayDeps): TrayIcon {
  const tray = new Tray(nativeImage.createFromPath(deps.icon));
  tray.on('click', deps.onOpen);
  let shown = '';

  function refresh(): void {
    const texts = deps.texts();
    const accounts = deps.accounts();
    // Building a menu anew closes the one that is open: only for news.
    const now = JSON.stringify([texts.open, accounts]);
    if (now === shown) return;
    shown = now;
    tray.setToolTip(trayTip(accounts, texts));
    tray.setContextMenu(
      Menu.buildFromTemplate([
        ...accounts.map((account) => ({
          label: trayLabel(account, texts),
          icon: dotOf(account.colour),
          click: () => {
            deps.onAccount(account.key);
          },
        })),
        ...(accounts.length === 0 ? [] : [{ type: 'separator' as const }]),
        { label: texts.open, click: deps.onOpen },
        { label: texts.settings, click: deps.onSettings },
        { type: 'separator' },
        { label: texts.quit, click: deps.onQuit },
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
