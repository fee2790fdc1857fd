import type { CallOutcome } from '../../preload/schemas.ts';
import type { CallStatus } from '../crm/types/call.ts';
import type { CallRows, ChosenRow } from '../journal/callRows.ts';
import type { AgentWrite } from '../journal/outboxPayload.ts';
import type { Result } from '../common/result.ts';
import type { AgentWrites } from './agentWrites.ts';

/** What the rest of main asks of the outbox (main/outbox/README.md). */
export interface Outbox {
  /** Everything the agent writes besides a call's result. */
  readonly writes: AgentWrites;
  // Each of the first five also fails with `journal` when the disk refuses: then nothing changed.
  /** Result and outbox rows in one transaction; sends after the undo time. Unix ms until which undo works. */
  logCall(
    account: string,
    callId: string,
    result: CallStatus,
  ): Result<{ readonly undoUntil: number }, 'unknownCall' | 'notEnded' | 'alreadySent' | 'journal'>;
  /**
   * The after-call form in one transaction: what it says of the call, and an outbox row for each other
   * write, sent after the call. Replaces an earlier form while that can be undone.
   */
  finishCall(
    account: string,
    callId: string,
    form: CallFormRows,
  ): Result<{ readonly undoUntil: number }, 'unknownCall' | 'notEnded' | 'alreadySent' | 'journal'>;
  /** A call that no source told of: the call, what the agent says of it and its outbox row in one transaction. */
  logPast(
    call: Parameters<CallRows['addPast']>[0],
    result: CallStatus,
  ): Result<{ readonly undoUntil: number }, 'unknownCall' | 'notEnded' | 'alreadySent' | 'journal'>;
  /** A missed call that nobody called back: on its way to the CRM, unless a colleague or the PBX is seen to have told of it. */
  logMissed(account: string, callId: string): Result<null, 'unknownCall' | 'journal'>;
  /** Where the recording of a call is: it goes to the CRM with the call, or into its note there when it is known later. */
  recordingKnown(account: string, callId: string, link: string): Result<null, 'unknownCall' | 'journal'>;
  /** Takes the result back, and the rest of its form with it, while nothing was sent. */
  undo(account: string, callId: string): Result<null, 'unknownCall' | 'tooLate' | 'journal'>;
  /** Sends the dead row of this call again. */
  retry(account: string, callId: string): Result<null, 'unknownCall' | 'nothingToRetry' | 'journal'>;
  /**
   * Puts a contact with the call's number, and what is made with them, in front of the call's own row (and revives that one): one
   * row, which is taken back as one.
   */
  contactForCall(
    account: string,
    callId: string,
    contact: ContactOfCall,
  ): Result<null, 'unknownCall' | 'alreadySent' | 'journal'>;
  /** An account's client works again (signed in, resumed): send what waits. */
  wake(account?: string): void;
  /** Opens leases of a dead process and starts sending. */
  start(): void;
  /** Stops taking rows; resolves when nothing is in flight. */
  stop(): Promise<void>;
}

/** What an agent filled in after a call. */
export interface CallFormRows {
  readonly result: CallStatus;
  /** The team's own name of it. */
  readonly outcome?: CallOutcome | null;
  /** Absent leaves the note as it is. */
  readonly note?: string | undefined;
  /** Absent leaves the choice as it is. */
  readonly chosen?: ChosenRow | undefined;
  readonly writes: readonly AgentWrite[];
}

/** Somebody new, as the agent names them at a call. */
export type ContactOfCall = Omit<
  Extract<AgentWrite, { readonly kind: 'newContact' }>,
  'kind' | 'phones' | 'callId'
> & {
  readonly phone: string;
};
