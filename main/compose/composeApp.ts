import { randomBytes } from 'node:crypto';
import { nativeTheme } from 'electron';
import { createKeychain } from '../accounts/vault/keychain.ts';
import { createVault } from '../accounts/vault/vault.ts';
import type { CallEvent } from '../calls/tracking/callEvent.ts';
import { createHookListener } from '../sources/callHook/hookListener.ts';
import { openHookFiles } from '../sources/callHook/callHookFiles.ts';
import { socketPlaces } from '../sources/callHook/callHookSocket.ts';
import { systemClock } from '../common/clock.ts';
import { composeCalls } from './composeCalls.ts';
import { composeSources } from './composeSources.ts';
import type { FirstWindowServices } from './firstWindow.ts';
import { contractHandlers } from './contractHandlers.ts';
import { composePopFields } from './composePopFields.ts';
import { composeViews } from './composeViews.ts';
import { composeCrm } from './composeCrm.ts';
import { composeDiagnostics } from './composeDiagnostics.ts';
import { composeCallHistory } from './composeCallHistory.ts';
import { composeWebhooks } from './composeWebhooks.ts';
import { composeNotifications } from './composeNotifications.ts';
import { composeClickToCall } from './composeClickToCall.ts';
import { composeTray } from './composeTray.ts';
import { composeStorage } from './composeStorage.ts';
import { composeUpdates } from './composeUpdates.ts';
import { composeSetup } from './composeSetup.ts';
import { composeSignIn } from './composeSignIn.ts';
import { answerContract } from '../ipc/answerRequest.ts';
import { contract } from '../../preload/contract.ts';
import { createPatience } from '../journal/disk/lockRetry.ts';
import type { Startup } from './startup.ts';
import { createServing, createWaking } from '../accounts/accountServing.ts';
import { createSettingsService } from '../settings/settingsService.ts';
import { ownAddresses } from '../setup/ownAddresses.ts';
import { runProgram } from '../windows/links/openDialTarget.ts';
import { collectGarbage } from '../windows/system/garbageCollection.ts';
import { hookProgram } from '../windows/system/hookProgram.ts';
import type { IncomingLinks } from '../windows/links/incomingLinks.ts';
import { tieLifetime } from '../windows/system/appLifetime.ts';
import { createSetupCheck } from '../setup/setupCheck.ts';
import type { TrayIcon } from '../windows/system/tray.ts';
import { createSystemLinks } from '../windows/links/systemLinks.ts';
import { zoomWindows } from '../windows/applicationMenu.ts';
import { canHideFromSharing } from '../windows/pop/popWindow.ts';

/** After this the first lists are drawn and read. */
const STARTED_MS = 4_000;

/**
 * Makes every service the first window did not need (startup.ts), hands them to each other, and answers
 * what the windows asked meanwhile. What each group of rooms is made of stands in compose/.
 */
