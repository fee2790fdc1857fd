import { randomUUID } from 'node:crypto';
import { createDeferUntilPaint } from '../pop/deferUntilPaint.ts';
import { createCallActions, type CallActions } from '../calls/disposition/callCommands.ts';
import type { CallViews } from '../calls/history/callViews.ts';
import { createCallController, type CallController } from '../calls/callController.ts';
import { createMissedCallLog } from '../calls/history/missedCallLog.ts';
import { createMissedWhileAway, type AwayCall } from '../calls/history/missedWhileAway.ts';
import { routeCall } from '../calls/matching/callRouting.ts';
import { createUnseenCalls } from '../calls/history/unseenCall.ts';
import { createPhoneLines, type PhoneLines } from '../calls/matching/phoneLines.ts';
import { linesSnapshot } from '../calls/matching/phoneLinesSnapshot.ts';
import type { LinesSnapshot, PopEntry, SourceName } from '../../preload/contract.ts';
import { createCallControl, type CallControl, type SourceHands } from '../callControl/callControl.ts';
import { createCallerRefresh } from '../calls/matching/callerRefresh.ts';
import { createColleaguesPop } from '../pop/colleaguePopUp.ts';
import { entryFromJournal } from '../calls/journalEntry.ts';
import { goneTarget } from '../calls/matching/deletedTarget.ts';
import { createPopGate } from '../pop/popGate.ts';
import { showsNow, treatmentOf } from '../pop/popRules.ts';
import { parsePhoneNumber } from '../phone/phoneNumber.ts';
import { readableKeys } from '../settings/accelerator.ts';
import { isQuiet } from '../settings/quietHours.ts';
import { createPopController, type PopController } from '../pop/popController.ts';
import { createRememberedChoices } from '../calls/matching/rememberedChoices.ts';
import { resultNote } from '../calls/disposition/dispositionNote.ts';
import type { Clock } from '../common/clock.ts';
import type { Patience } from '../journal/disk/lockRetry.ts';
import type { Log } from '../common/log.ts';
import type { Startup } from './startup.ts';
import { createOutbox } from '../outbox/dispatcher.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { OutboxEvent } from '../writes/outboxEvent.ts';
import { wrapUpLimit } from '../../preload/constants.ts';
import { createOwedResults, type OwedResults } from '../calls/history/owedResults.ts';
import { createTaskDials, type TaskDials } from '../calls/tracking/taskDials.ts';
import { createTeamOutcomes, type TeamOutcomes } from '../calls/disposition/teamOutcomes.ts';
import type { OutcomesFile } from '../settings/outcomesFile.ts';
import { createAccountSettings, type AccountSettings } from '../settings/accountSettings.ts';
import { createPopWindow, type PopWindow } from '../windows/pop/popWindow.ts';
import { createShortcuts } from '../windows/system/globalShortcuts.ts';
import { missedCallRule } from './missedCallRule.ts';
import type { CrmConnections } from './composeCrm.ts';

/** From the ring to the outbox: the calls, what agents do with them, the pop, and what waits for the CRM. */
export interface ComposedCalls {
  readonly outbox: Outbox;
  readonly actions: CallActions;
  readonly missedWhileAway: (call: AwayCall) => void;
  readonly logUnseen: ReturnType<typeof createUnseenCalls>;
  readonly pop: PopController;
  readonly popWindow: PopWindow;
  readonly callController: CallController;
  readonly accountSettings: AccountSettings;
  readonly lines: PhoneLines;
  readonly linesSnapshot: () => LinesSnapshot;
  readonly outcomes: TeamOutcomes;
  readonly taskDials: TaskDials;
  readonly owed: OwedResults;
  /** The settings name other keys. */
  readonly keysChanged: () => void;
  readonly callControl: CallControl;
  /** Keeps work off the way to the pop. */
  readonly later: (work: () => void) => void;
}

interface CallRoomsDeps {
  readonly opening: Startup;
  readonly crm: CrmConnections;
  readonly callViews: CallViews;
  readonly outcomesFile: OutcomesFile;
  readonly clock: Clock;
  readonly random: () => number;
  readonly monotonic: () => number;
  readonly log: Log;
  readonly isQuitting: () => boolean;
  /** A source that is connected, for what can be done with its calls. */
  readonly controlsOf: (name: SourceName) => SourceHands | null;
  /** The fields the agent wants to see of whoever calls; from memory. */
  readonly fieldsOf: (account: string) => NonNullable<PopEntry['fields']>;
  /** For what the agent does with the journal. */
  readonly patience: Patience;
  /** The outbox leaves a whole account alone for a while. */
  readonly onPaused: (event: Extract<OutboxEvent, { readonly type: 'accountPaused' }>) => void;
  /** Something the agent wrote changed its state. */
  readonly onWrite: (event: Extract<OutboxEvent, { readonly type: 'writeChanged' }>) => void;
}

