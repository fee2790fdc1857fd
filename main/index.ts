import { app } from 'electron';
import { openRingside } from './compose/startup.ts';
import { exposeGarbageCollection } from './windows/system/garbageCollection.ts';
import { quitAfterStart } from './windows/system/quitAfterStart.ts';
import { refuseRemoteDebugging } from './windows/system/refuseDebugging.ts';
import { collectLinks } from './windows/links/incomingLinks.ts';
import type { IncomingLinks } from './windows/links/incomingLinks.ts';
import { registerAppScheme } from './windows/appProtocol.ts';
import { hardenWebContents } from './windows/windowSecurity.ts';

/** What was asked for; Chromium's own switches may stand before it, and unpackaged the app's folder. */
const words = process.argv.slice(1).filter((word) => !word.startsWith('-'));
const command = words[app.isPackaged ? 0 : 1];
const isCommand = command === 'relay' || command === 'call' || command === 'microsip';

/**
 * Starts the app: one instance, the scheme, the first window, its answers - and only when the agent sees it
 * everything else is read and made.
 */
if (!isCommand) {
  refuseRemoteDebugging();
  exposeGarbageCollection();
  registerAppScheme();
  hardenWebContents();
}

async function start(links: IncomingLinks): Promise<void> {
  const opening = await openRingside();
  if (opening === null) return app.quit();
  // Not before: reading more of main would keep the page waiting for its first file.
  await opening.pageServed;
  const { answerFirst } = await import('./compose/firstWindow.ts');
  const first = answerFirst(opening);
  await opening.shell.firstShown();
  const { compose } = await import('./compose/composeApp.ts');
  await compose(opening, first, links);
}

if (command === 'call' || command === 'microsip') {
  // `ringside call ringing NUMBER`: what a softphone would run; the small program beside us does it.
  void import('./windows/system/hookCommand.ts').then(({ runHookCommand }) => runHookCommand(command));
} else if (command === 'relay') {
  // `ringside relay ...`: the team's server, in place of the app (docs/relay.md). No window, no profile, no lock.
  void import(new URL('relayProcess.js', import.meta.url).href);
} else if (app.requestSingleInstanceLock()) {
  // Not awaited at the top level: "ready" itself waits for this module to load.
  const links = collectLinks(app, process.argv);
  const started = app.whenReady().then(() => start(links));
  quitAfterStart(started);
} else {
  void import('./windows/dialogs/folderDialog.ts')
    .then(({ explainUnwritableFolder }) => explainUnwritableFolder())
    .finally(() => {
      app.quit();
    });
}
