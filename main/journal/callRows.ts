import type { CallOutcome } from '../../preload/schemas.ts';
import type { CallStatus } from '../crm/types/call.ts';

// --- calls -------------------------------------------------------------------------------------------

export interface CallRow {
  readonly account: string;
  /** Random UUID; also the `uniq` the CRM gets. */
  readonly id: string;
  readonly source: string;
  readonly sourceCallId: string | null;
  readonly direction: 'inbound' | 'outbound';
  readonly line: string | null;
  readonly rawNumber: string;
  readonly e164: string | null;
  /** As shown. */
  readonly display: string;
  readonly state: 'ringing' | 'dialing' | 'talking' | 'ended';
  readonly endReason: 'completed' | 'missed' | 'noAnswer' | 'busy' | 'answeredElsewhere' | 'unknown' | null;
  /** Unix ms. */
  readonly startedAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  readonly callerName: string | null;
  readonly chosen: ChosenRow | null;
  readonly note: string;
  readonly result: CallStatus | null;
  /** The team's own name of the result; none for one of the seven. */
  readonly outcome?: CallOutcome | null;
  /** The task it was dialled from, as a write names its subject (agentWrites.ts); none for others. */
  readonly taskId?: number | null;
  /** Where its recording is, as its source told; none for others. */
  readonly recording?: string | null;
  readonly popMs: number | null;
}

/** What sources tell of a call. */
export type CallFacts = Omit<
  CallRow,
  'note' | 'result' | 'outcome' | 'taskId' | 'recording' | 'chosen' | 'popMs'
> & {
  /** When it began by the CRM's clock, Unix ms; null or none: not sure, and what is known already stays. */
  readonly serviceAt?: number | null;
};

export interface ChosenRow {
  readonly entity: 'contact' | 'company';
  readonly entityId: number;
  readonly leadId: number | null;
  readonly name: string;
}

/** A call as another account understands it. */
export interface MovedCall {
  readonly account: string;
  readonly e164: string | null;
  readonly display: string;
  readonly callerName: string | null;
}

export interface CallRows {
  /**
   * Inserts or updates the facts of a call (not note, result or chosen, which have their own methods). What the disk
   * refuses is kept, and read from there, until it is written: before anything else is written about the call.
   */
  putFacts(row: CallFacts): void;
  /**
   * A call that is over and that no source told of, with what the agent says of it. Among the calls of the account it has
   * its place (`seq`) by when it began. Nothing is kept in memory: the agent hears of a disk that refuses.
   */
  addPast(row: CallFacts & Pick<CallRow, 'note' | 'chosen'>): void;
  setNote(account: string, id: string, note: string): void;
  /** The task it was dialled from. */
  setTask(account: string, id: string, taskId: number): void;
  /** Where its recording is. */
  setRecording(account: string, id: string, recording: string): void;
  setChosen(account: string, id: string, chosen: ChosenRow | null): void;
  setResult(account: string, id: string, result: CallStatus | null, outcome?: CallOutcome | null): void;
  /** Kept like facts. */
  setPopMs(account: string, id: string, popMs: number): void;
  /** Kept like facts. */
  setCallerName(account: string, id: string, name: string | null): void;
  /**
   * Gives a call that has no result and no write in the outbox to another account: the note stays, whom the agent
   * chose does not. False, and nothing changed, when it has one or is not there.
   */
  move(id: string, from: string, to: MovedCall): boolean;
  get(account: string, id: string): CallRow | null;
  /** The account a call belongs to, null when the call is unknown. */
  accountOf(id: string): string | null;
  /**
   * Calls of an account started at or after `since` (Unix ms), plus older ones with a write not in the CRM yet, and the
   * newest 100 of those that wait for their result; newest first.
   */
  since(account: string, since: number): readonly CallRow[];
  /** Calls not ended (after a crash: to be closed by rule). */
  open(): readonly CallRow[];
}