export async function compose(
  opening: Startup,
  { log, callViews }: FirstWindowServices,
  incoming: IncomingLinks,
): Promise<void> {
  const { journal, list, registry, shell, settingsFile, inData } = opening;
  const logError = (message: string, error: unknown): void => {
    log.error(message, error);
  };
  const clock = systemClock;
  const random = Math.random;
  const monotonic = (): number => performance.now();
  let tray: TrayIcon | null = null;
  const storage = composeStorage({
    opening,
    clock,
    log,
    recovered: () => {
      callViews.tellDay();
      for (const { key } of list.list()) past.counts.changed(key);
      calls.outbox.wake();
    },
    callsLeft: (account) => {
      past.counts.changed(account);
    },
  });
  const patience = createPatience({ disk: journal.disk, clock });

  const vault = createVault({
    rows: journal.secrets,
    masterKey: createKeychain({ clock }),
    randomBytes,
  });
  opening.kept.inMemoryOnly = () => vault.sessionOnly();
  opening.kept.hasTokens = (account) => vault.holds(account, 'tokens');

  const serving = createServing({
    clock,
    servedAgain: (account) => {
      waking.account(account);
    },
  });
  const crm = composeCrm({
    opening,
    vault,
    clock,
    random,
    log,
    serving,
    onChanged: (account, change) => {
      cards.mirrorChanged(account, change);
    },
    onFacts: (account, facts, from) => {
      inbox.onChangeFacts(account, facts, from);
      notices.onChangeFacts(account, facts);
    },
  });
  const notices = composeNotifications({
    opening,
    crm,
    tasks: { due: (account, from, till) => cards.leadService.tasks.due(account, from, till) },
    clock,
    onCalls: (listener) => callViews.onTell(listener),
    dialTask: (account, { id, phone }) => void calls.taskDials.dial(sources.dialer, account, phone, id),
    writes: () => calls.outbox.writes,
  });
  const past = composeCallHistory({
    opening,
    crm,
    callViews,
    clock,
    log,
    calledBack: (account, { entity, id, name }) => {
      notices.calledBack(account, name, { kind: entity, id });
    },
    onCounts: () => {
      tray?.refresh();
    },
  });
  const popFields = composePopFields({
    opening,
    crm,
    clock,
    accountSettings: () => calls.accountSettings,
    writesOf: (account) => cards.leadService.writesOf(account),
  });
  let controlsOf: Parameters<typeof composeCalls>[0]['controlsOf'] = () => null;
  const calls = composeCalls({
    outcomesFile: storage.outcomesFile,
    opening,
    crm,
    callViews,
    clock,
    random,
    monotonic,
    log,
    isQuitting: () => lifetime.isQuitting(),
    patience,
    controlsOf: (name) => controlsOf(name),
    fieldsOf: (account) => popFields.fields.chosen(account),
    onPaused: (event) => {
      past.counts.paused(event);
    },
    onWrite: ({ account, event, last }) => {
      cards.writeChanged(account, last);
      notices.writeChanged(account, last);
      past.counts.changed(account);
      callViews.tellSummary(account);
      registry.tell('writes', event, { kinds: ['account'], account });
    },
  });
  const updates = composeUpdates({ opening, calls, clock, random, log });
  callViews.onTell(() => {
    updates.callsChanged();
    tray?.refresh();
  });
  const agentWrites = calls.outbox.writes;
  const cards = composeViews({ opening, crm, agentWrites, clock });

  const inbox = composeWebhooks({
    opening,
    crm,
    vault,
    clock,
    random,
    log,
    noteAdded: (account, card) => {
      cards.noteChanged(account, card);
    },
    reached: () => {
      serving.reached();
    },
  });
  const waking = createWaking({ sync: crm.sync, outbox: calls.outbox, line: inbox });

  const setupCheck = createSetupCheck({
    clock,
    tell: (state) => {
      registry.tell('setupCheck', state, { kinds: ['account', 'settings'] });
    },
  });
  /** The desk first: nothing stands between a report and the pop. */
  const report = (event: CallEvent, reportedAt: number): void => {
    calls.callController.report(event, reportedAt);
    setupCheck.heard(event);
  };
  const hook = createHookListener({
    files: openHookFiles(inData('')),
    places: socketPlaces(inData('')),
    settings: () => settingsFile.get(),
    networkAddresses: ownAddresses,
    clock,
    monotonic,
    listening: () => {
      settings.changed();
    },
  });
  const settings = createSettingsService({
    file: settingsFile,
    accounts: calls.accountSettings,
    can: { hideFromSharing: canHideFromSharing },
    hook,
    hookProgram: hookProgram(),
    networkAddresses: ownAddresses,
    changed: () => {
      const { theme, zoom } = settingsFile.get();
      nativeTheme.themeSource = theme;
      zoomWindows(zoom);
      calls.popWindow.settingsChanged();
      popFields.settingsChanged();
      // In another language, perhaps.
      tray?.refresh();
      registry.tell('settings', settings.current(null), { kinds: ['welcome', 'pop', 'settings'] });
      for (const { key } of list.list())
        registry.tell('settings', settings.current(key), { kinds: ['account'], account: key });
    },
  });
  opening.zoomKeys.setZoom = (zoom) => void settings.change({ zoom });

  const systemLinks = createSystemLinks({
    get: (scheme) => settingsFile.get().links.former[scheme] ?? null,
    set: (scheme, holder) => {
      const { links } = settingsFile.get();
      const others = Object.entries(links.former).filter(([name]) => name !== scheme);
      const former = Object.fromEntries(holder === null ? others : [...others, [scheme, holder]]);
      settingsFile.change({ links: { ...links, former } });
    },
  });
  const sources = composeSources({
    journal,
    vault,
    settingsFile,
    hook,
    callController: { ...calls.callController, report },
    clock,
    monotonic,
    random,
    later: calls.later,
    region: () => list.list()[0]?.region ?? 'RU',
    run: runProgram,
    missedWhileAway: calls.missedWhileAway,
    logError,
    openTel: (url) => systemLinks.openTel(url),
    tell: (snapshot) => {
      registry.tell('sources', snapshot, { kinds: ['welcome', 'account', 'settings'] });
      calls.pop.phonesChanged();
    },
  });
  controlsOf = (name) => sources.sourceManager.controlsOf(name);

  const clickToCall = composeClickToCall({
    opening,
    crm,
    calls,
    dialer: sources.dialer,
    systemLinks,
    incoming,
    clock,
    logError,
  });
  const softphones = composeSetup({
    settings,
    settingsFile,
    program: hookProgram(),
    appData: process.env['APPDATA'],
    setupCheck,
    sources: () => sources.sourceManager.views(),
    accounts: () => list.list().length,
    now: () => clock.now(),
    lastCall: () => {
      const latest = list.list().flatMap(({ key, region }) => {
        const [call] = callViews.today(key).calls;
        return call === undefined ? [] : [{ raw: call.number.raw, region, at: call.startedAt }];
      });
      return latest.toSorted((a, b) => b.at - a.at)[0] ?? null;
    },
  });
  const entry = composeSignIn({
    opening,
    crm,
    vault,
    outbox: calls.outbox,
    inbox: inbox.inbox,
    clock,
    random,
  });
  let working: ReadonlySet<string> = new Set();
  list.onChange((accounts) => {
    tray?.refresh();
    // An account that works again (signed in, paid, unblocked, keychain open) sends what waited.
    const ready = accounts.filter(({ state }) => state === 'ready').map(({ key }) => key);
    for (const key of ready) {
      if (working.has(key)) continue;
      waking.account(key);
      past.counts.resumed(key);
    }
    working = new Set(ready);
    registry.tell('accounts', [...accounts], { kinds: ['welcome', 'account', 'pop', 'settings'] });
  });

  const lifetime = tieLifetime({
    onWanted: () => {
      shell.wanted();
    },
    onSystemSuspend: () => {
      sources.sourceManager.sleeps();
    },
    onSystemResume: () => {
      crm.sessions.onSystemResume();
      waking.all(list.list().map(({ key }) => key));
      sources.sourceManager.woke();
    },
    async stop() {
      tray?.destroy();
      serving.stop();
      crm.sessions.close();
      inbox.stop();
      notices.stop();
      sources.sourceManager.stop();
      calls.callController.stop();
      past.stop();
      await Promise.allSettled([calls.outbox.stop(), crm.sync.close(), crm.search.close()]);
      entry.demo.stop();
      // May put the new version in place.
      updates.stop();
      crm.mirror.close();
      storage.stop();
      journal.close();
    },
  });
  await sources.start();
  opening.requestRouter.answerAll(
    answerContract(
      contract,
      contractHandlers({
        opening,
        crm,
        callViews,
        cards,
        popFields,
        calls,
        past,
        settings,
        sources,
        softphones,
        clickToCall,
        entry,
        inbox,
        notices,
        diagnostics: composeDiagnostics({
          opening,
          crm,
          sources: () => sources.sourceManager.views(),
          clock,
        }),
        updates,
        storage,
        patience,
        clock,
      }),
      registry,
      logError,
    ),
  );

  calls.popWindow.open();
  void inbox.receiver.start();
  notices.start();
  if (entry.usesDemo()) {
    const started = await entry.demo.start();
    if (!started.ok) log.error(`the demo CRM did not start: ${started.error}`);
  }
  for (const { key } of list.list()) entry.openLine(key);
  calls.outbox.start();
  calls.pop.resumeWrapUp();
  past.missed.start();
  updates.start();
  tray = composeTray(opening, calls, past);
  clock.schedule(STARTED_MS, collectGarbage);
}
