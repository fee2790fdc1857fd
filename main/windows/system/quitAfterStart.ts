import { app } from 'electron';

/** A start that takes longer is not waited for: whatever it was at is safe from a kill too. */
const LONGEST_MS = 5000;

/**
 * Lets an end that is asked for while the app starts wait for the start. At once it would close the windows there are,
 * and the next one to open would keep the app alive for good, without a window to look at.
 */
export function quitAfterStart(started: Promise<unknown>): void {
  let givenUp: NodeJS.Timeout | null = null;
  const defer = (event: Electron.Event): void => {
    event.preventDefault();
    givenUp ??= setTimeout(() => {
      app.exit(0);
    }, LONGEST_MS);
  };
  app.on('before-quit', defer);
  const go = (): void => {
    app.off('before-quit', defer);
    if (givenUp === null) return;
    clearTimeout(givenUp);
    app.quit();
  };
  started.then(go, go);
}
