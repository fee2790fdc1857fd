import { dirname, join } from 'node:path';
import { app, clipboard } from 'electron';
import { sandboxZone, webOf } from '../accounts/platformZones.ts';
import { ok } from '../common/result.ts';
import type { CallViews } from '../calls/history/callViews.ts';
import { createCallExport } from '../calls/history/callExport.ts';
import type { Clock } from '../common/clock.ts';
import { accountHandlers } from '../ipc/app/accountHandlers.ts';
import { appHandlers } from '../ipc/app/appHandlers.ts';
import { callHistoryHandlers } from '../ipc/calls/callHistoryHandlers.ts';
import { numberHandlers } from '../ipc/calls/numberHandlers.ts';
import { callControlHandlers } from '../ipc/calls/callControlHandlers.ts';
import { callHandlers } from '../ipc/calls/callHandlers.ts';
import { cardReadHandlers } from '../ipc/crm/viewHandlers.ts';
import { scriptHandlers } from '../ipc/crm/scriptHandlers.ts';
import { fieldHandlers } from '../ipc/crm/fieldHandlers.ts';
import { entityHandlers } from '../ipc/crm/entityHandlers.ts';
import type { AllHandlers } from '../ipc/answerRequest.ts';
import { createAutostart } from '../windows/system/systemAutostart.ts';
import { lineHandlers } from '../ipc/calls/phoneLineHandlers.ts';
import { diagnosticsHandlers } from '../ipc/app/diagnosticsHandlers.ts';
import type { DiagnosticsService } from '../ipc/app/diagnosticsHandlers.ts';
import { exportHandlers } from '../ipc/app/exportHandlers.ts';
import { leadReadHandlers } from '../ipc/crm/leadHandlers.ts';
import { webhookHandlers } from '../ipc/crm/webhookHandlers.ts';
import { recordingHandlers } from '../ipc/crm/recordingHandlers.ts';
import { relayHandlers } from '../ipc/crm/relayHandlers.ts';
import { clickToCallHandlers } from '../ipc/calls/clickToCallHandlers.ts';
import type { PopController } from '../pop/popController.ts';
import { patient } from '../ipc/retryWhileLocked.ts';
import { popHandlers } from '../ipc/calls/popHandlers.ts';
import { settingsHandlers } from '../ipc/app/settingsHandlers.ts';
import { phonePlaceHandlers } from '../ipc/app/phonePlaceHandlers.ts';
import { shortcutHandlers } from '../ipc/app/shortcutHandlers.ts';
import { softphoneHandlers } from '../ipc/calls/setupHandlers.ts';
import { sourceHandlers } from '../ipc/calls/sourceHandlers.ts';
import { syncHandlers } from '../ipc/crm/syncHandlers.ts';
import { storageHandlers } from '../ipc/app/storageHandlers.ts';
import { systemHandlers } from '../ipc/app/systemHandlers.ts';
import { updateHandlers } from '../ipc/app/updateHandlers.ts';
import { writeHandlers } from '../ipc/crm/writeHandlers.ts';
import type { Patience } from '../journal/disk/lockRetry.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Startup } from './startup.ts';
import { createShortcutSettings } from '../settings/shortcutSettings.ts';
import type { SettingsService } from '../settings/settingsService.ts';
import type { UpdateService } from '../updates/updateService.ts';
import { canHaveKeys } from '../windows/system/globalShortcuts.ts';
import type { ComposedPopFields } from './composePopFields.ts';
import type { ComposedViews } from './composeViews.ts';
import type { ComposedCalls } from './composeCalls.ts';
import type { CallSources } from './composeSources.ts';
import type { ConnectedSources } from './connectSources.ts';
import type { CrmConnections } from './composeCrm.ts';
import type { ComposedWebhooks } from './composeWebhooks.ts';
import type { ComposedNotifications } from './composeNotifications.ts';
import type { ComposedCallHistory } from './composeCallHistory.ts';
import type { ComposedClickToCall } from './composeClickToCall.ts';
import type { ComposedSetup } from './composeSetup.ts';
import type { ComposedStorage } from './composeStorage.ts';
import type { ComposedSignIn } from './composeSignIn.ts';

interface HandlerServices {
  readonly opening: Startup;
  readonly crm: CrmConnections;
  readonly callViews: CallViews;
  readonly cards: ComposedViews;
  readonly popFields: ComposedPopFields;
  readonly calls: ComposedCalls;
  readonly outbox: Outbox;
  readonly past: ComposedCallHistory;
  readonly settings: SettingsService;
  readonly sources: CallSources;
  readonly dialer: ConnectedSources['dialer'];
  readonly softphones: ComposedSetup;
  readonly clickToCall: ComposedClickToCall;
  readonly entry: ComposedSignIn;
  readonly inbox: ComposedWebhooks;
  readonly notices: ComposedNotifications;
  readonly diagnostics: DiagnosticsService;
  readonly updates: UpdateService;
  readonly storage: ComposedStorage;
  readonly patience: Patience;
  readonly clock: Clock;
}

