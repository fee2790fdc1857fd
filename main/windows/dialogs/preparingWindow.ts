import { app, BrowserWindow, nativeTheme } from 'electron';
import type { Speech } from '../../common/language.ts';
import { APP_ORIGIN } from '../appOrigin.ts';
import { createSessions, webPreferences } from '../windowSecurity.ts';

interface PreparingOptions {
  readonly speech: Speech;
  /** Percent. */
  readonly zoom: number;
  readonly preload: string;
  /** The folder of the built pages. */
  readonly pages: string;
}

/**
 * Says that the journal is being made ready: opening a large one takes seconds after an update (journal/openAhead.ts), and
 * a program that shows nothing is started again and again. It cannot be closed, only ended with Ringside.
 */
export function openPreparing({ speech, zoom, preload, pages }: PreparingOptions): {
  readonly close: () => void;
} {
  const session = createSessions(pages, () => undefined)('preparing');
  const window = new BrowserWindow({
    width: Math.round((460 * zoom) / 100),
    height: Math.round((140 * zoom) / 100),
    useContentSize: true,
    center: true,
    resizable: false,
    maximizable: false,
    fullscreenable: false,
    show: false,
    title: 'Ringside',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#f6f7f9',
    webPreferences: webPreferences(preload, session, zoom),
  });
  window.once('ready-to-show', () => {
    window.show();
  });
  let done = false;
  app.once('before-quit', () => {
    done = true;
  });
  window.on('close', (event) => {
    if (!done) event.preventDefault();
  });
  const query = new URLSearchParams({
    lang: speech.language(),
    title: speech.t('preparing.title'),
    text: speech.t('preparing.text'),
  });
  void window.loadURL(`${APP_ORIGIN}/preparing/index.html?${query.toString()}`);
  return {
    close() {
      done = true;
      if (!window.isDestroyed()) window.close();
    },
  };
}
