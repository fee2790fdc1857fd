import { randomUUID } from 'node:crypto';
import { createAfterPaint } from '../calls/afterPaint.ts';
import { createCallActions } from '../calls/callActions.ts';
import type { CallActions } from '../calls/callActions.ts';
import type { CallBook } from '../calls/callBook.ts';
import { createCallDesk } from '../calls/callDesk.ts';
import type { CallDesk } from '../calls/callDesk.ts';
import { createLineBook } from '../calls/lineBook.ts';
import type { LineBook } from '../calls/lineBook.ts';
import { linesSnapshot } from '../calls/linesSnapshot.ts';
import type { LinesSnapshot } from '../../preload/contract.ts';
import { createCallerRefresh } from '../calls/callerRefresh.ts';
import { createColleaguesPop } from '../calls/colleaguesPop.ts';
import { entryFromJournal } from '../calls/journalEntry.ts';
import { goneTarget } from '../calls/goneTarget.ts';
import { createPolitePop } from '../calls/politePop.ts';
import { showsNow, treatmentOf } from '../calls/popRules.ts';
import { parsePhoneNumber } from '../calls/phoneNumber.ts';
import { readableKeys } from '../settings/accelerator.ts';
import { isQuiet } from '../settings/quietHours.ts';
import { createPopDesk } from '../calls/popDesk.ts';
import type { PopDesk } from '../calls/popDesk.ts';
import { createRememberedChoices } from '../calls/rememberedChoices.ts';
import { resultNote } from '../calls/resultNote.ts';
import type { Clock } from '../clock.ts';
import type { Patience } from '../journal/patience.ts';
import type { Log } from '../log.ts';
import type { Opening } from '../opening.ts';
import { createOutbox } from '../outbox/dispatcher.ts';
import type { Outbox, OutboxEvent } from '../outbox/outbox.ts';
import { createTelephonySettings } from '../settings/telephony.ts';
import type { TelephonySettings } from '../settings/telephony.ts';
import { createPopWindow } from '../windows/popWindow.ts';
import type { PopWindow } from '../windows/popWindow.ts';
import { createShortcuts } from '../windows/shortcuts.ts';
import type { CrmLines } from './crmLines.ts';

/** From the ring to the outbox: the calls, what agents do with them, the pop, and what waits for the CRM. */
export interface CallRooms {
  readonly outbox: Outbox;
  readonly actions: CallActions;
  readonly pop: PopDesk;
  readonly popWindow: PopWindow;
  readonly desk: CallDesk;
  readonly telephony: TelephonySettings;
  readonly lines: LineBook;
  readonly linesSnapshot: () => LinesSnapshot;
  /** The settings name other keys. */
  readonly keysChanged: () => void;
  /** Keeps work off the way to the pop. */
  readonly later: (work: () => void) => void;
}

interface CallRoomsDeps {
  readonly opening: Opening;
  readonly lines: CrmLines;
  readonly book: CallBook;
  readonly clock: Clock;
  readonly random: () => number;
  readonly monotonic: () => number;
  readonly log: Log;
  readonly isQuitting: () => boolean;
  /** For what the agent does with the journal. */
  readonly patience: Patience;
  /** The outbox leaves a whole account alone for a while. */
  readonly onPaused: (event: Extract<OutboxEvent, { readonly type: 'accountPaused' }>) => void;
  /** Something the agent wrote changed its state. */
  readonly onWrite: (event: Extract<OutboxEvent, { readonly type: 'writeChanged' }>) => void;
}

