import { app, powerMonitor } from 'electron';
import { linkAmong } from '../../phone/phoneLinks.ts';

/** What happens to the app from outside, and what is to be done then. */
interface LifetimeDeps {
  /** Started a second time, or clicked in the dock. */
  readonly onWanted: () => void;
  readonly onSystemSuspend: () => void;
  readonly onSystemResume: () => void;
  /** Ends the services; the app waits for it, but not for ever. */
  readonly stop: () => Promise<void>;
}

const LONGEST_STOP_MS = 5000;

/** Ties the app's life to its services. */
export function tieLifetime(deps: LifetimeDeps): void {
  // With a link it was not started to be looked at (windows/links/incomingLinks.ts).
  app.on('second-instance', (_event, words) => {
    if (linkAmong(words.slice(1)) === null) deps.onWanted();
  });
  app.on('activate', deps.onWanted);
  // The pop and the tray keep the app alive; closing a window keeps its account working.
  app.on('window-all-closed', () => undefined);
  powerMonitor.on('suspend', deps.onSystemSuspend);
  powerMonitor.on('resume', deps.onSystemResume);
  app.once('will-quit', (event) => {
    event.preventDefault();
    const givenUp = new Promise((resolve) => setTimeout(resolve, LONGEST_STOP_MS));
    void Promise.race([deps.stop(), givenUp]).finally(() => {
      app.exit(0);
    });
  });
}
