import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, nativeTheme } from 'electron';
import type { Session } from 'electron';
import { createAccountList } from '../accounts/accountList.ts';
import type { AccountList } from '../accounts/accountList.ts';
import { createRequestRouter } from '../ipc/requestRouter.ts';
import type { RequestRouter } from '../ipc/requestRouter.ts';
import type { Journal } from '../journal/journal.ts';
import { openAhead, opensSlowly } from '../journal/openAhead.ts';
import { systemClock } from '../common/clock.ts';
import type { Speech } from '../common/language.ts';
import { openSettingsFile } from '../settings/settingsFile.ts';
import type { SettingsFile } from '../settings/settingsFile.ts';
import { openJournalOrExplain } from '../windows/dialogs/journalDialog.ts';
import { replaceApplicationMenu, zoomWindows, type ZoomSetting } from '../windows/applicationMenu.ts';
import { createAppSpeech } from '../windows/appSpeech.ts';
import { createWindowRegistry } from '../windows/windowRegistry.ts';
import type { WindowRegistry } from '../windows/windowRegistry.ts';
import { createSessions } from '../windows/windowSecurity.ts';
import { createShell } from '../windows/windowManager.ts';
import type { Shell } from '../windows/windowManager.ts';
import { createWindowMemory } from '../windows/windowMemory.ts';

/**
 * What there is when the first window opens: just enough to know which windows to open and in which
 * language. It is measured (docs/benchmarks.md, start): what can wait is made in composeApp.ts.
 */
export interface Startup {
  readonly settingsFile: SettingsFile;
  readonly speech: Speech;
  readonly journal: Journal;
  readonly list: AccountList;
  /** The list asks this what is kept of the sign-ins; the vault that knows it all is made later. */
  readonly kept: { inMemoryOnly: () => boolean; hasTokens: (account: string) => boolean };
  readonly zoomKeys: ZoomSetting;
  readonly registry: WindowRegistry;
  readonly session: (name: string) => Session;
  /** Path of the windows' preload script. */
  readonly preload: string;
  readonly shell: Shell;
  /** The contract's channels: a window that asks before everything is made waits there. */
  readonly requestRouter: RequestRouter;
  /** Resolves when the first page is on its way to its process, which takes a while to start. */
  readonly pageServed: Promise<void>;
  /** A file of the data folder. */
  readonly inData: (name: string) => string;
  /** A built file beside this one: out/main, out/preload, out/renderer. */
  readonly built: (...path: string[]) => string;
}

/** A page that takes longer is not waited for. */
const LONGEST_MS = 500;

/** Opens the journal and the first windows, after a window of its own where that takes long; null when the journal cannot be opened, which was said in a dialog. */
export async function openRingside(): Promise<Startup | null> {
  const userData = app.getPath('userData');
  const inData = (name: string): string => join(userData, name);
  const built = (...path: string[]): string => join(app.getAppPath(), 'out', ...path);

  const settingsFile = openSettingsFile(inData('settings.json'));
  const speech = createAppSpeech(() => settingsFile.get().language);
  nativeTheme.themeSource = settingsFile.get().theme;

  // The keys that change it work from the first window on; composeApp.ts sees that everybody is told.
  const zoomKeys: ZoomSetting = {
    zoom: () => settingsFile.get().zoom,
    setZoom: (zoom) => {
      zoomWindows(settingsFile.change({ zoom }).zoom);
    },
  };
  replaceApplicationMenu(zoomKeys, speech.t);

  const journalFile = inData('journal.db');
  const preparing = opensSlowly(journalFile, systemClock.now())
    ? (await import('../windows/dialogs/preparingWindow.ts')).openPreparing({
        speech,
        zoom: zoomKeys.zoom(),
        preload: built('preload', 'index.cjs'),
        pages: built('renderer'),
      })
    : null;
  if (preparing !== null) await openAhead(journalFile, pathToFileURL(built('main', 'openAheadWorker.js')));
  const journal = openJournalOrExplain(journalFile, speech.t);
  if (journal === null) return null;

  const kept = {
    inMemoryOnly: () => false,
    hasTokens: (account: string) => journal.secrets.get(account, 'tokens') !== null,
  };
  const list = createAccountList({
    rows: journal.accounts,
    sessionOnly: () => kept.inMemoryOnly(),
    hasTokens: (account) => kept.hasTokens(account),
  });
  const registry = createWindowRegistry();
  let tellServed = (): void => undefined;
  const pageServed = new Promise<void>((resolve) => {
    const patience = setTimeout(resolve, LONGEST_MS);
    tellServed = () => {
      clearTimeout(patience);
      resolve();
    };
  });
  const session = createSessions(built('renderer'), () => {
    tellServed();
  });
  const preload = built('preload', 'index.cjs');
  const icon = join(app.getAppPath(), 'build', 'icon.png');
  let quitting = false;
  app.once('before-quit', () => {
    quitting = true;
  });
  const memory = createWindowMemory({ journal, isQuitting: () => quitting });
  const shell = createShell({
    registry,
    list,
    preload,
    icon,
    session,
    zoom: zoomKeys.zoom,
    t: speech.t,
    memory,
  });
  list.onChange(() => {
    shell.accountsChanged();
  });
  const requestRouter = createRequestRouter();
  shell.openAll();
  // Not before there is another window to look at.
  if (preparing !== null) void shell.firstShown().then(preparing.close);
  return {
    settingsFile,
    speech,
    journal,
    list,
    kept,
    zoomKeys,
    registry,
    session,
    preload,
    shell,
    requestRouter,
    pageServed,
    inData,
    built,
  };
}
