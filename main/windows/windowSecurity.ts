import { app, session as sessions } from 'electron';
import type { Session, WebContents, WebPreferences } from 'electron';
import { APP_ORIGIN } from './appOrigin.ts';
import { serveApp } from './appProtocol.ts';

/**
 * What every window of Ringside is created with: isolated, sandboxed, without Node (Electron's checklist, items 2-4).
 *
 * @param zoom the size of everything in it, percent
 */
export function webPreferences(preload: string, session: Session, zoom: number): WebPreferences {
  return {
    preload,
    session,
    zoomFactor: zoom / 100,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    enableWebSQL: false,
    // Nobody can be talked into typing something into the tools of a window that holds their customers.
    devTools: !app.isPackaged,
  };
}

/** Refuses navigation, new windows and web views for every page there will ever be (items 12-14). */
export function hardenWebContents(): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.on('will-navigate', (event) => {
      event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/**
 * Sessions by name, each set up once: our own pages, no permission for anything, no request to anywhere
 * else. In memory: a window leaves nothing on disk.
 *
 * @param onServed told after each file a page was given
 */
export function createSessions(rendererDir: string, onServed: () => void): (name: string) => Session {
  const known = new Map<string, Session>();
  return (name) => {
    const existing = known.get(name);
    if (existing !== undefined) return existing;
    const session = sessions.fromPartition(`ringside:${name}`);
    known.set(name, session);
    serveApp(session, rendererDir, onServed);
    session.setPermissionRequestHandler((_contents, _permission, decide) => {
      decide(false);
    });
    session.setPermissionCheckHandler(() => false);
    session.setDevicePermissionHandler(() => false);
    session.webRequest.onBeforeRequest((details, decide) => {
      const inside = details.url.startsWith(`${APP_ORIGIN}/`) || details.url.startsWith('devtools://');
      decide({ cancel: !inside && !details.url.startsWith('data:image/') });
    });
    session.on('will-download', (event) => {
      event.preventDefault();
    });
    return session;
  };
}
