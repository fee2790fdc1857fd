import { app } from 'electron';
import { openRingside } from './opening.ts';
import { registerAppScheme } from './windows/protocol.ts';
import { hardenWebContents } from './windows/security.ts';

/**
 * The hall: one instance, the scheme, the first window, its answers - and only when the agent sees it
 * everything else is read and made.
 */
registerAppScheme();
hardenWebContents();

async function start(): Promise<void> {
  const opening = openRingside();
  if (opening === null) return app.quit();
  const { answerFirst } = await import('./compose/firstAnswers.ts');
  const first = answerFirst(opening);
  await opening.shell.firstShown();
  const { compose } = await import('./compose.ts');
  await compose(opening, first);
}

if (app.requestSingleInstanceLock()) {
  // Not awaited at the top level: "ready" itself waits for this module to load.
  void app.whenReady().then(start);
} else {
  app.quit();
}
