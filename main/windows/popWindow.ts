import { BrowserWindow, screen } from 'electron';
import type { Session } from 'electron';
import { APP_ORIGIN } from './origin.ts';
import { webPreferences } from './security.ts';

/** The pop: one window, made hidden soon after the start, always on top, never taking the keyboard by itself. */
export interface PopWindow {
  /** Makes it, hidden, and loads its page; what is there stays. The first `show` does the same. */
  open(): void;
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
  readonly session: () => Session;
  readonly title: string;
  readonly isQuitting: () => boolean;
  /** The window is made; its page is not there yet, and asks for the snapshot when it is. */
  readonly opened: (window: BrowserWindow) => void;
}

export function createPopWindow(deps: PopWindowDeps): PopWindow {
  let known: BrowserWindow | null = null;
  let height = START_HEIGHT;

  function windowNow(): BrowserWindow {
    if (known === null) {
      known = makeWindow(deps);
      deps.opened(known);
      void known.loadURL(`${APP_ORIGIN}/pop/index.html`);
    }
    return known;
  }

  function place(window: BrowserWindow): void {
    const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
    window.setBounds({
      x: workArea.x + workArea.width - WIDTH - MARGIN,
      y: workArea.y + MARGIN,
      width: WIDTH,
      height: Math.min(height, workArea.height - 2 * MARGIN),
    });
  }

  return {
    open() {
      windowNow();
    },
    show() {
      const window = windowNow();
      if (window.isVisible()) return;
      place(window);
      window.showInactive();
    },
    hide() {
      if (known?.isVisible()) known.hide();
    },
    focus() {
      const window = windowNow();
      if (!window.isVisible()) window.showInactive();
      window.focus();
    },
    fit(wanted) {
      const next = Math.max(SHORTEST, Math.round(wanted));
      if (next === height) return;
      height = next;
      if (!known?.isVisible()) return;
      const bounds = known.getBounds();
      const { workArea } = screen.getDisplayMatching(bounds);
      known.setBounds({
        ...bounds,
        height: Math.min(height, workArea.y + workArea.height - MARGIN - bounds.y),
      });
    },
  };
}

function makeWindow(deps: PopWindowDeps): BrowserWindow {
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
      ...webPreferences(deps.preload, deps.session()),
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
  return window;
}
