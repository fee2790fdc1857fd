import { release } from 'node:os';
import { BrowserWindow, screen } from 'electron';
import type { Display, Session } from 'electron';
import type { PopSettings } from '../../settings/popSettings.ts';
import { APP_ORIGIN } from '../appOrigin.ts';
import { CUT_RADIUS, popEdgeOf, roundedShape } from './popEdge.ts';
import { popPlace } from './popPlace.ts';
import { webPreferences } from '../windowSecurity.ts';

/** The pop: one window, made hidden soon after the start, always on top, never taking the keyboard by itself. */
export interface PopWindow {
  /** Makes it, hidden, and loads its page; what is there stays. The first `show` does the same. */
  open(): void;
  /** Shows it without focus. */
  show(): void;
  hide(): void;
  /** Gives it the keyboard, at the agent's wish. */
  focus(): void;
  /** Sets the height its content needs (CSS pixels); it stays in its corner. */
  fit(height: number): void;
  /** The agent chose another corner or size, or whether shared screens show it. */
  settingsChanged(): void;
}

const edge = popEdgeOf({
  platform: process.platform,
  release: release(),
  isWayland: process.env['XDG_SESSION_TYPE'] === 'wayland',
});

const WIDTH = 400;
const START_HEIGHT = 560;
const SHORTEST = 120;

/**
 * Whether the system can leave a window out of what others see of a shared screen. No system tells whether the screen is
 * being shared (docs/pop-rules.md).
 */
export const canHideFromSharing = process.platform === 'win32' || process.platform === 'darwin';

interface PopWindowDeps {
  readonly preload: string;
  readonly session: () => Session;
  readonly title: string;
  readonly isQuitting: () => boolean;
  readonly settings: () => Pick<PopSettings, 'corner' | 'hideFromSharing'>;
  /** The size of everything in it, percent. */
  readonly zoom: () => number;
  /** The window is made; its page is not there yet, and asks for the snapshot when it is. */
  readonly opened: (window: BrowserWindow) => void;
}

export function createPopWindow(deps: PopWindowDeps): PopWindow {
  let known: BrowserWindow | null = null;
  let height = START_HEIGHT;
  /** Where it was put last. */
  let display: Display | null = null;
  /** What its corners were cut for last. */
  let shape = '';

  function windowNow(): BrowserWindow | null {
    if (known === null) {
      known = makeWindow(deps);
      deps.opened(known);
      void known.loadURL(`${APP_ORIGIN}/pop/index.html?edge=${edge}`);
    }
    return alive();
  }

  /** On the display the agent works on: that of our window that has the keyboard, else that of the mouse. */
  function place(window: BrowserWindow): void {
    const focused = BrowserWindow.getFocusedWindow();
    put(
      window,
      focused === null || focused === window
        ? screen.getDisplayNearestPoint(screen.getCursorScreenPoint())
        : screen.getDisplayMatching(focused.getBounds()),
    );
  }

  /** Null once it is closed, which it is when the app quits alone. */
  function alive(): BrowserWindow | null {
    return known?.isDestroyed() === false ? known : null;
  }

  function put(window: BrowserWindow, next: Display): void {
    const larger = deps.zoom() / 100;
    const size = { width: Math.round(WIDTH * larger), height: Math.round(height * larger) };
    const bounds = popPlace(next.workArea, deps.settings().corner, size);
    const before = displayOf(window);
    display = next;
    window.setBounds(bounds);
    cut(window, bounds, CUT_RADIUS * larger);
    // Taken to a display of another scale, Windows sizes it by the old one's: the second time it is there already.
    if (before.scaleFactor !== next.scaleFactor) window.setBounds(bounds);
  }

  /** Its corners, as long as it has this size. */
  function cut(
    window: BrowserWindow,
    size: { readonly width: number; readonly height: number },
    radius: number,
  ): void {
    const next = `${size.width} ${size.height} ${radius}`;
    if (edge !== 'cut' || shape === next) return;
    shape = next;
    window.setShape(roundedShape(size, radius));
  }

  /** The display it is on: that it was put on, or that the agent has dragged it to. */
  function displayOf(window: BrowserWindow): Display {
    const bounds = window.getBounds();
    // On X11 a window just shown is now and then said to be at the origin of all displays, where the pop never is:
    // believed, it would grow on another display than the one it rings on.
    const isUntrue = bounds.x === 0 && bounds.y === 0;
    const put = screen.getAllDisplays().find(({ id }) => id === display?.id);
    return isUntrue && put !== undefined ? put : screen.getDisplayMatching(bounds);
  }

  return {
    open() {
      windowNow();
    },
    show() {
      const window = windowNow();
      if (window === null || window.isVisible()) return;
      place(window);
      window.showInactive();
    },
    hide() {
      const window = alive();
      if (window?.isVisible()) window.hide();
    },
    focus() {
      const window = windowNow();
      if (window === null) return;
      if (!window.isVisible()) window.showInactive();
      window.focus();
    },
    fit(wanted) {
      const next = Math.max(SHORTEST, Math.round(wanted));
      if (next === height) return;
      height = next;
      const window = alive();
      if (window?.isVisible()) put(window, displayOf(window));
    },
    settingsChanged() {
      const window = alive();
      if (window === null) return;
      keepFromSharing(window, deps.settings().hideFromSharing);
      if (window.isVisible()) put(window, displayOf(window));
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
      ...webPreferences(deps.preload, deps.session(), deps.zoom()),
      // The hidden pop must paint and count within the frame it is shown in.
      backgroundThrottling: false,
    },
  });
  window.setAlwaysOnTop(true, process.platform === 'win32' ? 'pop-up-menu' : 'floating');
  if (process.platform === 'darwin') window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true });
  keepFromSharing(window, deps.settings().hideFromSharing);
  // Alt+F4 puts it away; the app keeps it until it quits.
  window.on('close', (event) => {
    if (deps.isQuitting()) return;
    event.preventDefault();
    window.hide();
  });
  return window;
}

/** Customers' names are not for those a screen is shared with. */
function keepFromSharing(window: BrowserWindow, isHidden: boolean): void {
  if (canHideFromSharing) window.setContentProtection(isHidden);
}