/** The handlers of the whole contract, each group with the rooms it needs. */
export function contractHandlers(services: HandlerServices): AllHandlers {
  const { opening, crm, callViews, calls, settings, entry } = services;
  const { list, shell, speech, settingsFile } = opening;
  const { actions, pop, popWindow } = calls;
  const { signIn, demo, gate } = entry;
  const writes = writeHandlers({ callViews, actions, writes: services.outbox.writes });
  const inTurn = <H extends Parameters<typeof patient>[1]>(handlers: H): H =>
    patient(services.patience, handlers);
  const { today, ...callChanges } = callHandlers({ callViews, actions, logUnseen: calls.logUnseen });
  const { list: listWrites, ...writeChanges } = writes.writes;
  const sources = sourceHandlers({
    ...services.sources,
    dialer: services.dialer,
    taskDials: calls.taskDials,
  });
  const lineMoves = lineHandlers({
    callViews,
    lines: calls.lines,
    callController: calls.callController,
    snapshot: calls.linesSnapshot,
    isAccount: (key) => list.get(key) !== null,
  });
  /** Of a call of the pop, which is in the journal only a moment after the ring. */
  const accountOnPop = (callId: string): string | null =>
    pop.snapshot().calls.find(({ call }) => call.id === callId)?.account.key ?? null;
  const leadReads = leadReadHandlers(services.cards.leadService);
  const cardReads = cardReadHandlers(services.cards);
  const entities = entityHandlers({
    callViews,
    actions,
    gate,
    contactsOrCompanies: services.cards.contactsOrCompanies,
    webOf: (account) => webOf(list.get(account)),
  });
  return {
    app: appHandlers({
      version: app.getVersion(),
      platform: process.platform,
      speech,
      look: () => settingsFile.get(),
      list,
      shown: () => {
        shell.tellShown();
      },
    }),
    accounts: accountHandlers({
      list,
      accountService: entry.accountService,
      signIn,
      openWelcome: () => {
        shell.openWelcome();
      },
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
    sync: syncHandlers(crm.sync),
    writes: { list: listWrites, ...inTurn(writeChanges) },
    calls: {
      today,
      ...inTurn(callChanges),
      ...inTurn(writes.calls),
      ...sources.calls,
      ...callControlHandlers({
        callViews,
        callControl: calls.callControl,
        mirror: crm.mirror,
        userIdOf: (key) => list.get(key)?.userId ?? null,
      }),
      ...inTurn(lineMoves.calls),
      ...callHistoryHandlers({
        ...services.past,
        callViews,
        mirror: crm.mirror,
        pipelineOf: (line) => calls.lines.pipelineOf(line),
        accountOf: (account) => list.get(account),
      }),
    },
    ...cardReads,
    contacts: { ...entities.contacts, ...inTurn(writes.contacts), ...cardReads.contacts },
    sources: sources.sources,
    webhooks: webhookHandlers({
      ...services.inbox,
      accountOf: (account) => services.inbox.accountOf(account),
      settingsFile,
      takeCard: (account) => services.notices.takeCard(account),
      copy: (text) => {
        void clipboard.writeText(text);
      },
    }),
    relay: relayHandlers({
      ...services.inbox,
      copy: (text) => {
        void clipboard.writeText(text);
      },
    }),
    lines: lineMoves.lines,
    recordings: recordingHandlers(services.cards.recordings),
    scripts: scriptHandlers({
      accountOfCall: (callId) => accountOnPop(callId) ?? callViews.get(callId)?.account ?? null,
      ...services.popFields,
      writes: services.outbox.writes,
    }),
    fields: fieldHandlers({
      accountOfCall: accountOnPop,
      ...services.popFields,
      writes: services.outbox.writes,
    }),
    outcomes: { get: () => ok(calls.outcomes.byAccount()) },
    storage: storageHandlers(services.storage),
    system: systemHandlers({
      autostart: createAutostart(),
      dataFolder: opening.inData('.'),
      licencesFile: opening.built('licences.json'),
      chromiumLicences: join(dirname(process.execPath), 'LICENSES.chromium.html'),
    }),
    updates: updateHandlers(services.updates),
    shortcuts: shortcutHandlers(
      createShortcutSettings({
        file: settingsFile,
        platform: process.platform,
        canHave: canHaveKeys,
        changed: () => {
          calls.keysChanged();
          services.clickToCall.keysChanged();
        },
      }),
    ),
    phonePlaces: phonePlaceHandlers({
      places: (name) => opening.built('main', 'places', `${name}.gz`),
      speech,
      clock: services.clock,
    }),
    exports: exportHandlers({
      list,
      exports: createCallExport({ journal: opening.journal, clock: services.clock, speech }),
    }),
    numbers: numberHandlers({ journal: opening.journal, list, speech }),
    diagnostics: diagnosticsHandlers(services.diagnostics),
    softphones: softphoneHandlers(services.softphones),
    ...clickToCallHandlers(services.clickToCall),
    leads: { ...entities.leads, ...leadReads.leads },
    tasks: leadReads.tasks,
    dictionary: leadReads.dictionary,
    pop: popHandlers(provingPop(pop, callViews, services.softphones.setupCheck), popWindow),
    settings: settingsHandlers(settings),
  };
}

/** Tells the call that proves the set-up how long the pop took. */
function provingPop(
  pop: PopController,
  callViews: CallViews,
  setupCheck: ComposedSetup['setupCheck'],
): PopController {
  return {
    ...pop,
    painted(callId) {
      pop.painted(callId);
      const popMs = callViews.get(callId)?.popMs ?? null;
      if (popMs !== null) setupCheck.painted(popMs);
    },
  };
}
