import { dirname, join } from 'node:path';
import { app, clipboard } from 'electron';
import { sandboxZone, webOf } from '../accounts/zones.ts';
import type { CallBook } from '../calls/callBook.ts';
import { createCallExport } from '../calls/callExport.ts';
import type { Clock } from '../clock.ts';
import { accountHandlers } from '../ipc/accounts.ts';
import { appHandlers } from '../ipc/app.ts';
import { callHistoryHandlers } from '../ipc/callHistory.ts';
import { callHandlers } from '../ipc/calls.ts';
import { cardReadHandlers } from '../ipc/cards.ts';
import { entityHandlers } from '../ipc/entities.ts';
import type { AllHandlers } from '../ipc/handle.ts';
import type { Etiquette } from '../../preload/contract.ts';
import { createAutostart } from '../windows/systemAutostart.ts';
import { canHideFromSharing } from '../windows/popWindow.ts';
import { lineHandlers } from '../ipc/lines.ts';
import { diagnosticsHandlers } from '../ipc/diagnostics.ts';
import type { DiagnosticsDesk } from '../ipc/diagnostics.ts';
import { etiquetteHandlers } from '../ipc/etiquette.ts';
import { exportHandlers } from '../ipc/exports.ts';
import { leadReadHandlers } from '../ipc/leads.ts';
import { newsHandlers } from '../ipc/news.ts';
import { relayHandlers } from '../ipc/relay.ts';
import { offerHandlers } from '../ipc/offers.ts';
import type { PopDesk } from '../calls/popDesk.ts';
import { patient } from '../ipc/patient.ts';
import { popHandlers } from '../ipc/pop.ts';
import { settingsHandlers } from '../ipc/settings.ts';
import { shortcutHandlers } from '../ipc/shortcuts.ts';
import { softphoneHandlers } from '../ipc/softphones.ts';
import { sourceHandlers } from '../ipc/sources.ts';
import { syncHandlers } from '../ipc/sync.ts';
import { storageHandlers } from '../ipc/storage.ts';
import { systemHandlers } from '../ipc/system.ts';
import { telephonyHandlers } from '../ipc/telephony.ts';
import { updateHandlers } from '../ipc/updates.ts';
import { writeHandlers } from '../ipc/writes.ts';
import type { Patience } from '../journal/patience.ts';
import type { Opening } from '../opening.ts';
import { createShortcutDesk } from '../settings/shortcutDesk.ts';
import type { SettingsDesk } from '../settings/settingsDesk.ts';
import type { UpdateDesk } from '../updates/updateDesk.ts';
import { canHaveKeys } from '../windows/shortcuts.ts';
import type { CardRooms } from './cardRooms.ts';
import type { CallRooms } from './callRooms.ts';
import type { CallSources } from './callSources.ts';
import type { CrmLines } from './crmLines.ts';
import type { InboxRoom } from './inboxRoom.ts';
import type { NoticeRoom } from './noticeRoom.ts';
import type { HistoryRoom } from './historyRoom.ts';
import type { OfferRoom } from './offerRoom.ts';
import type { SoftphoneRoom } from './softphoneRoom.ts';
import type { StorageRoom } from './storageRoom.ts';
import type { SignInRoom } from './signInRoom.ts';

interface HandlerRooms {
  readonly opening: Opening;
  readonly lines: CrmLines;
  readonly book: CallBook;
  readonly cards: CardRooms;
  readonly calls: CallRooms;
  readonly past: HistoryRoom;
  readonly settings: SettingsDesk;
  readonly sources: CallSources;
  readonly softphones: SoftphoneRoom;
  readonly offers: OfferRoom;
  readonly entry: SignInRoom;
  readonly inbox: InboxRoom;
  readonly notices: NoticeRoom;
  readonly diagnostics: DiagnosticsDesk;
  readonly updates: UpdateDesk;
  readonly storage: StorageRoom;
  readonly patience: Patience;
  readonly clock: Clock;
}

