import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account, Events, Match, Outcome, PopSnapshot } from '../../../preload/contract.ts';
import type { CrmFailure } from '../../../main/crm/types/crmFailure.ts';
import { createTaskDials, type TaskDials } from '../../../main/calls/tracking/taskDials.ts';
import { wrapUpLimit, type WrapUp } from '../../../preload/constants.ts';
import { createOwedResults, type OwedResults } from '../../../main/calls/history/owedResults.ts';
import { createTeamOutcomes } from '../../../main/calls/disposition/teamOutcomes.ts';
import { createCallActions } from '../../../main/calls/disposition/callCommands.ts';
import type { CallActions } from '../../../main/calls/disposition/callCommands.ts';
import { createCallViews } from '../../../main/calls/history/callViews.ts';
import { createUnseenCalls } from '../../../main/calls/history/unseenCall.ts';
import type { CallViews } from '../../../main/calls/history/callViews.ts';
import { createLiveCalls } from '../../../main/calls/tracking/liveCalls.ts';
import { createCallController } from '../../../main/calls/callController.ts';
import type { CallController } from '../../../main/calls/callController.ts';
import type { CallerRefresh } from '../../../main/calls/matching/callerRefresh.ts';
import { createPhoneLines } from '../../../main/calls/matching/phoneLines.ts';
import type { PhoneLines } from '../../../main/calls/matching/phoneLines.ts';
import type { CallEvent, CallEventKind } from '../../../main/calls/tracking/callEvent.ts';
import { entryFromJournal } from '../../../main/calls/journalEntry.ts';
import type { LiveCall } from '../../../main/calls/tracking/trackedCall.ts';
import { createPopGate } from '../../../main/pop/popGate.ts';
import { showsNow, treatmentOf } from '../../../main/pop/popRules.ts';
import type { PhoneNumber } from '../../../main/phone/phoneNumber.ts';
import { parsePhoneNumber } from '../../../main/phone/phoneNumber.ts';
import { usualSettings } from '../../../main/settings/settingsFile.ts';
import type { PopSettings } from '../../../main/settings/popSettings.ts';
import { createPopController } from '../../../main/pop/popController.ts';
import type { PopController } from '../../../main/pop/popController.ts';
import { createRememberedChoices } from '../../../main/calls/matching/rememberedChoices.ts';
import type { Journal } from '../../../main/journal/journal.ts';
import { openJournal } from '../../../main/journal/openJournal.ts';
import { createOutbox } from '../../../main/outbox/dispatcher.ts';
import type { Outbox } from '../../../main/outbox/outbox.ts';
import { fail, ok } from '../../../main/common/result.ts';
import { createFakeClock } from '../../unit/fakeClock.ts';
import type { FakeClock } from '../../unit/fakeClock.ts';
import { sampleAccount } from '../../unit/journal/sample.ts';
import { createMirrorFile } from '../../unit/mirror/mirrorFile.ts';
import type { MirrorFile } from '../../unit/mirror/mirrorFile.ts';

/** Calls that ring: real journal, real mirror, real outbox, a clock that stands still, and a pop that writes down. */
export interface CallsUnderTest {
  /** Path of the journal. */
  readonly file: string;
  readonly clock: FakeClock;
  readonly journal: Journal;
  readonly mirror: MirrorFile;
  readonly callViews: CallViews;
  readonly actions: CallActions;
  readonly logUnseen: ReturnType<typeof createUnseenCalls>;
  readonly outbox: Outbox;
  readonly controller: CallController;
  readonly lines: PhoneLines;
  readonly pop: PopController;
  /** What the agent said of when the pop shows; everything pops unless a test says otherwise. */
  readonly popPreferences: { pop: PopSettings; quiet: boolean };
  readonly taskDials: TaskDials;
  /** Whether results are required; changed by a test before its calls. */
  readonly required: { wrapUp: WrapUp };
  readonly owed: OwedResults;
  /** The team's own results; none unless a test puts some here. */
  readonly outcomes: Outcome[];
  /** Every snapshot the pop window got, oldest first. */
  readonly shown: PopSnapshot[];
  /** Calls the controller said had begun, and whether the pop had been told of them by then. */
  readonly began: readonly {
    readonly account: string;
    readonly call: LiveCall;
    readonly poppedBefore: boolean;
  }[];
  visible(): boolean;
  report(kind: CallEventKind, rawNumber: string, more?: Partial<CallEvent>): void;
  /** What the CRM says when it is asked about a caller. */
  crmSays: (account: string) => readonly Match[] | CrmFailure;
  /** The same, answered later. */
  crmAnswers: ((account: string, number?: PhoneNumber) => Promise<readonly Match[]>) | null;
  /** Hears what the windows of an account are told of its calls. */
  onCalls: (account: string, event: Events['calls']) => void;
  close(): void;
}

const accounts: readonly Account[] = ['a', 'b', 'c'].map((key, position) => ({
  ...sampleAccount(key, position),
  crmName: 'Ромашка',
  clockAhead: 0,
  sessionOnly: false,
}));

