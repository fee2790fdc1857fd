import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account, Events, Match, PopSnapshot } from '../../../preload/contract.ts';
import type { CrmFailure } from '../../../main/amocrm/failures.ts';
import { createCallActions } from '../../../main/calls/callActions.ts';
import type { CallActions } from '../../../main/calls/callActions.ts';
import { createCallBook } from '../../../main/calls/callBook.ts';
import type { CallBook } from '../../../main/calls/callBook.ts';
import { createCallDesk } from '../../../main/calls/callDesk.ts';
import type { CallDesk } from '../../../main/calls/callDesk.ts';
import type { CallerRefresh } from '../../../main/calls/callerRefresh.ts';
import { createLineBook } from '../../../main/calls/lineBook.ts';
import type { LineBook } from '../../../main/calls/lineBook.ts';
import type { CallEvent, CallEventKind } from '../../../main/calls/event.ts';
import { entryFromJournal } from '../../../main/calls/journalEntry.ts';
import type { LiveCall } from '../../../main/calls/liveCall.ts';
import { createPolitePop } from '../../../main/calls/politePop.ts';
import { showsNow, treatmentOf } from '../../../main/calls/popRules.ts';
import type { PhoneNumber } from '../../../main/calls/phoneNumber.ts';
import { parsePhoneNumber } from '../../../main/calls/phoneNumber.ts';
import { popSection } from '../../../main/settings/etiquette.ts';
import type { PopSettings } from '../../../main/settings/etiquette.ts';
import { createPopDesk } from '../../../main/calls/popDesk.ts';
import type { PopDesk } from '../../../main/calls/popDesk.ts';
import { createRememberedChoices } from '../../../main/calls/rememberedChoices.ts';
import type { Journal } from '../../../main/journal/journal.ts';
import { openJournal } from '../../../main/journal/open.ts';
import { createOutbox } from '../../../main/outbox/dispatcher.ts';
import type { Outbox } from '../../../main/outbox/outbox.ts';
import { fail, ok } from '../../../main/result.ts';
import { createFakeClock } from '../../unit/fakeClock.ts';
import type { FakeClock } from '../../unit/fakeClock.ts';
import { sampleAccount } from '../../unit/journal/sample.ts';
import { createMirrorFile } from '../../unit/mirror/mirrorFile.ts';
import type { MirrorFile } from '../../unit/mirror/mirrorFile.ts';

/** A desk that rings: real journal, real mirror, real outbox, a clock that stands still, and a pop that writes down. */
export interface RingingDesk {
  /** Path of the journal. */
  readonly file: string;
  readonly clock: FakeClock;
  readonly journal: Journal;
  readonly mirror: MirrorFile;
  readonly book: CallBook;
  readonly actions: CallActions;
  readonly outbox: Outbox;
  readonly desk: CallDesk;
  readonly lines: LineBook;
  readonly pop: PopDesk;
  /** What the agent said of when the pop shows; everything pops unless a test says otherwise. */
  readonly etiquette: { pop: PopSettings; quiet: boolean };
  /** Every snapshot the pop window got, oldest first. */
  readonly shown: PopSnapshot[];
  /** Calls the desk said had begun, and whether the pop had been told of them by then. */
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
  sessionOnly: false,
}));

export function createRingingDesk(): RingingDesk {
  const folder = mkdtempSync(join(tmpdir(), 'ringside-desk-'));
  const file = join(folder, 'journal.db');
  const opened = openJournal(file);
  if (!opened.ok) throw new Error(opened.error.kind);
  const journal = opened.value;
  for (const [position, { key }] of accounts.entries()) journal.accounts.put(sampleAccount(key, position));
  const mirror = createMirrorFile();
  const clock = createFakeClock();
  const choices = createRememberedChoices(journal);
  const lines = createLineBook({ journal, changed: () => undefined });
  const book = createCallBook({ journal, clock, emit: (account, event) => ringing.onCalls(account, event) });
  const shown: PopSnapshot[] = [];
  const began: RingingDesk['began'][number][] = [];
  let visible = false;
  let ids = 0;
  const changed = (callId: string): void => {
    book.tell(callId);
    pop.journalChanged(callId);
  };
  const outbox = createOutbox({
    journal,
    clientOf: () => null,
    clock,
    random: () => 0.5,
    emit: (event) => {
      if (event.type === 'callChanged') changed(event.callId);
      if (event.type === 'writeChanged') book.tellSummary(event.account);
    },
  });
  const pop = createPopDesk({
    journal,
    book,
    clock,
    afterPaint: { expect: () => undefined, painted: () => undefined },
    monotonic: () => clock.now(),
    shortcuts: () => ({ focusShortcut: 'Ctrl+Alt+Space', resultShortcut: 'Ctrl+Alt' }),
    entryFromJournal: (callId) =>
      entryFromJournal(book.get(callId), {
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
  const etiquette = {
    pop: { ...popSection.parse(undefined), internal: 'pop', featureCodes: 'pop' } as PopSettings,
    quiet: false,
  };
  const politePop = createPolitePop({
    pop,
    book,
    monotonic: () => clock.now(),
    shows({ call }) {
      const number = parsePhoneNumber(call.number.raw, { region: 'RU' });
      return (
        treatmentOf(number, 'RU', etiquette.pop) === 'pop' && showsNow(call, etiquette.pop, etiquette.quiet)
      );
    },
  });
  const desk = createCallDesk({
    journal,
    mirror: mirror.reader,
    choices,
    lines,
    book,
    refresh,
    pop: politePop,
    ignores: (number, region) => treatmentOf(number, region, etiquette.pop) === 'ignore',
    clock,
    newId: () => `call-${(ids += 1)}`,
    accounts: () => accounts,
    later: setImmediate,
    began: (account, call) => {
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
  const ringing: RingingDesk = {
    file,
    clock,
    journal,
    mirror,
    book,
    desk,
    etiquette,
    lines,
    outbox,
    pop,
    shown,
    began,
    actions: createCallActions({
      journal,
      mirror: mirror.reader,
      outbox,
      book,
      refresh,
      choices,
      regionOf: () => 'RU',
      changed,
    }),
    visible: () => visible,
    report(kind, rawNumber, more = {}) {
      desk.report(
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
      desk.stop();
      journal.close();
      mirror.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return ringing;
}