/** The handlers of the whole contract, each group with the rooms it needs. */
export function contractHandlers(rooms: HandlerRooms): AllHandlers {
  const { opening, lines, book, calls, settings, entry } = rooms;
  const { list, registry, shell, language, settingsFile } = opening;
  const { actions, pop, popWindow } = calls;
  const { signIn, demo, gate } = entry;
  const writes = writeHandlers({ book, actions, writes: calls.outbox.writes });
  const inTurn = <H extends Parameters<typeof patient>[1]>(handlers: H): H =>
    patient(rooms.patience, handlers);
  const { today, ...callChanges } = callHandlers({ book, actions });
  const { list: listWrites, ...writeChanges } = writes.writes;
  const sources = sourceHandlers(rooms.sources);
  const etiquette = (): Etiquette => {
    const { pop: popSettings, quietHours } = settingsFile.get();
    return { pop: popSettings, quietHours, canHideFromSharing };
  };
  const lineMoves = lineHandlers({
    book,
    lines: calls.lines,
    desk: calls.desk,
    snapshot: calls.linesSnapshot,
    isAccount: (key) => list.get(key) !== null,
  });
  const dealReads = leadReadHandlers(rooms.cards.deals);
  const cardReads = cardReadHandlers(rooms.cards);
  const entities = entityHandlers({ book, actions, gate, webOf: (account) => webOf(list.get(account)) });
  return {
    app: appHandlers({
      version: app.getVersion(),
      platform: process.platform,
      language,
      theme: () => settingsFile.get().theme,
      list,
      shown: () => {
        shell.tellShown();
      },
    }),
    accounts: accountHandlers({
      list,
      desk: entry.desk,
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
    sync: syncHandlers(lines.sync),
    writes: { list: listWrites, ...inTurn(writeChanges) },
    notes: inTurn(writes.notes),
    calls: {
      today,
      ...inTurn(callChanges),
      ...inTurn(writes.calls),
      ...sources.calls,
      ...inTurn(lineMoves.calls),
      ...callHistoryHandlers({
        ...rooms.past,
        book,
        mirror: lines.mirror,
        accountOf: (account) => list.get(account),
      }),
    },
    ...cardReads,
    contacts: { ...entities.contacts, ...inTurn(writes.contacts), ...cardReads.contacts },
    sources: sources.sources,
    telephony: telephonyHandlers(calls.telephony),
    news: newsHandlers({
      ...rooms.inbox,
      accountOf: (account) => rooms.inbox.accountOf(account),
      settingsFile,
      takeCard: (account) => rooms.notices.takeCard(account),
      copy: (text) => {
        void clipboard.writeText(text);
      },
    }),
    relay: relayHandlers({
      ...rooms.inbox,
      copy: (text) => {
        void clipboard.writeText(text);
      },
    }),
    lines: lineMoves.lines,
    etiquette: etiquetteHandlers({
      file: settingsFile,
      snapshot: etiquette,
      changed: () => {
        popWindow.settingsChanged();
        registry.tell('etiquette', etiquette(), { kinds: ['account', 'settings'] });
      },
    }),
    storage: storageHandlers(rooms.storage),
    system: systemHandlers({
      autostart: createAutostart(),
      dataFolder: opening.inData('.'),
      licencesFile: opening.built('licences.json'),
      chromiumLicences: join(dirname(process.execPath), 'LICENSES.chromium.html'),
    }),
    updates: updateHandlers(rooms.updates),
    shortcuts: shortcutHandlers(
      createShortcutDesk({
        file: settingsFile,
        platform: process.platform,
        canHave: canHaveKeys,
        changed: () => {
          calls.keysChanged();
          rooms.offers.keysChanged();
        },
      }),
    ),
    exports: exportHandlers({
      list,
      exports: createCallExport({ journal: opening.journal, clock: rooms.clock, language }),
    }),
    diagnostics: diagnosticsHandlers(rooms.diagnostics),
    softphones: softphoneHandlers(rooms.softphones),
    ...offerHandlers(rooms.offers),
    leads: { ...entities.leads, ...inTurn(writes.leads), ...dealReads.leads },
    tasks: { ...inTurn(writes.tasks), ...dealReads.tasks },
    dictionary: dealReads.dictionary,
    pop: popHandlers(provingPop(pop, book, rooms.softphones.proof), popWindow),
    settings: settingsHandlers(settings),
  };
}

/** Tells the call that proves the set-up how long the pop took. */
function provingPop(pop: PopDesk, book: CallBook, proof: SoftphoneRoom['proof']): PopDesk {
  return {
    ...pop,
    painted(callId) {
      pop.painted(callId);
      const popMs = book.get(callId)?.popMs ?? null;
      if (popMs !== null) proof.painted(popMs);
    },
  };
}
