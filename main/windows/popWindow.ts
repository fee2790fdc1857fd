import { BrowserWindow, screen } from 'electron';
import type { Session } from 'electron';
import { APP_ORIGIN } from './protocol.ts';
import { webPreferences } from './security.ts';

/** The pop: one window, made hidden at start, always on top, never taking the keyboard by itself. */
export interface PopWindow {
  readonly window: BrowserWindow;
  /** Shows it without focus. */
  show(): void;
  hide(): void;
  /** Gives it the keyboard, at the agent's wish. */
  focus(): void;
  /** Sets the height its content needs (CSS pixels); the top right corner stays where it is. */
  fit(height: number): void;
}

const WIDTH = 380;
const START_HEIGHT = 300;
const SHORTEST = 120;
const MARGIN = 16;

interface PopWindowDeps {
  readonly preload: string;
  readonly session: Session;
  readonly title: string;
  readonly isQuitting: () => boolean;
}

export function createPopWindow(deps: PopWindowDeps): PopWindow {
  const window = new BrowserWindow({
    width: WIDTH,
    height: START_HEIGHT,
    show: false,
    frame: false,
    resizable: false,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    acceptFirstMouse: true,
    title: deps.title,
    // A panel may float over full-screen apps and be clicked without activating ours.
    ...(process.platform === 'darwin' ? { type: 'panel' } : {}),
    webPreferences: {
      ...webPreferences(deps.preload, deps.session),
      // The hidden pop must paint and count within the frame it is shown in.
      backgroundThrottling: false,
    },
  });
  window.setAlwaysOnTop(true, process.platform === 'win32' ? 'pop-up-menu' : 'floating');
  if (process.platform === 'darwin') window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true });
  // Alt+F4 puts it away; the app keeps it until it quits.
  window.on('close', (event) => {
    if (deps.isQuitting()) return;
    event.preventDefault();
    window.hide();
  });
  void window.loadURL(`${APP_ORIGIN}/pop/index.html`);

  let height = START_HEIGHT;
  const place = (): void => {
    const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
    window.setBounds({
      x: workArea.x + workArea.width - WIDTH - MARGIN,
      y: workArea.y + MARGIN,
      width: WIDTH,
      height: Math.min(height, workArea.height - 2 * MARGIN),
    });
  };
  return {
    window,
    show() {
      if (window.isVisible()) return;
      place();
      window.showInactive();
    },
    hide() {
      if (window.isVisible()) window.hide();
    },
    focus() {
      if (!window.isVisible()) window.showInactive();
      window.focus();
    },
    fit(wanted) {
      const next = Math.max(SHORTEST, Math.round(wanted));
      if (next === height) return;
      height = next;
      if (!window.isVisible()) return;
      const bounds = window.getBounds();
      const { workArea } = screen.getDisplayMatching(bounds);
      window.setBounds({
        ...bounds,
        height: Math.min(height, workArea.y + workArea.height - MARGIN - bounds.y),
      });
    },
  };
}
