/* oxlint-disable max-lines -- until its parts stand in main/compose/ */
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { app, nativeTheme } from 'electron';
import type { Tray } from 'electron';
import type { Account } from '../preload/contract.ts';
import { createAccountList } from './accounts/accountList.ts';
import { createKeychain } from './accounts/keychain.ts';
import { createSignIn } from './accounts/signIn.ts';
import { createVault } from './accounts/vault.ts';
import { sandboxZone, webOf } from './accounts/zones.ts';
import { createExchange } from './amocrm/exchange.ts';
import { createAfterPaint } from './calls/afterPaint.ts';
import { createCallActions } from './calls/callActions.ts';
import { createCallBook } from './calls/callBook.ts';
import { createCallCounts } from './calls/callCounts.ts';
import { createCallDesk } from './calls/callDesk.ts';
import { createCallHistory } from './calls/callHistory.ts';
import { createCallerRefresh } from './calls/callerRefresh.ts';
import { entryFromJournal } from './calls/journalEntry.ts';
import { createMissedDesk } from './calls/missedDesk.ts';
import { createPopDesk } from './calls/popDesk.ts';
import { createRememberedChoices } from './calls/rememberedChoices.ts';
import { readHookToken } from './calls/sources/hookFile.ts';
import { createDealDesk } from './cards/dealDesk.ts';
import { systemClock } from './clock.ts';
import { createCrmSessions } from './crmSessions.ts';
import { accountHandlers } from './ipc/accounts.ts';
import { appHandlers } from './ipc/app.ts';
import { callHistoryHandlers } from './ipc/callHistory.ts';
import { callHandlers } from './ipc/calls.ts';
import { entityHandlers } from './ipc/entities.ts';
import { handleContract } from './ipc/handle.ts';
import { leadReadHandlers } from './ipc/leads.ts';
import { popHandlers } from './ipc/pop.ts';
import { settingsHandlers } from './ipc/settings.ts';
import { syncHandlers } from './ipc/sync.ts';
import { writeHandlers } from './ipc/writes.ts';
import { languageFor } from './language.ts';
import { openLog } from './log.ts';
import { createMirrorReader } from './mirror/reader.ts';
import { createSyncHost } from './mirror/syncHost.ts';
import { createOutbox } from './outbox/dispatcher.ts';
import type { OutboxEvent } from './outbox/outbox.ts';
import { createSettingsDesk } from './settings/settingsDesk.ts';
import { openSettingsFile } from './settings/settingsFile.ts';
import { createDemoSandbox } from './windows/demoSandbox.ts';
import { tieLifetime } from './windows/lifetime.ts';
import { createExternalGate } from './windows/openExternal.ts';
import { openJournalOrExplain } from './windows/openJournal.ts';
import { createPopWindow } from './windows/popWindow.ts';
import { createWindowRegistry } from './windows/registry.ts';
import { createSessions } from './windows/security.ts';
import { createShell } from './windows/shell.ts';
import { createShortcuts, readableKey } from './windows/shortcuts.ts';
import { textsFor } from './windows/texts.ts';
import { createTray } from './windows/tray.ts';

/** Built files beside this one: out/main, out/preload, out/renderer. */
const built = (...path: string[]): string => join(import.meta.dirname ?? '', '..', ...path);
const KNOWN_WEB_HOSTS = ['www.amocrm.ru', 'www.kommo.com', 'www.amocrm.com'];

