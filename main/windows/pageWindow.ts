import { BrowserWindow, nativeTheme } from 'electron';
import type { Rectangle, Session } from 'electron';
import type { WindowKind } from '../../preload/contract.ts';
import { APP_ORIGIN } from './appOrigin.ts';
import { webPreferences } from './windowSecurity.ts';
import { windowSizes } from './windowSizes.ts';

/** What a window needs to be opened on one of our pages. */
export interface PageWindowOptions {
  readonly kind: Exclude<WindowKind, 'pop'>;
  readonly preload: string;
  readonly session: Session;
  /** The size of everything in it, percent. */
  readonly zoom: number;
  readonly title: string;
  readonly icon: string | null;
  /** Where it was last time, null for the default place. */
  readonly place: { readonly bounds: Rectangle; readonly maximized: boolean } | null;
}

/** Opens a framed window on one of our pages; it is shown when it has something to show. */
export function openPageWindow(options: PageWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...windowSizes[options.kind],
    ...options.place?.bounds,
    minWidth: 480,
    minHeight: 400,
    show: false,
    title: options.title,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#f6f7f9',
    ...(options.icon === null ? {} : { icon: options.icon }),
    webPreferences: webPreferences(options.preload, options.session, options.zoom),
  });
  // The page's own <title> is generic; the window's says which account it is.
  window.on('page-title-updated', (event) => {
    event.preventDefault();
  });
  window.once('ready-to-show', () => {
    if (options.place?.maximized === true) window.maximize();
    window.show();
  });
  void window.loadURL(`${APP_ORIGIN}/${options.kind}/index.html`);
  return window;
}

/** Brings a window to the agent, wherever it was. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
