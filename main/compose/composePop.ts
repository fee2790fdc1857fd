import type { CallActions } from '../calls/disposition/callCommands.ts';
import type { CallViews } from '../calls/history/callViews.ts';
import { createOwedResults, type OwedResults } from '../calls/history/owedResults.ts';
import { entryFromJournal } from '../calls/journalEntry.ts';
import type { RememberedChoices } from '../calls/matching/callerLookup.ts';
import type { PopPort } from '../calls/popPort.ts';
import type { LiveCalls } from '../calls/tracking/liveCalls.ts';
import { createCallControl, type CallControl, type SourceHands } from '../callControl/callControl.ts';
import type { Clock } from '../common/clock.ts';
import type { Patience } from '../journal/disk/lockRetry.ts';
import { parsePhoneNumber } from '../phone/phoneNumber.ts';
import type { DeferUntilPaint } from '../pop/deferUntilPaint.ts';
import { createPopController, type PopController } from '../pop/popController.ts';
import { createPopGate } from '../pop/popGate.ts';
import { showsNow, treatmentOf } from '../pop/popRules.ts';
import type { PopEntry, SourceName } from '../../preload/contract.ts';
import { wrapUpLimit } from '../../preload/constants.ts';
import { readableKeys } from '../settings/accelerator.ts';
import { isQuiet } from '../settings/quietHours.ts';
import { createPopWindow, type PopWindow } from '../windows/pop/popWindow.ts';
import { createShortcuts } from '../windows/system/globalShortcuts.ts';
import type { CrmConnections } from './composeCrm.ts';
import type { Startup } from './startup.ts';

/** The pop: its window, what it shows, when it may, and the keys that reach it from anywhere. */
export interface ComposedPop {
  readonly pop: PopController;
  /** The pop as calls reach it: behind the rules of when it shows. */
  readonly popGate: PopPort;
  readonly popWindow: PopWindow;
  readonly owed: OwedResults;
  readonly callControl: CallControl;
  /** The settings name other keys. */
  readonly keysChanged: () => void;
}

interface PopParts {
  readonly opening: Startup;
  readonly crm: Pick<CrmConnections, 'mirror'>;
  readonly callViews: CallViews;
  readonly liveCalls: LiveCalls;
  readonly choices: RememberedChoices;
  readonly actions: Pick<CallActions, 'press'>;
  /** A source that is connected, for what can be done with its calls. */
  readonly controlsOf: (name: SourceName) => SourceHands | null;
  /** The fields the agent wants to see of whoever calls; from memory. */
  readonly fieldsOf: (account: string) => NonNullable<PopEntry['fields']>;
  readonly deferUntilPaint: DeferUntilPaint;
  /** For what the agent does with the journal. */
  readonly patience: Patience;
  readonly clock: Clock;
  readonly monotonic: () => number;
}

export function composePop(parts: PopParts): ComposedPop {
  const { opening, callViews, liveCalls, deferUntilPaint, clock, monotonic } = parts;
  const { journal, list, registry, settingsFile, events } = opening;
  const popWindow = createPopWindow({
    preload: opening.preload,
    session: () => opening.session('pop'),
    title: opening.speech.t('windowTitle.pop'),
    isQuitting: opening.isQuitting,
    settings: () => settingsFile.get().pop,
    zoom: () => settingsFile.get().zoom,
    opened: (window) => {
      registry.add({ kind: 'pop', account: null, window });
    },
  });
  const keys = () => {
    const { popShortcut, resultShortcut } = settingsFile.get();
    return { focus: popShortcut, resultPrefix: resultShortcut };
  };
  const wrapUp = (): number | null | undefined => wrapUpLimit(settingsFile.get().wrapUp);
  const owed = createOwedResults({
    journal,
    callViews,
    clock,
    isRequired: () => wrapUp() !== undefined,
    changed: () => void events.emit('owedChanged'),
  });
  const callControl = createCallControl({
    callOf: (callId) => liveCalls.get(callId),
    idsOf: (callId) => liveCalls.idsOf(callId),
    controlsOf: parts.controlsOf,
    parse: (raw) => parsePhoneNumber(raw, { region: list.list()[0]?.region ?? 'RU' }),
    changed: () => void events.emit('phonesChanged'),
  });
  const pop = createPopController({
    journal,
    callViews,
    clock,
    deferUntilPaint,
    monotonic,
    phoneOf: (call) => callControl.of(call),
    fieldsOf: parts.fieldsOf,
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
      entryFromJournal(callViews.get(callId), {
        mirror: parts.crm.mirror,
        choices: parts.choices,
        accounts: () => list.list(),
      }),
    surface: {
      update(snapshot) {
        registry.tell('pop', snapshot, { kinds: ['pop'] });
        deferUntilPaint.later(() => void events.emit('popUpdated', snapshot));
      },
      show: () => {
        popWindow.show();
      },
      hide: () => {
        popWindow.hide();
      },
    },
  });
  const popGate = createPopGate({
    pop,
    callViews,
    monotonic,
    shows({ call }) {
      const { pop: settings, quietHours } = settingsFile.get();
      const region = list.get(call.account)?.region ?? 'RU';
      const number = parsePhoneNumber(call.number.raw, { region });
      if (treatmentOf(number, region, settings) !== 'pop') return false;
      // The agent's own clock: they work where their computer is.
      return showsNow(call, settings, isQuiet(quietHours, clock.now(), null));
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
      if (callId !== null) void parts.patience(() => parts.actions.press(callId, digit));
    },
  });

  // Taking keys from the system costs milliseconds: not on the way to the paint.
  events.on('popUpdated', ({ calls }) => {
    shortcuts.enableFocusKey(calls.length > 0);
    shortcuts.enableResultKeys(pop.awaitingResult() !== null);
  });
  events.on('callWritten', (callId) => {
    callViews.tell(callId);
    pop.journalChanged(callId);
  });
  events.on('owedChanged', () => {
    pop.owedChanged();
  });
  events.on('phonesChanged', () => {
    pop.phonesChanged();
  });
  events.on('settingsChanged', () => {
    popWindow.settingsChanged();
  });
  return {
    pop,
    popGate,
    popWindow,
    owed,
    callControl,
    keysChanged: () => {
      shortcuts.keysChanged();
    },
  };
}