/** Makes every service, hands them to each other, and opens the first window. */
export async function compose(): Promise<void> {
  const userData = app.getPath('userData');
  const inData = (name: string): string => join(userData, name);
  const log = openLog(join(userData, 'logs', 'main.log'));
  process.on('uncaughtException', (error) => {
    log.error('a bug', error);
  });
  process.on('unhandledRejection', (error) => {
    log.error('a bug', error);
  });
  const clock = systemClock;
  const random = Math.random;
  const monotonic = (): number => performance.now();

  const settingsFile = openSettingsFile(inData('settings.json'));
  const language = (): 'en' | 'ru' => languageFor(settingsFile.get().language, app.getLocale());
  const texts = () => textsFor(language());
  nativeTheme.themeSource = settingsFile.get().theme;

  const journal = openJournalOrExplain(inData('journal.db'), texts());
  if (journal === null) {
    app.quit();
    return;
  }

  // --- the first window: its page comes up in a process of its own while everything else is made here ---
  const vault = createVault({
    rows: journal.secrets,
    masterKey: createKeychain({ clock }),
    accounts: () => journal.accounts.list().map(({ key }) => key),
    randomBytes,
  });
  const list = createAccountList({ rows: journal.accounts, sessionOnly: () => vault.sessionOnly() });
  let tray: Tray | null = null;
  const registry = createWindowRegistry();
  const session = createSessions(built('renderer'));
  const preload = built('preload', 'index.cjs');
  const icon = join(app.getAppPath(), 'build', 'icon.png');
  const shell = createShell({ registry, list, preload, icon, session, texts });
  shell.openAll();

  // --- the accounts' lines to the CRM ---
  const exchange = createExchange({
    userAgent: `Ringside/${app.getVersion()} (${process.platform}; telephony companion)`,
  });
  const sessions = createCrmSessions({ journal, vault, list, exchange, clock, random });
  const clientOf = (account: string) => sessions.clientOf(account);

  // --- the mirror ---
  const silent = new Set<string>();
  const mirror = createMirrorReader(inData('mirror.db'));
  const sync = createSyncHost({
    file: inData('mirror.db'),
    workerUrl: new URL('./syncWorker.js', import.meta.url),
    clientOf,
    clock,
    onRebuild: () => {
      mirror.release();
    },
    onCrash: (error) => {
      log.error('the sync worker', error);
    },
    onChanged: (account, change) => {
      deals.mirrorChanged(account, change);
    },
    onProgress: ({ account, phase }) => {
      // The CRM answers again after silence: results need not wait for their next try.
      if (phase === 'waiting') silent.add(account);
      else if (silent.delete(account)) outbox.wake(account);
      registry.tell('sync', sync.state(account), { kinds: ['account'], account });
    },
  });

  // --- deals and tasks ---
  const deals = createDealDesk({
    mirror,
    agentWrites: { list: (account, query) => outbox.writes.list(account, query) },
    clientOf,
    remember: (account, brought) => {
      sync.remember(account, brought);
    },
    accountOf: (account) => list.get(account),
    clock,
    changed: (account, change) => {
      registry.tell('cards', { changed: change }, { kinds: ['account'], account });
    },
  });

  // --- calls ---
  const choices = createRememberedChoices(journal);
  const book = createCallBook({
    journal,
    clock,
    emit: (account, event) => {
      registry.tell('calls', event, { kinds: ['account'], account });
      counts.changed(account);
    },
  });
  const missed = createMissedDesk({
    journal,
    mirror,
    clock,
    accounts: () => list.list(),
    clientOf,
    changed: (account) => {
      counts.changed(account);
    },
    logError: (message, error) => {
      log.error(message, error);
    },
  });
  const counts = createCallCounts({
    journal,
    missed,
    clock,
    emit: (account, value) => {
      registry.tell('callCounts', value, { kinds: ['account'], account });
    },
  });
  const outbox = createOutbox({
    journal,
    clientOf,
    clock,
    random,
    reportBug: (error) => {
      log.error('sending to the CRM', error);
    },
    emit: (event) => {
      if (event.type === 'accountPaused') {
        counts.paused(event);
        return;
      }
      if (event.type === 'writeChanged') {
        counts.changed(event.account);
        return tellWrites(event);
      }
      if (event.type === 'contactCreated') sync.created(event.account, event);
      changed(event.callId);
    },
  });
  const tellWrites = ({ account, event, last }: Extract<OutboxEvent, { type: 'writeChanged' }>): void => {
    deals.heardWrite(account, last);
    registry.tell('writes', event, { kinds: ['account'], account });
  };
  const refresh = createCallerRefresh({
    mirror,
    clientOf,
    contextOf: (account) => ({
      account,
      userId: list.get(account)?.userId ?? 0,
      region: list.get(account)?.region ?? 'RU',
      names: mirror,
    }),
  });
  const changed = (callId: string): void => {
    book.tell(callId);
    pop.journalChanged(callId);
  };
  const actions = createCallActions({
    journal,
    mirror,
    outbox,
    book,
    refresh,
    choices,
    regionOf: (account) => list.get(account)?.region ?? 'RU',
    changed,
  });
  const { popShortcut, resultShortcut } = settingsFile.get();
  const popWindow = createPopWindow({
    preload,
    session: () => session('pop'),
    title: texts().popTitle,
    isQuitting: () => lifetime.isQuitting(),
    opened: (window) => {
      registry.add({ kind: 'pop', account: null, window });
    },
  });
  const shortcuts = createShortcuts({
    focusKey: popShortcut,
    resultPrefix: resultShortcut,
    onFocus: () => {
      popWindow.focus();
    },
    onResult: (digit) => {
      const callId = pop.awaitingResult();
      if (callId !== null) actions.log(callId, digit);
    },
  });
  const afterPaint = createAfterPaint({ clock, soon: setImmediate });
  const pop = createPopDesk({
    journal,
    book,
    clock,
    afterPaint,
    monotonic,
    shortcuts: () => ({
      focusShortcut: readableKey(popShortcut),
      resultShortcut: resultShortcut === '' ? null : readableKey(resultShortcut),
    }),
    entryFromJournal: (callId) =>
      entryFromJournal(book.get(callId), { mirror, choices, accountOf: (key) => list.get(key) }),
    surface: {
      update(snapshot) {
        registry.tell('pop', snapshot, { kinds: ['pop'] });
        // Taking keys from the system costs milliseconds: not on the way to the paint.
        afterPaint.later(() => {
          shortcuts.offerFocus(snapshot.calls.length > 0);
          shortcuts.offerResults(pop.awaitingResult() !== null);
        });
      },
      show: () => {
        popWindow.show();
      },
      hide: () => {
        popWindow.hide();
      },
    },
  });
  const desk = createCallDesk({
    journal,
    mirror,
    choices,
    book,
    refresh,
    pop,
    clock,
    newId: randomUUID,
    accounts: () => list.list(),
    later: afterPaint.later,
    logError: (message, error) => {
      log.error(message, error);
    },
  });
  desk.closeLeftOpen();

  const settings = createSettingsDesk({
    file: settingsFile,
    hookFile: inData('hook.json'),
    hookToken: readHookToken(inData('hook.json')),
    hookProgram: hookProgram(),
    clock,
    monotonic,
    report: (event, heardAt) => {
      desk.report(event, heardAt);
    },
    changed: (value) => {
      nativeTheme.themeSource = value.theme;
      registry.tell('settings', value, { kinds: ['welcome', 'account', 'pop', 'settings'] });
    },
  });

  // --- sign-in ---
  const { demoPort, demoCallbackPort } = settingsFile.get();
  const demo = createDemoSandbox({
    script: built('main', 'sandboxProcess.js'),
    port: demoPort,
    redirectUri: `http://127.0.0.1:${demoCallbackPort}/oauth/callback`,
    file: inData('demo-crm.json'),
  });
  const gate = createExternalGate(
    (host) =>
      KNOWN_WEB_HOSTS.includes(host) ||
      host === `localhost:${demoPort}` ||
      list.list().some((account) => account.host === host),
  );
  const openLine = (account: Pick<Account, 'key' | 'region' | 'userId'>): void => {
    const row = journal.accounts.get(account.key);
    if (row === null) return;
    sessions.open(row);
    sync.start({ key: row.key, region: row.region, userId: row.userId });
    outbox.wake(row.key);
  };
  const signIn = createSignIn({
    openBrowser: async (url) => (await gate.open(url)).ok,
    exchange,
    accounts: journal.accounts,
    vault,
    transaction: (work) => journal.transaction(work),
    clock,
    random,
    randomBytes,
    language,
    onSignedIn: (row) => {
      list.changed();
      openLine(row);
      shell.openAccount(row.key);
      shell.closeWelcome();
    },
  });
  signIn.onChange((state) => {
    registry.tell('signIn', state, { kinds: ['welcome', 'account'] });
  });
  let working: ReadonlySet<string> = new Set();
  list.onChange((accounts) => {
    // An account that works again (signed in, paid, unblocked, keychain open) sends what waited.
    const ready = accounts.filter(({ state }) => state === 'ready').map(({ key }) => key);
    for (const key of ready) if (!working.has(key)) outbox.wake(key);
    working = new Set(ready);
    registry.tell('accounts', [...accounts], { kinds: ['welcome', 'account', 'pop', 'settings'] });
  });

  const writes = writeHandlers({ book, actions, writes: outbox.writes });
  const dealReads = leadReadHandlers(deals);
  const webHost = (account: string): string | null => webOf(list.get(account));
  const entities = entityHandlers({ book, actions, gate, webOf: webHost });
  handleContract(
    {
      app: appHandlers({
        version: app.getVersion(),
        platform: process.platform,
        language,
        theme: () => settingsFile.get().theme,
        list,
      }),
      accounts: accountHandlers({
        list,
        signIn,
        openWindow: (account) => {
          shell.openAccount(account);
        },
        tryDemo: async () => {
          const started = await demo.start();
          if (!started.ok) {
            return { phase: 'failed', zone: 'sandbox', failure: 'demoUnavailable', words: started.error };
          }
          return signIn.start(sandboxZone(started.value.port), started.value);
        },
      }),
      sync: syncHandlers(sync),
      ...writes,
      calls: {
        ...callHandlers({ book, actions }),
        ...writes.calls,
        ...callHistoryHandlers({
          book,
          history: createCallHistory(journal, book),
          missed,
          counts,
          mirror,
          accountOf: (account) => list.get(account),
        }),
      },
      contacts: { ...entities.contacts, ...writes.contacts },
      leads: { ...entities.leads, ...writes.leads, ...dealReads.leads },
      tasks: { ...writes.tasks, ...dealReads.tasks },
      dictionary: dealReads.dictionary,
      pop: popHandlers(pop, popWindow),
      settings: settingsHandlers(settings),
    },
    registry,
    (message, error) => {
      log.error(message, error);
    },
  );

  const lifetime = tieLifetime({
    onWanted: () => {
      shell.openAll();
    },
    onSystemResume: () => {
      sessions.onSystemResume();
      outbox.wake();
    },
    async stop() {
      tray?.destroy();
      sessions.close();
      desk.stop();
      missed.stop();
      counts.stop();
      await Promise.allSettled([settings.stop(), outbox.stop(), sync.close()]);
      demo.stop();
      mirror.close();
      journal.close();
    },
  });

  // --- what can come after the first window ---
  await settings.startHook();
  // The agent waits for that window; a second one, a worker thread and a keychain would take their time from it.
  await shell.firstShown();
  popWindow.open();
  const usesDemo = list.list().some(({ host }) => host.endsWith(`.localhost:${demoPort}`));
  if (usesDemo) {
    const started = await demo.start();
    if (!started.ok) log.error(`the demo CRM did not start: ${started.error}`);
  }
  for (const account of list.list()) openLine(account);
  outbox.start();
  missed.start();
  tray = createTray({
    icon: join(app.getAppPath(), 'build', 'tray.png'),
    texts: texts(),
    onOpen: () => {
      shell.openAll();
    },
    onSettings: () => {
      shell.openSettings();
    },
    onQuit: () => {
      app.quit();
    },
  });
}

/** The `ringside` program: beside the resources of a packaged app, in out/ of a working copy. */
function hookProgram(): string {
  const name = process.platform === 'win32' ? 'ringside.exe' : 'ringside';
  return app.isPackaged ? join(process.resourcesPath, 'hook', name) : built('hook', name);
}
