import { createSetupCheck } from '../setup/setupCheck.ts';
import { createServing, createWaking } from '../accounts/accountServing.ts';
import { systemClock } from '../common/clock.ts';
import { answerContract } from '../ipc/answerRequest.ts';
import { createPatience } from '../journal/disk/lockRetry.ts';
import { createDeferUntilPaint } from '../pop/deferUntilPaint.ts';
import { contract } from '../../preload/contract.ts';
import { createAccountSettings } from '../settings/accountSettings.ts';
import type { IncomingLinks } from '../windows/links/incomingLinks.ts';
import { createSystemLinks } from '../windows/links/systemLinks.ts';
import { tieLifetime } from '../windows/system/appLifetime.ts';
import { collectGarbage } from '../windows/system/garbageCollection.ts';
import { composeCallHistory } from './composeCallHistory.ts';
import { composeCalls } from './composeCalls.ts';
import { composeClickToCall } from './composeClickToCall.ts';
import { composeCrm } from './composeCrm.ts';
import { composeDiagnostics } from './composeDiagnostics.ts';
import { composeNotifications } from './composeNotifications.ts';
import { composeOutbox } from './composeOutbox.ts';
import { composePopFields } from './composePopFields.ts';
import { composeSettings } from './composeSettings.ts';
import { composeSetup } from './composeSetup.ts';
import { composeSignIn } from './composeSignIn.ts';
import { composeSources } from './composeSources.ts';
import { connectSources } from './connectSources.ts';
import { composeStorage } from './composeStorage.ts';
import { composeTray } from './composeTray.ts';
import { composeUpdates } from './composeUpdates.ts';
import { composeViews } from './composeViews.ts';
import { composeWebhooks } from './composeWebhooks.ts';
import { contractHandlers } from './contractHandlers.ts';
import type { FirstWindowServices } from './firstWindow.ts';
import type { Startup } from './startup.ts';

/** After this the first lists are drawn and read. */
const STARTED_MS = 4_000;

/**
 * Makes every service the first window did not need (startup.ts), each of what was made before it, and answers what the windows
 * asked meanwhile. What flows back up is an event (appEvents.ts).
 */
export async function compose(
  opening: Startup,
  { log, callViews }: FirstWindowServices,
  incoming: IncomingLinks,
): Promise<void> {
  const { journal, list, registry, shell, settingsFile, events } = opening;
  const logError = (message: string, error: unknown): void => {
    log.error(message, error);
  };
  const clock = systemClock;
  const random = Math.random;
  const monotonic = (): number => performance.now();
  const patience = createPatience({ disk: journal.disk, clock });
  const deferUntilPaint = createDeferUntilPaint({ clock, soon: setImmediate });
  const accountSettings = createAccountSettings(journal.memory);

  const storage = composeStorage({ opening, clock, log });
  const serving = createServing({
    clock,
    servedAgain: (account) => void events.emit('servedAgain', account),
  });
  const crm = composeCrm({ opening, clock, random, log, serving });
  const outbox = composeOutbox({ opening, crm, accountSettings, clock, random, log });
  const cards = composeViews({ opening, crm, agentWrites: outbox.writes, clock });
  const popFields = composePopFields({
    opening,
    crm,
    clock,
    scriptFolder: storage.scriptFolder,
    accountSettings,
    writesOf: (account) => cards.leadService.writesOf(account),
  });
  const sources = composeSources({ opening, deferUntilPaint, clock, monotonic, random });
  const settings = composeSettings(opening, accountSettings, sources.hook);
  const calls = composeCalls({
    opening,
    crm,
    callViews,
    outbox,
    accountSettings,
    sources,
    popFields,
    outcomesFile: storage.outcomesFile,
    deferUntilPaint,
    patience,
    clock,
    monotonic,
    log,
  });

  const setupCheck = createSetupCheck({
    clock,
    tell: (state) => {
      registry.tell('setupCheck', state, { kinds: ['account', 'settings'] });
    },
  });
  const systemLinks = createSystemLinks({
    get: (scheme) => settingsFile.get().links.former[scheme] ?? null,
    set: (scheme, holder) => {
      const { links } = settingsFile.get();
      const others = Object.entries(links.former).filter(([name]) => name !== scheme);
      const former = Object.fromEntries(holder === null ? others : [...others, [scheme, holder]]);
      settingsFile.change({ links: { ...links, former } });
    },
  });
  const { dialer, start } = connectSources({
    opening,
    sources,
    calls,
    setupCheck,
    systemLinks,
    clock,
    monotonic,
    logError,
  });
  const clickToCall = composeClickToCall({
    opening,
    crm,
    calls,
    dialer,
    systemLinks,
    incoming,
    clock,
    logError,
  });
  const notices = composeNotifications({
    opening,
    crm,
    tasks: cards.leadService.tasks,
    callViews,
    clock,
    dialTask: (account, { id, phone }) => void calls.taskDials.dial(dialer, account, phone, id),
    writes: outbox.writes,
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
  });
  const updates = composeUpdates({ opening, callViews, calls, clock, random, log });
  const inbox = composeWebhooks({
    opening,
    crm,
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
  const softphones = composeSetup({ opening, settings, setupCheck, sources, callViews, clock });
  const entry = composeSignIn({ opening, crm, outbox, inbox: inbox.inbox, clock, random });
  const diagnostics = composeDiagnostics({
    opening,
    crm,
    sources: () => sources.sourceManager.views(),
    clock,
  });

  const waking = createWaking({ sync: crm.sync, outbox, line: inbox });
  events.on('servedAgain', (account) => {
    waking.account(account);
  });
  events.on('journalRecovered', () => {
    callViews.tellDay();
    outbox.wake();
  });
  events.on('writeChanged', ({ account, event }) => {
    callViews.tellSummary(account);
    registry.tell('writes', event, { kinds: ['account'], account });
  });
  let working: ReadonlySet<string> = new Set();
  list.onChange((accounts) => {
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

  tieLifetime({
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
      events.emit('stopping');
      serving.stop();
      crm.sessions.close();
      inbox.stop();
      notices.stop();
      sources.sourceManager.stop();
      calls.callController.stop();
      calls.missedCallLog.stop();
      past.stop();
      await Promise.allSettled([outbox.stop(), crm.sync.close(), crm.search.close()]);
      entry.demo.stop();
      // May put the new version in place.
      updates.stop();
      deferUntilPaint.stop();
      crm.mirror.close();
      storage.stop();
      journal.close();
    },
  });
  await start();
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
        outbox,
        past,
        settings,
        sources,
        dialer,
        softphones,
        clickToCall,
        entry,
        inbox,
        notices,
        diagnostics,
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
  outbox.start();
  calls.missedCallLog.start();
  calls.pop.resumeWrapUp();
  past.missed.start();
  updates.start();
  composeTray(opening, callViews, calls, past);
  clock.schedule(STARTED_MS, collectGarbage);
}
