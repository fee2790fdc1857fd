import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { app, nativeTheme } from 'electron';
import { createKeychain } from './accounts/keychain.ts';
import { createVault } from './accounts/vault.ts';
import type { CallEvent } from './calls/event.ts';
import { createHookListener } from './calls/hookListener.ts';
import { openHookFiles } from './calls/sources/hookFile.ts';
import { socketPlaces } from './calls/sources/hookSocket.ts';
import { systemClock } from './clock.ts';
import { composeCallRooms } from './compose/callRooms.ts';
import { composeCallSources } from './compose/callSources.ts';
import type { FirstAnswers } from './compose/firstAnswers.ts';
import { contractHandlers } from './compose/contractHandlers.ts';
import { composeCardRooms } from './compose/cardRooms.ts';
import { composeCrmLines } from './compose/crmLines.ts';
import { composeDiagnosticsRoom } from './compose/diagnosticsRoom.ts';
import { composeHistoryRoom } from './compose/historyRoom.ts';
import { composeInboxRoom } from './compose/inboxRoom.ts';
import { composeNoticeRoom } from './compose/noticeRoom.ts';
import { composeOfferRoom } from './compose/offerRoom.ts';
import { composeStorageRoom } from './compose/storageRoom.ts';
import { composeUpdateRoom } from './compose/updateRoom.ts';
import { composeSoftphoneRoom } from './compose/softphoneRoom.ts';
import { composeSignInRoom } from './compose/signInRoom.ts';
import { answerContract } from './ipc/handle.ts';
import { contract } from '../preload/contract.ts';
import { createPatience } from './journal/patience.ts';
import type { Opening } from './opening.ts';
import { createServing, createWaking } from './serving.ts';
import { createSettingsDesk } from './settings/settingsDesk.ts';
import { ownAddresses } from './softphones/ownAddresses.ts';
import { runProgram } from './windows/dialOut.ts';
import { hookProgram } from './windows/hookProgram.ts';
import type { IncomingLinks } from './windows/incomingLinks.ts';
import { tieLifetime } from './windows/lifetime.ts';
import { createProofDesk } from './softphones/proof.ts';
import type { TrayIcon } from './windows/tray.ts';
import { createSystemLinks } from './windows/systemLinks.ts';
import { createTray } from './windows/tray.ts';
import { zoomWindows } from './windows/applicationMenu.ts';

/**
 * Makes every service the first window did not need (opening.ts), hands them to each other, and answers
 * what the windows asked meanwhile. What each group of rooms is made of stands in compose/.
 */