export function composeCalls(deps: CallRoomsDeps): ComposedCalls {
  const { opening, callViews, clock, random, monotonic, log } = deps;
  const { journal, list, registry } = opening;
  const { mirror, sync, sessions } = deps.crm;
  const clientOf = (account: string) => sessions.clientOf(account);
  const regionOf = (account: string): string => list.get(account)?.region ?? 'RU';

  const parsed = (account: string, phone: string) => parsePhoneNumber(phone, { region: regionOf(account) });

  const choices = createRememberedChoices(journal);
  const accountSettings = createAccountSettings(journal.memory);
  const snapshot = (): LinesSnapshot =>
    linesSnapshot(lines.list(), list.list(), (account) => mirror.dictionary(account).pipelines);
  const tellLines = (): void => {
    registry.tell('lines', snapshot(), { kinds: ['account', 'settings'] });
  };
  const lines = createPhoneLines({ journal, changed: tellLines });
  list.onChange(tellLines);
  callViews.onGone((account, event) => {
    registry.tell('callGone', event, { kinds: ['account'], account });
  });
  const outbox = createOutbox({
    journal,
    clientOf,
    serviceClockOf: (account) => sessions.serviceClockOf(account),
    clock,
    random,
    cards: {
      spellings: (account, phone) => mirror.spellings(account, parsed(account, phone)),
      soleHolder: (account, phone) => {
        const holders = mirror
          .lookup(account, parsed(account, phone))
          .filter(({ certainty }) => certainty === 'certain');
        const [only] = holders;
        return only !== undefined && holders.length === 1 ? { entity: only.entity, id: only.id } : null;
      },
    },
    resultName: (result, label) => label ?? opening.speech.t(`result.${result}`),
    pbx: {
      whoLogs: (account) => accountSettings.get(account).whoLogs,
      resultInPlace: (account) => accountSettings.get(account).pbxResultInPlace,
      resultNote: (result, words, label) => resultNote(opening.speech.t, result, words, label),
    },
    missed: missedCallRule({ opening, accountSettings, clock, random, crm: deps.crm }),
    reportBug: (error) => {
      log.error('sending to the CRM', error);
    },
    emit: (event) => {
      if (event.type === 'accountPaused') return deps.onPaused(event);
      if (event.type === 'writeChanged') return deps.onWrite(event);
      if (event.type === 'contactCreated') {
        sync.created(event.account, event);
        if (event.leadId !== null) sync.catchUpNow(event.account);
        return;
      }
      const gone = goneTarget(journal, event.account, event.callId);
      if (gone !== null) sync.remember(event.account, { gone: [gone] });
      changed(event.callId);
    },
  });
  const refresh = createCallerRefresh({
    mirror,
    clientOf,
    contextOf: (account) => ({
      account,
      userId: list.get(account)?.userId ?? 0,
      region: regionOf(account),
      names: mirror,
    }),
    remember: (account, fetched) => {
      sync.remember(account, fetched);
    },
  });
  const { outcomesFile } = deps;
  const outcomes = createTeamOutcomes({ file: outcomesFile, accounts: () => list.list() });
  const tellOutcomes = (): void => {
    registry.tell('outcomes', outcomes.byAccount(), { kinds: ['pop', 'account'] });
  };
  outcomesFile.onChange(tellOutcomes);
  list.onChange(tellOutcomes);
  const changed = (callId: string): void => {
    callViews.tell(callId);
    pop.journalChanged(callId);
  };
  const actions = createCallActions({
    journal,
    mirror,
    outbox,
    callViews,
    refresh,
    choices,
    regionOf,
    changed,
    outcomes,
    timeOf: (account) => {
      const { timezone = null, clockAhead = 0 } = list.get(account) ?? {};
      return { now: clock.now() + clockAhead, timezone };
    },
  });

  const logUnseen = createUnseenCalls({
    journal,
    mirror,
    outbox,
    callViews,
    clock,
    accountOf: (account) => list.get(account),
    serviceClockOf: (account) => sessions.serviceClockOf(account),
    changed,
  });

  const missedCallLog = createMissedCallLog({
    journal,
    clock,
    serviceClockOf: (account) => sessions.serviceClockOf(account),
    accounts: () => list.list().map(({ key }) => key),
    ruleOf: (account) => {
      const { missedCalls, missedGrace } = accountSettings.get(account);
      return { log: missedCalls, graceMs: missedGrace * 60_000 };
    },
    isKnown: (account, rawNumber) => {
      const number = parsed(account, rawNumber);
      if (number.kind !== 'external') return null;
      return mirror.lookup(account, number).some(({ certainty }) => certainty === 'certain');
    },
    logMissed: (account, callId) => outbox.logMissed(account, callId),
    changed,
    logError: (message, error) => {
      log.error(message, error);
    },
  });
  callViews.onTell((account) => {
    missedCallLog.look(account);
  });

  const keys = () => {
    const { popShortcut, resultShortcut } = opening.settingsFile.get();
    return { focus: popShortcut, resultPrefix: resultShortcut };
  };
  const popWindow = createPopWindow({
    preload: opening.preload,
    session: () => opening.session('pop'),
    title: opening.speech.t('windowTitle.pop'),
    isQuitting: deps.isQuitting,
    settings: () => opening.settingsFile.get().pop,
    zoom: () => opening.settingsFile.get().zoom,
    opened: (window) => {
      registry.add({ kind: 'pop', account: null, window });
    },
  });
  const shortcuts = createShortcuts({
    keys,
    monotonic: () => clock.monotonic(),
    onFocus: () => {
      popWindow.focus();
    },
    onResult: (digit) => {
      const callId = pop.awaitingResult();
      if (callId !== null) void deps.patience(() => actions.press(callId, digit));
    },
  });
  const wrapUp = (): number | null | undefined => wrapUpLimit(opening.settingsFile.get().wrapUp);
  const owed = createOwedResults({
    journal,
    callViews,
    clock,
    isRequired: () => wrapUp() !== undefined,
    changed: () => {
      pop.owedChanged();
    },
  });
  const deferUntilPaint = createDeferUntilPaint({ clock, soon: setImmediate });
  const pop = createPopController({
    journal,
    callViews,
    clock,
    deferUntilPaint,
    monotonic,
    phoneOf: (call) => callControl.of(call),
    fieldsOf: deps.fieldsOf,
    wrapUp,
    owed: () => owed.list(),
    shortcuts: () => {
      const { focus, resultPrefix } = keys();
      return {
        focusShortcut: readableKeys(focus, process.platform),
        resultShortcut: resultPrefix === '' ? null : readableKeys(resultPrefix, process.platform),
      };
    },
    entryFromJournal: (callId) =>
      entryFromJournal(callViews.get(callId), { mirror, choices, accounts: () => list.list() }),
    surface: {
      update(snapshot) {
        registry.tell('pop', snapshot, { kinds: ['pop'] });
        // Taking keys from the system costs milliseconds: not on the way to the paint.
        deferUntilPaint.later(() => {
          shortcuts.enableFocusKey(snapshot.calls.length > 0);
          shortcuts.enableResultKeys(pop.awaitingResult() !== null);
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
  const rules = () => opening.settingsFile.get();
  const popGate = createPopGate({
    pop,
    callViews,
    monotonic,
    shows({ call }) {
      const { pop: settings, quietHours } = rules();
      const region = regionOf(call.account);
      const number = parsePhoneNumber(call.number.raw, { region });
      if (treatmentOf(number, region, settings) !== 'pop') return false;
      // The agent's own clock: they work where their computer is.
      return showsNow(call, settings, isQuiet(quietHours, clock.now(), null));
    },
  });
  const taskDials = createTaskDials({ journal, clock, parse: parsed });
  const tellColleagues = createColleaguesPop({
    settings: accountSettings,
    clientOf,
    log: (message) => {
      log.error(message);
    },
  });
  const callController = createCallController({
    journal,
    mirror,
    choices,
    lines,
    callViews,
    refresh,
    pop: popGate,
    ignores: (number, region) => treatmentOf(number, region, rules().pop) === 'ignore',
    clock,
    serviceClockOf: (account) => sessions.serviceClockOf(account),
    newId: randomUUID,
    accounts: () => list.list(),
    later: deferUntilPaint.later,
    began: (account, call) => {
      taskDials.began(account, call);
      tellColleagues(account, call);
    },
    logError: (message, error) => {
      log.error(message, error);
    },
  });
  const callControl: CallControl = createCallControl({
    callOf: (callId) => {
      const shown = pop.snapshot().calls.find(({ call }) => call.id === callId);
      return shown?.call ?? callViews.get(callId);
    },
    idsOf: (callId) => callController.idsOf(callId),
    controlsOf: deps.controlsOf,
    parse: (raw) => parsePhoneNumber(raw, { region: list.list()[0]?.region ?? 'RU' }),
    changed: () => {
      pop.phonesChanged();
    },
  });
  const missedWhileAway = createMissedWhileAway({
    journal,
    callViews,
    clock,
    newId: randomUUID,
    route: ({ number, source, line }) =>
      routeCall(number, lines.ownerOf({ source, line }), list.list(), { mirror, choices }),
    ignores: (number, region) => treatmentOf(number, region, rules().pop) === 'ignore',
    serviceClockOf: (account) => sessions.serviceClockOf(account),
  });
  const later = deferUntilPaint.later;
  return {
    callControl,
    outbox: {
      ...outbox,
      start() {
        outbox.start();
        missedCallLog.start();
      },
      stop() {
        missedCallLog.stop();
        return outbox.stop();
      },
    },
    actions,
    logUnseen,
    missedWhileAway,
    pop,
    popWindow,
    callController,
    accountSettings,
    lines,
    linesSnapshot: snapshot,
    taskDials,
    owed,
    outcomes,
    keysChanged: () => {
      shortcuts.keysChanged();
    },
    later,
  };
}
