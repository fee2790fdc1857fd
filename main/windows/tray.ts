import { Menu, Tray, nativeImage } from 'electron';
import { dotOf } from './accountMark.ts';
import type { textsFor } from './texts.ts';

/** An account in the menu, and what waits in it. */
export interface TrayAccount {
  readonly key: string;
  readonly name: string;
  readonly colour: string;
  /** Callers who were missed and not called back. */
  readonly missed: number;
  /** What the CRM does not have yet. */
  readonly waiting: number;
}

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
    const total = accounts.reduce((sum, { missed }) => sum + missed, 0);
    tray.setToolTip(total === 0 ? 'Ringside' : `Ringside: ${texts.missed(total)}`);
    tray.setContextMenu(
      Menu.buildFromTemplate([
        ...accounts.map((account) => ({
          label: labelOf(account, texts),
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

function labelOf(
  { name, missed, waiting }: TrayAccount,
  texts: Pick<ReturnType<typeof textsFor>, 'missed' | 'waiting'>,
): string {
  const counts = [missed > 0 ? texts.missed(missed) : '', waiting > 0 ? texts.waiting(waiting) : ''];
  const said = counts.filter((text) => text !== '').join(', ');
  // An & alone would be taken for the mark of a shortcut.
  return `${name.replaceAll('&', '&&')}${said === '' ? '' : ` (${said})`}`;
}