export function composeCallRooms(deps: CallRoomsDeps): CallRooms {
  const { opening, book, clock, random, monotonic, log } = deps;
  const { journal, list, registry } = opening;
  const { mirror, sync, sessions } = deps.lines;
  const clientOf = (account: string) => sessions.clientOf(account);
  const regionOf = (account: string): string => list.get(account)?.region ?? 'RU';

  const parsed = (account: string, phone: string) => parsePhoneNumber(phone, { region: regionOf(account) });

  const choices = createRememberedChoices(journal);
  const telephony = createTelephonySettings(journal.memory);
  const snapshot = (): LinesSnapshot => linesSnapshot(lines.list(), list.list());
  const tellLines = (): void => {
    registry.tell('lines', snapshot(), { kinds: ['account', 'settings'] });
  };
  const lines = createLineBook({ journal, changed: tellLines });
  list.onChange(tellLines);
  book.onGone((account, event) => {
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
    pbx: {
      whoLogs: (account) => telephony.get(account).whoLogs,
      resultNote: (result, words) => resultNote(opening.language(), result, words),
    },
    reportBug: (error) => {
      log.error('sending to the CRM', error);
    },
    emit: (event) => {
      if (event.type === 'accountPaused') return deps.onPaused(event);
      if (event.type === 'writeChanged') return deps.onWrite(event);
      if (event.type === 'contactCreated') return sync.created(event.account, event);
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
    remember: (account, brought) => {
      sync.remember(account, brought);
    },
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
    regionOf,
    changed,
  });

  const keys = () => {
    const { popShortcut, resultShortcut } = opening.settingsFile.get();
    return { focus: popShortcut, resultPrefix: resultShortcut };
  };
  const popWindow = createPopWindow({
    preload: opening.preload,
    session: () => opening.session('pop'),
    title: opening.texts().popTitle,
    isQuitting: deps.isQuitting,
    settings: () => opening.settingsFile.get().pop,
    zoom: () => opening.settingsFile.get().zoom,
    opened: (window) => {
      registry.add({ kind: 'pop', account: null, window });
    },
  });
  const shortcuts = createShortcuts({
    keys,
    onFocus: () => {
      popWindow.focus();
    },
    onResult: (digit) => {
      const callId = pop.awaitingResult();
      if (callId !== null) void deps.patience(() => actions.log(callId, digit));
    },
  });
  const afterPaint = createAfterPaint({ clock, soon: setImmediate });
  const pop = createPopDesk({
    journal,
    book,
    clock,
    afterPaint,
    monotonic,
    shortcuts: () => {
      const { focus, resultPrefix } = keys();
      return {
        focusShortcut: readableKeys(focus, process.platform),
        resultShortcut: resultPrefix === '' ? null : readableKeys(resultPrefix, process.platform),
      };
    },
    entryFromJournal: (callId) =>
      entryFromJournal(book.get(callId), { mirror, choices, accounts: () => list.list() }),
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
  const rules = () => opening.settingsFile.get();
  const politePop = createPolitePop({
    pop,
    book,
    monotonic,
    shows({ call }) {
      const { pop: settings, quietHours } = rules();
      const region = regionOf(call.account);
      const number = parsePhoneNumber(call.number.raw, { region });
      if (treatmentOf(number, region, settings) !== 'pop') return false;
      // The agent's own clock: he works where his computer is.
      return showsNow(call, settings, isQuiet(quietHours, clock.now(), null));
    },
  });
  const desk = createCallDesk({
    journal,
    mirror,
    choices,
    lines,
    book,
    refresh,
    pop: politePop,
    ignores: (number, region) => treatmentOf(number, region, rules().pop) === 'ignore',
    clock,
    serviceClockOf: (account) => sessions.serviceClockOf(account),
    newId: randomUUID,
    accounts: () => list.list(),
    later: afterPaint.later,
    began: createColleaguesPop({
      settings: telephony,
      clientOf,
      log: (message) => {
        log.error(message);
      },
    }),
    logError: (message, error) => {
      log.error(message, error);
    },
  });
  const later = afterPaint.later;
  return {
    outbox,
    actions,
    pop,
    popWindow,
    desk,
    telephony,
    lines,
    linesSnapshot: snapshot,
    keysChanged: () => {
      shortcuts.keysChanged();
    },
    later,
  };
}
