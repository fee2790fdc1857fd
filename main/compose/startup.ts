import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, nativeTheme } from 'electron';
import type { Session } from 'electron';
import { createAccountList } from '../accounts/accountList.ts';
import type { AccountList } from '../accounts/accountList.ts';
import { createKeychain } from '../accounts/vault/keychain.ts';
import { createVault, type Vault } from '../accounts/vault/vault.ts';
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
import { createAppEvents, type AppEventBus } from './appEvents.ts';

/**
 * What there is when the first window opens: just enough to know which windows to open and in which
 * language. It is measured (docs/benchmarks.md, start): what can wait is made in composeApp.ts.
 */
export interface Startup {
  readonly settingsFile: SettingsFile;
  readonly speech: Speech;
  readonly journal: Journal;
  readonly list: AccountList;
  readonly vault: Vault;
  /** What flows back up to what is made later. */
  readonly events: AppEventBus;
  readonly zoomKeys: ZoomSetting;
  /** The app is quitting: windows that refuse to close do not any more. */
  readonly isQuitting: () => boolean;
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

  const events = createAppEvents();
  const settingsFile = openSettingsFile(inData('settings.json'));
  const speech = createAppSpeech(() => settingsFile.get().language);
  nativeTheme.themeSource = settingsFile.get().theme;

  // The keys that change it work from the first window on.
  const zoomKeys: ZoomSetting = {
    zoom: () => settingsFile.get().zoom,
    setZoom: (zoom) => {
      zoomWindows(settingsFile.change({ zoom }).zoom);
      events.emit('settingsChanged');
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

  const vault = createVault({
    rows: journal.secrets,
    masterKey: createKeychain({ clock: systemClock }),
    randomBytes,
  });
  const list = createAccountList({
    rows: journal.accounts,
    sessionOnly: () => vault.sessionOnly(),
    hasTokens: (account) => vault.holds(account, 'tokens'),
  });
  const registry = createWindowRegistry();
  const pageServed = new Promise<void>((resolve) => {
    const patience = setTimeout(resolve, LONGEST_MS);
    events.once('pageServed', () => {
      clearTimeout(patience);
      resolve();
    });
  });
  const session = createSessions(built('renderer'), () => void events.emit('pageServed'));
  const preload = built('preload', 'index.cjs');
  const icon = join(app.getAppPath(), 'build', 'icon.png');
  let quitting = false;
  app.once('before-quit', () => {
    quitting = true;
  });
  const isQuitting = (): boolean => quitting;
  const memory = createWindowMemory({ journal, isQuitting });
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
    vault,
    events,
    zoomKeys,
    isQuitting,
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
