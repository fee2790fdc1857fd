import { Menu, Tray, nativeImage } from 'electron';

interface TrayDeps {
  readonly icon: string;
  readonly texts: { readonly open: string; readonly settings: string; readonly quit: string };
  readonly onOpen: () => void;
  readonly onSettings: () => void;
  readonly onQuit: () => void;
}

/**
 * The icon that keeps Ringside within reach when its windows are closed. The caller keeps it: a tray
 * without a reference is collected and disappears.
 */
export function createTray(deps: TrayDeps): Tray {
  const tray = new Tray(nativeImage.createFromPath(deps.icon));
  tray.setToolTip('Ringside');
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: deps.texts.open, click: deps.onOpen },
      { label: deps.texts.settings, click: deps.onSettings },
      { type: 'separator' },
      { label: deps.texts.quit, click: deps.onQuit },
    ]),
  );
  tray.on('click', deps.onOpen);
  return tray;
}