export function createCallsUnderTest(): CallsUnderTest {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-calls-'));
  const file = join(folder, 'journal.db');
  const opened = openJournal(file);
  if (!opened.ok) throw new Error(opened.error.kind);
  const journal = opened.value;
  for (const [position, { key }] of accounts.entries()) journal.accounts.put(sampleAccount(key, position));
  const mirror = createMirrorFile();
  const clock = createFakeClock();
  const choices = createRememberedChoices(journal);
  const lines = createPhoneLines({ journal, changed: () => undefined });
  const callViews = createCallViews({
    journal,
    clock,
    emit: (account, event) => ringing.onCalls(account, event),
  });
  const shown: PopSnapshot[] = [];
  const began: CallsUnderTest['began'][number][] = [];
  const taskDials = createTaskDials({
    journal,
    clock,
    parse: (_account, raw) => parsePhoneNumber(raw, { region: 'RU' }),
  });
  let visible = false;
  let ids = 0;
  const changed = (callId: string): void => {
    callViews.tell(callId);
    pop.journalChanged(callId);
  };
  const outbox = createOutbox({
    resultName: (result, label) => label ?? `Result ${result}`,
    journal,
    clientOf: () => null,
    clock,
    random: () => 0.5,
    emit: (event) => {
      if (event.type === 'callChanged') changed(event.callId);
      if (event.type === 'writeChanged') callViews.tellSummary(event.account);
    },
  });
  const required: CallsUnderTest['required'] = { wrapUp: 'off' };
  const owed = createOwedResults({
    journal,
    callViews,
    clock,
    isRequired: () => required.wrapUp !== 'off',
    changed: () => {
      pop.owedChanged();
    },
  });
  const pop = createPopController({
    wrapUp: () => wrapUpLimit(required.wrapUp),
    owed: () => owed.list(),
    journal,
    callViews,
    clock,
    deferUntilPaint: { expect: () => undefined, painted: () => undefined },
    monotonic: () => clock.now(),
    shortcuts: () => ({ focusShortcut: 'Ctrl+Alt+Space', resultShortcut: 'Ctrl+Alt' }),
    entryFromJournal: (callId) =>
      entryFromJournal(callViews.get(callId), {
        mirror: mirror.reader,
        choices,
        accounts: () => accounts,
      }),
    surface: {
      update: (snapshot) => shown.push(snapshot),
      show: () => (visible = true),
      hide: () => (visible = false),
    },
  });
  const ask = async (account: string, number?: PhoneNumber) => {
    if (ringing.crmAnswers !== null) return ok(await ringing.crmAnswers(account, number));
    const said = ringing.crmSays(account);
    return 'kind' in said ? fail(said) : ok(said);
  };
  const refresh: CallerRefresh = { refresh: ask, byNumber: ask, seen: () => null };
  const popPreferences = {
    pop: { ...usualSettings().pop, internal: 'pop', featureCodes: 'pop' } as PopSettings,
    quiet: false,
  };
  const popGate = createPopGate({
    pop,
    callViews,
    monotonic: () => clock.now(),
    shows({ call }) {
      const number = parsePhoneNumber(call.number.raw, { region: 'RU' });
      return (
        treatmentOf(number, 'RU', popPreferences.pop) === 'pop' &&
        showsNow(call, popPreferences.pop, popPreferences.quiet)
      );
    },
  });
  const controller = createCallController({
    liveCalls: createLiveCalls(),
    journal,
    mirror: mirror.reader,
    choices,
    lines,
    callViews,
    refresh,
    pop: popGate,
    recordingKnown: (...asked) => outbox.recordingKnown(...asked),
    ignores: (number, region) => treatmentOf(number, region, popPreferences.pop) === 'ignore',
    clock,
    newId: () => `call-${(ids += 1)}`,
    accounts: () => accounts,
    later: setImmediate,
    began: (account, call) => {
      taskDials.began(account, call);
      began.push({
        account,
        call,
        poppedBefore: shown.some(({ calls }) => calls.some((one) => one.call.id === call.id)),
      });
    },
    logError: (message, error) => {
      throw new Error(message, { cause: error });
    },
  });
  const outcomes: Outcome[] = [];
  const ringing: CallsUnderTest = {
    outcomes,
    file,
    clock,
    journal,
    mirror,
    callViews,
    controller,
    popPreferences,
    lines,
    outbox,
    pop,
    shown,
    began,
    taskDials,
    required,
    owed,
    actions: createCallActions({
      journal,
      mirror: mirror.reader,
      outbox,
      callViews,
      refresh,
      choices,
      regionOf: () => 'RU',
      changed,
      outcomes: createTeamOutcomes({ file: { get: () => outcomes }, accounts: () => accounts }),
      pbx: {
        resultInPlace: () => true,
        correctedNote: (result, words) => `Put right: ${result} ${words}`,
      },
      timeOf: () => ({ now: clock.now(), timezone: 'Europe/Moscow' }),
    }),
    logUnseen: createUnseenCalls({
      journal,
      mirror: mirror.reader,
      outbox,
      callViews,
      clock,
      accountOf: (account) => accounts.find(({ key }) => key === account) ?? null,
      serviceClockOf: () => null,
      changed,
    }),
    visible: () => visible,
    report(kind, rawNumber, more = {}) {
      controller.report(
        {
          source: 'hook',
          sourceCallId: null,
          kind,
          direction: kind === 'dialing' ? 'outbound' : 'inbound',
          rawNumber,
          line: null,
          at: clock.now(),
          ...more,
        },
        clock.now(),
      );
    },
    crmAnswers: null,
    onCalls: () => undefined,
    crmSays: () => ({ kind: 'network', maySucceed: false, words: '' }),
    close() {
      controller.stop();
      journal.close();
      mirror.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return ringing;
}
