import { app, BrowserWindow, Menu } from 'electron';
import type { MenuItemConstructorOptions, WebContents } from 'electron';
import type { Translate } from '../../i18n/translate.ts';
import { nextZoom, windowKey, type WindowKey } from './windowKey.ts';

/** The size of everything in the windows, a setting: how keys change it. */
export interface ZoomSetting {
  /** Percent. */
  zoom: () => number;
  setZoom: (percent: number) => void;
}

/**
 * What Electron's own menu did for windows: larger, smaller, closed. The menu itself goes, because Alt opened it over
 * the keys of a window, in English; macOS cannot be without one, and has it in the agent's language.
 */
export function replaceApplicationMenu(setting: ZoomSetting, t: Translate): void {
  Menu.setApplicationMenu(process.platform === 'darwin' ? Menu.buildFromTemplate(macMenu(t)) : null);
  app.on('web-contents-created', (_event, contents) => {
    contents.on('before-input-event', (event, input) => {
      const key = windowKey(input, process.platform);
      if (key === null) return;
      event.preventDefault();
      perform(key, contents, setting);
    });
  });
}

function perform(key: WindowKey, contents: WebContents, { zoom, setZoom }: ZoomSetting): void {
  switch (key) {
    case 'larger':
    case 'smaller':
      return setZoom(nextZoom(zoom(), key));
    case 'usualSize':
      return setZoom(100);
    case 'close':
      BrowserWindow.fromWebContents(contents)?.close();
      return;
    case 'tools':
      // Off in the packaged app (windowSecurity.ts).
      contents.toggleDevTools();
      return;
    default:
      return key satisfies never;
  }
}

/** Shows all windows in this size. */
export function zoomWindows(percent: number): void {
  for (const window of BrowserWindow.getAllWindows()) window.webContents.setZoomFactor(percent / 100);
}

/** What every Mac program has: without it there is no Copy and no Quit. */
function macMenu(t: Translate): MenuItemConstructorOptions[] {
  const separator = { type: 'separator' } as const;
  return [
    {
      label: app.name,
      submenu: [
        { role: 'about', label: t('menu.about') },
        separator,
        { role: 'hide', label: t('menu.hide') },
        { role: 'hideOthers', label: t('menu.hideOthers') },
        separator,
        { role: 'quit', label: t('menu.quit') },
      ],
    },
    {
      label: t('menu.edit'),
      submenu: [
        { role: 'undo', label: t('menu.undo') },
        { role: 'redo', label: t('menu.redo') },
        separator,
        { role: 'cut', label: t('menu.cut') },
        { role: 'copy', label: t('menu.copy') },
        { role: 'paste', label: t('menu.paste') },
        { role: 'selectAll', label: t('menu.selectAll') },
      ],
    },
    {
      label: t('menu.window'),
      role: 'windowMenu',
      submenu: [
        { role: 'minimize', label: t('menu.minimize') },
        { role: 'front', label: t('menu.front') },
      ],
    },
  ];
}