export async function compose(
  opening: Opening,
  { log, book }: FirstAnswers,
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
  const storage = composeStorageRoom({
    opening,
    clock,
    log,
    broughtBack: () => {
      book.tellDay();
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
  const lines = composeCrmLines({
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
      inbox.heardFacts(account, facts, from);
      notices.heardFacts(account, facts);
    },
  });
  const notices = composeNoticeRoom({
    opening,
    lines,
    tasks: { due: (account, from, till) => cards.deals.tasks.due(account, from, till) },
    clock,
  });
  const past = composeHistoryRoom({
    opening,
    lines,
    book,
    clock,
    log,
    calledBack: (account, { entity, id, name }) => {
      notices.calledBack(account, name, { kind: entity, id });
    },
    onCounts: () => {
      tray?.refresh();
    },
  });
  const calls = composeCallRooms({
    opening,
    lines,
    book,
    clock,
    random,
    monotonic,
    log,
    isQuitting: () => lifetime.isQuitting(),
    patience,
    onPaused: (event) => {
      past.counts.paused(event);
    },
    onWrite: ({ account, event, last }) => {
      cards.heardWrite(account, last);
      notices.heardWrite(account, last);
      past.counts.changed(account);
      book.tellSummary(account);
      registry.tell('writes', event, { kinds: ['account'], account });
    },
  });
  const updates = composeUpdateRoom({ opening, calls, clock, random, log });
  book.onTell(() => {
    updates.callsChanged();
    tray?.refresh();
  });
  const agentWrites = calls.outbox.writes;
  const cards = composeCardRooms({ opening, lines, agentWrites, clock });

  const inbox = composeInboxRoom({
    opening,
    lines,
    vault,
    clock,
    random,
    log,
    noteAdded: (account, card) => {
      cards.heardNote(account, card);
    },
    reached: () => {
      serving.reached();
    },
  });
  const waking = createWaking({ sync: lines.sync, outbox: calls.outbox, line: inbox });

  const proof = createProofDesk({
    clock,
    tell: (state) => {
      registry.tell('proof', state, { kinds: ['account', 'settings'] });
    },
  });
  /** The desk first: nothing stands between a report and the pop. */
  const report = (event: CallEvent, heardAt: number): void => {
    calls.desk.report(event, heardAt);
    proof.heard(event);
  };
  const hook = createHookListener({
    files: openHookFiles(inData('')),
    places: socketPlaces(inData('')),
    settings: () => settingsFile.get(),
    networkAddresses: ownAddresses,
    clock,
    monotonic,
    changed: () => {
      sources.changed();
    },
    listening: () => {
      settings.changed();
    },
  });
  const settings = createSettingsDesk({
    file: settingsFile,
    hook,
    hookProgram: hookProgram(),
    networkAddresses: ownAddresses,
    changed: (value) => {
      nativeTheme.themeSource = value.theme;
      zoomWindows(value.zoom);
      calls.popWindow.settingsChanged();
      // In another language, perhaps.
      tray?.refresh();
      registry.tell('settings', value, { kinds: ['welcome', 'account', 'pop', 'settings'] });
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
  const sources = composeCallSources({
    journal,
    vault,
    settingsFile,
    hook,
    desk: { ...calls.desk, report },
    clock,
    monotonic,
    random,
    later: calls.later,
    region: () => list.list()[0]?.region ?? 'RU',
    run: runProgram,
    openTel: (url) => systemLinks.openTel(url),
    tell: (snapshot) => {
      registry.tell('sources', snapshot, { kinds: ['welcome', 'account', 'settings'] });
    },
  });

  const offers = composeOfferRoom({
    opening,
    lines,
    calls,
    dialer: sources.dialer,
    systemLinks,
    incoming,
    clock,
    logError,
  });
  const softphones = composeSoftphoneRoom({
    settings,
    settingsFile,
    program: hookProgram(),
    appData: process.env['APPDATA'],
    proof,
    sources: () => sources.desk.views(),
    accounts: () => list.list().length,
    now: () => clock.now(),
    lastCall: () => {
      const latest = list.list().flatMap(({ key, region }) => {
        const [call] = book.today(key).calls;
        return call === undefined ? [] : [{ raw: call.number.raw, region, at: call.startedAt }];
      });
      return latest.toSorted((a, b) => b.at - a.at)[0] ?? null;
    },
  });
  const entry = composeSignInRoom({
    opening,
    lines,
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
    onSystemResume: () => {
      lines.sessions.onSystemResume();
      waking.all(list.list().map(({ key }) => key));
      sources.desk.woke();
    },
    async stop() {
      tray?.destroy();
      serving.stop();
      lines.sessions.close();
      inbox.stop();
      notices.stop();
      sources.desk.stop();
      calls.desk.stop();
      past.stop();
      await Promise.allSettled([calls.outbox.stop(), lines.sync.close(), lines.search.close()]);
      entry.demo.stop();
      // May put the new version in place.
      updates.stop();
      lines.mirror.close();
      storage.stop();
      journal.close();
    },
  });
  await sources.desk.startHook();
  opening.door.answerAll(
    answerContract(
      contract,
      contractHandlers({
        opening,
        lines,
        book,
        cards,
        calls,
        past,
        settings,
        sources,
        softphones,
        offers,
        entry,
        inbox,
        notices,
        diagnostics: composeDiagnosticsRoom({
          opening,
          lines,
          sources: () => sources.desk.views(),
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
  sources.desk.start();
  void inbox.receiver.start();
  notices.start();
  if (entry.usesDemo()) {
    const started = await entry.demo.start();
    if (!started.ok) log.error(`the demo CRM did not start: ${started.error}`);
  }
  for (const { key } of list.list()) entry.openLine(key);
  calls.outbox.start();
  past.missed.start();
  updates.start();
  tray = createTray({
    pictures: join(app.getAppPath(), 'build', 'tray'),
    inCall: () => calls.pop.snapshot().calls.some(({ call }) => call.state !== 'ended'),
    texts: opening.texts,
    accounts: () =>
      list.list().map(({ key, name, colour }) => {
        const { missed, waiting } = past.counts.of(key);
        return { key, name, colour, missed, waiting };
      }),
    onAccount: (account) => {
      shell.openAccount(account);
    },
    onOpen: () => {
      shell.wanted();
    },
    onSettings: () => {
      shell.openSettings();
    },
    onQuit: () => {
      app.quit();
    },
  });
}
