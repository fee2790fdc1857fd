import { randomUUID } from 'node:crypto';
import { createCallActions, type CallActions } from '../calls/disposition/callCommands.ts';
import { correctedNote } from '../calls/disposition/dispositionNote.ts';
import { createTeamOutcomes, type TeamOutcomes } from '../calls/disposition/teamOutcomes.ts';
import type { CallViews } from '../calls/history/callViews.ts';
import { createMissedCallLog, type MissedCallLog } from '../calls/history/missedCallLog.ts';
import { createMissedWhileAway, type AwayCall } from '../calls/history/missedWhileAway.ts';
import { createUnseenCalls } from '../calls/history/unseenCall.ts';
import { createCallController, type CallController } from '../calls/callController.ts';
import { createCallerRefresh } from '../calls/matching/callerRefresh.ts';
import { routeCall } from '../calls/matching/callRouting.ts';
import { createPhoneLines, type PhoneLines } from '../calls/matching/phoneLines.ts';
import { linesSnapshot } from '../calls/matching/phoneLinesSnapshot.ts';
import { createRememberedChoices } from '../calls/matching/rememberedChoices.ts';
import { createLiveCalls } from '../calls/tracking/liveCalls.ts';
import { createTaskDials, type TaskDials } from '../calls/tracking/taskDials.ts';
import type { Clock } from '../common/clock.ts';
import type { Log } from '../common/log.ts';
import type { Patience } from '../journal/disk/lockRetry.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { parsePhoneNumber, type PhoneNumber } from '../phone/phoneNumber.ts';
import { createColleaguesPop } from '../pop/colleaguePopUp.ts';
import type { DeferUntilPaint } from '../pop/deferUntilPaint.ts';
import { treatmentOf } from '../pop/popRules.ts';
import type { LinesSnapshot } from '../../preload/contract.ts';
import type { AccountSettings } from '../settings/accountSettings.ts';
import type { OutcomesFile } from '../settings/outcomesFile.ts';
import type { CrmConnections } from './composeCrm.ts';
import { composePop, type ComposedPop } from './composePop.ts';
import type { CallSources } from './composeSources.ts';
import type { ComposedPopFields } from './composePopFields.ts';
import type { Startup } from './startup.ts';

/** From the ring to the outbox: the calls, what agents do with them, and the pop. */
export interface ComposedCalls extends ComposedPop {
  readonly actions: CallActions;
  readonly missedWhileAway: (call: AwayCall) => void;
  readonly missedCallLog: MissedCallLog;
  readonly logUnseen: ReturnType<typeof createUnseenCalls>;
  readonly callController: CallController;
  readonly lines: PhoneLines;
  readonly linesSnapshot: () => LinesSnapshot;
  readonly outcomes: TeamOutcomes;
  readonly taskDials: TaskDials;
}

interface CallParts {
  readonly opening: Startup;
  readonly crm: CrmConnections;
  readonly callViews: CallViews;
  readonly outbox: Outbox;
  readonly accountSettings: AccountSettings;
  readonly sources: Pick<CallSources, 'sourceManager'>;
  readonly popFields: Pick<ComposedPopFields, 'fields'>;
  readonly outcomesFile: OutcomesFile;
  readonly deferUntilPaint: DeferUntilPaint;
  /** For what the agent does with the journal. */
  readonly patience: Patience;
  readonly clock: Clock;
  readonly monotonic: () => number;
  readonly log: Log;
}

export function composeCalls(parts: CallParts): ComposedCalls {
  const { opening, callViews, outbox, accountSettings, deferUntilPaint, clock, log } = parts;
  const { journal, list, registry, events } = opening;
  const { mirror, sync, sessions } = parts.crm;
  const clientOf = (account: string) => sessions.clientOf(account);
  const serviceClockOf = (account: string) => sessions.serviceClockOf(account);
  const regionOf = (account: string): string => list.get(account)?.region ?? 'RU';
  const parsed = (account: string, phone: string) => parsePhoneNumber(phone, { region: regionOf(account) });
  const ignores = (number: PhoneNumber, region: string): boolean =>
    treatmentOf(number, region, opening.settingsFile.get().pop) === 'ignore';
  const changed = (callId: string): void => void events.emit('callWritten', callId);
  const logError = (message: string, error: unknown): void => {
    log.error(message, error);
  };

  const choices = createRememberedChoices(journal);
  const lines = createPhoneLines({ journal, changed: () => void events.emit('phoneLinesChanged') });
  const snapshot = (): LinesSnapshot =>
    linesSnapshot(lines.list(), list.list(), (account) => mirror.dictionary(account).pipelines);
  const tellLines = (): void => {
    registry.tell('lines', snapshot(), { kinds: ['account', 'settings'] });
  };
  events.on('phoneLinesChanged', tellLines);
  list.onChange(tellLines);
  callViews.onGone((account, event) => {
    registry.tell('callGone', event, { kinds: ['account'], account });
  });

  const { outcomesFile } = parts;
  const outcomes = createTeamOutcomes({ file: outcomesFile, accounts: () => list.list() });
  const tellOutcomes = (): void => {
    registry.tell('outcomes', outcomes.byAccount(), { kinds: ['pop', 'account'] });
  };
  outcomesFile.onChange(tellOutcomes);
  list.onChange(tellOutcomes);

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
    pbx: {
      resultInPlace: (account) => accountSettings.get(account).pbxResultInPlace,
      correctedNote: (result, words, label) => correctedNote(opening.speech.t, result, words, label),
    },
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
    serviceClockOf,
    changed,
  });
  const missedCallLog = createMissedCallLog({
    journal,
    clock,
    serviceClockOf,
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
    logError,
  });
  callViews.onTell((account) => {
    missedCallLog.look(account);
  });

  const liveCalls = createLiveCalls();
  const composedPop = composePop({
    ...parts,
    liveCalls,
    choices,
    actions,
    controlsOf: (name) => parts.sources.sourceManager.controlsOf(name),
    fieldsOf: (account) => parts.popFields.fields.chosen(account),
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
    liveCalls,
    journal,
    mirror,
    choices,
    lines,
    callViews,
    refresh,
    pop: composedPop.popGate,
    ignores,
    clock,
    serviceClockOf,
    newId: randomUUID,
    accounts: () => list.list(),
    recordingKnown: (...asked) => outbox.recordingKnown(...asked),
    later: deferUntilPaint.later,
    began: (account, call) => {
      taskDials.began(account, call);
      tellColleagues(account, call);
    },
    logError,
  });
  const missedWhileAway = createMissedWhileAway({
    journal,
    callViews,
    clock,
    newId: randomUUID,
    route: ({ number, source, line }) =>
      routeCall(number, lines.ownerOf({ source, line }), list.list(), { mirror, choices }),
    ignores,
    serviceClockOf,
  });
  return {
    ...composedPop,
    actions,
    logUnseen,
    missedCallLog,
    missedWhileAway,
    callController,
    lines,
    linesSnapshot: snapshot,
    taskDials,
    outcomes,
  };
}
