import { EventEmitter } from 'node:events';
import type { PopSnapshot } from '../../preload/contract.ts';
import type { ChangeFact } from '../mirror/changes/changeEvents.ts';
import type { MirrorChange, SyncProgress } from '../mirror/mirror.ts';
import type { FactSource } from '../mirror/sync/syncMessages.ts';
import type { OutboxEvent } from '../writes/outboxEvent.ts';

type EventOf<T extends OutboxEvent['type']> = Extract<OutboxEvent, { readonly type: T }>;

/**
 * What flows back up: emitted by what is made first, heard by what is made of it. Nothing waits for an answer, and the hearers are
 * called at once, those that were made first before the others.
 */
export interface AppEvents {
  /** The first page is on its way to its process. */
  pageServed: [];
  /** The app is about to end; what is shown outside of windows goes. */
  stopping: [];
  /** A setting holds something else, or the hook listens elsewhere. */
  settingsChanged: [];
  /** The journal or the settings cannot be saved, or can again. */
  storageChanged: [];
  /** Calls and writes came out of a journal that had been set aside. */
  journalRecovered: [];
  /** Old calls of this account have left the journal. */
  callsArchived: [account: string];
  /** The CRM serves an account again after it did not. */
  servedAgain: [account: string];
  /** How the copy of an account gets on. */
  syncProgress: [progress: SyncProgress];
  /** Rows of the mirror changed. */
  mirrorChanged: [account: string, change: MirrorChange];
  /** Changes that an agent may want to know of. */
  changeFacts: [account: string, facts: readonly ChangeFact[], from: FactSource];
  /** Where the CRM's changes come in by is another, or fares otherwise. */
  webhooksChanged: [account: string];
  /** Other fields of cards can be chosen for the pop, or the CRM calls them otherwise. */
  fieldsChanged: [account: string];
  /** The outbox leaves a whole account alone for a while. */
  accountPaused: [event: EventOf<'accountPaused'>];
  /** Something the agent wrote changed its state. */
  writeChanged: [event: EventOf<'writeChanged'>];
  /** What the journal or the outbox says of a call is something else. */
  callWritten: [callId: string];
  /** Somebody who was missed was called back, or was missed anew. */
  missedChanged: [account: string];
  /** How many calls of an account need something. */
  callCountsChanged: [];
  /** Other calls owe their result, or the rule of that is another. */
  owedChanged: [];
  phoneLinesChanged: [];
  /** A source fares otherwise, or has other settings. */
  sourcesChanged: [];
  /** What can be done with calls through their phones may be something else. */
  phonesChanged: [];
  /** The pop's window has been sent this, and has painted it. */
  popUpdated: [snapshot: PopSnapshot];
  /** The key that dials what is selected. */
  dialKeyPressed: [];
}
export type AppEventBus = EventEmitter<AppEvents>;

export const createAppEvents = (): AppEventBus => new EventEmitter<AppEvents>();
