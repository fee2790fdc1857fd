import type { CallRows } from './callRows.ts';
import type { CrmFailure } from '../crm/types/crmFailure.ts';
import type { Result } from '../common/result.ts';
import type { HistoryRows } from './tables/callHistoryTable.ts';
import type { CallNumbersRows } from './tables/callNumbersTable.ts';
import type { OldCalls } from './tables/oldCalls.ts';
import type { MissedToLogRows } from './tables/missedToLogTable.ts';
import type { LineRows } from './tables/phoneLineTable.ts';
import type { SetAsideJournals } from './copies/setAsideJournals.ts';
import type { AgentWrite, CallWrite, OutboxWrite } from './outboxPayload.ts';

/**
 * The journal: the precious local database (docs/architecture.md, "Data"). One writer, the main process. Every method
 * is synchronous and durable when it returns (WAL, synchronous=FULL); each is one transaction. Each
 * may throw `JournalWriteError` (disk full, I/O error); `attempt` in journalError.ts makes it a value.
 */
export interface Journal {
  readonly accounts: AccountRows;
  readonly secrets: SecretRows;
  readonly calls: CallRows;
  /** Calls of every day, and who was missed (tables/callHistoryTable.ts). */
  readonly history: HistoryRows;
  readonly numbers: CallNumbersRows;
  readonly outbox: OutboxRows;
  /** Missed calls the CRM may have to be told of (tables/missedToLogTable.ts). */
  readonly missedToLog: MissedToLogRows;
  /** Calls that may leave (tables/oldCalls.ts). */
  readonly oldCalls: OldCalls;
  /** What calls come through, and whose that is (tables/phoneLineTable.ts). */
  readonly lines: LineRows;
  /** Small settings of the journal's own (schema of each value is the reader's). */
  readonly memory: MemoryRows;
  /** Deletes every row of an account; nothing of any other. */
  removeAccount(account: string): void;
  /** Runs several of the above as one transaction, behind what is kept (`disk`). */
  transaction<T>(work: () => T): T;
  readonly disk: JournalDisk;
  /** Journals that were broken, and what is unsent in them (copies/setAsideJournals.ts). */
  readonly setAside: SetAsideJournals;
  /** What is kept is tried once more. */
  close(): void;
}

/**
 * A disk that refuses: full, locked by another program, taken away. Nothing waits for a lock (main's thread shows the
 * pop), and what no agent waits for is kept until it can be written (disk/deferredWrites.ts).
 */
export interface JournalDisk {
  /** A write of the rules' own: now, or kept. Of one key only the latest is. Throws nothing of the disk's. */
  write(key: string, work: () => void): void;
  /** Writes that are kept. */
  kept(): number;
  /** SQLite's code of what was refused last, null when all was written since (see `retry`). */
  refusal(): string | null;
  /** Hears of each refusal. */
  onRefused(listener: () => void): void;
  /** Writes what is kept. When that works nothing is refused any more. */
  retry(): Result<void, 'journal'>;
}

// --- accounts ----------------------------------------------------------------------------------------

export interface AccountRow {
  /** `zone:accountId:userId`. */
  readonly key: string;
  readonly zone: 'amocrm.ru' | 'kommo.com' | 'sandbox';
  readonly subdomain: string;
  /** Host with port where it has one; the base URL of every request. */
  readonly host: string;
  readonly accountId: number;
  readonly userId: number;
  /** As the CRM names it. */
  readonly name: string;
  /** The agent's own name for it, null when there is none. */
  readonly label: string | null;
  readonly userName: string;
  readonly colour: string;
  readonly currency: string;
  readonly region: string;
  readonly timezone: string | null;
  /** `ready` or `needsSignIn`: the lasting states; the passing ones live in memory. */
  readonly state: 'ready' | 'needsSignIn';
  /** The integration the account signed in through; its secret is sealed. */
  readonly clientId: string;
  readonly redirectUri: string;
  /** How it was signed in to. `token`: by a long-lived one, which is not refreshed. */
  readonly way: 'browser' | 'relay' | 'code' | 'token';
  /** Unix ms at which a long-lived token ends, null for others. */
  readonly tokenEndsAt: number | null;
  /** The agent signed out: its tokens are gone, its calls are kept. */
  readonly signedOut: boolean;
  readonly position: number;
}

export interface AccountRows {
  list(): readonly AccountRow[];
  get(key: string): AccountRow | null;
  put(row: AccountRow): void;
  setState(key: string, state: AccountRow['state']): void;
}

// --- secrets -----------------------------------------------------------------------------------------

/** An AES-256-GCM sealed value; associated data is account and kind (accounts/vault/vault.ts). */
export interface SealedRow {
  readonly nonce: Buffer;
  /** Cipher text followed by the 16-byte tag. */
  readonly sealed: Buffer;
}

export type SecretKind =
  | 'tokens'
  | 'clientSecret'
  | 'previousTokens'
  | 'sourcePassword'
  | 'relayToken'
  | 'relayAdmin'
  | 'receiverSecret';

export interface SecretRows {
  get(account: string, kind: SecretKind): SealedRow | null;
  put(account: string, kind: SecretKind, row: SealedRow): void;
  delete(account: string, kind: SecretKind): void;
  /** Where something is sealed, of accounts, call sources and sign-ins under way alike. */
  places(): readonly { readonly account: string; readonly kind: SecretKind }[];
  /** True when anything is sealed: a new master key must not be made then. */
  any(): boolean;
  /** Name of the keychain's entry with the key of this data folder; null before one was made. */
  keyEntry(): string | null;
  /**
   * Puts the name in the place of `instead` (null: of none), unless another process was faster. The name that
   * holds from now on.
   */
  claimKeyEntry(name: string, instead: string | null): string;
}

// --- outbox ------------------------------------------------------------------------------------------

export type OutboxState = 'pending' | 'inFlight' | 'done' | 'dead';

/** Why a write did not work: the CRM's failures, and what reading the CRM first showed. */
export type WriteFailure =
  CrmFailure['kind'] | 'changedMeanwhile' | 'duplicate' | 'halfWritten' | 'perhapsDone';

export interface OutboxRow<W extends OutboxWrite = OutboxWrite> {
  readonly id: number;
  readonly account: string;
  /** Writes of one lane keep their order: a call's id, or the key of what is written to. */
  readonly lane: string;
  /** The call it belongs to, null for a write of its own. */
  readonly callId: string | null;
  readonly write: W;
  /** Unix seconds of an agent's write by the CRM's clock, unique in its account; null for a call's. */
  readonly stamp: number | null;
  /** Unix ms; null for a call's. */
  readonly createdAt: number | null;
  readonly state: OutboxState;
  /** The agent wants it whatever stood in its way (`changedMeanwhile`, `duplicate`). */
  readonly insists: boolean;
  readonly attempts: number;
  /** Unix ms; not sent earlier. */
  readonly notBefore: number;
  /**
   * Unix ms of the last send whose outcome is unknown, null when none: the CRM must be read before the
   * write is sent again.
   */
  readonly unsureSince: number | null;
  /**
   * Unix seconds by the CRM's clock before which no send of unknown outcome can have been carried out; null when
   * there is none, and for one by an older version.
   */
  readonly sentFrom: number | null;
  /** The CRM's clock less the computer's when the agent wrote it, ms; null when that was not known. */
  readonly skew: number | null;
  /** The row that makes what this one is about: not sent before it. Null when the CRM has that. */
  readonly waitsFor: number | null;
  readonly failure: WriteFailure | null;
  /** The service's words of the last failure. */
  readonly words: string | null;
  /** Id of what the CRM holds now (call note, contact, task, ...), null before done. */
  readonly remoteId: number | null;
  /** Where the service put a call nobody chose a target for: an entity's key. */
  readonly placed: string | null;
  readonly doneAt: number | null;
  /**
   * Of a call: the note of the PBX's own widget is waited for, or (`joined`) `remoteId` is that note and the result
   * went to its card as a note of the agent's.
   */
  readonly pbx: 'awaited' | 'joined' | null;
}

/** What reading or sending left to say. */
interface FailureSaid {
  readonly kind: WriteFailure;
  readonly words: string;
}

/** Rows by their state. */
export type OutboxCounts = Readonly<Record<OutboxRow['state'], number>>;

/** The time a row is due that waits for nothing: in its turn, wherever the computer's clock is put meanwhile. */
export const AT_ONCE = 0;

export interface OutboxRows {
  /** A write of a call, in the call's lane. Its stamp is of `writtenAt`, `notBefore` unless given. */
  add(
    account: string,
    callId: string,
    write: CallWrite,
    notBefore: number,
    skew?: number | null,
    writtenAt?: number,
  ): number;
  /** When the result given last is due, Unix ms; null when none is in its undo time. */
  lastResultDue(account: string): number | null;
  /** Anything else: in the lane of its call, or of what it is about. `now` and the CRM's `skew` give it its stamp. */
  addAgents(
    account: string,
    callId: string | null,
    write: AgentWrite,
    times: { readonly now: number; readonly notBefore: number; readonly skew?: number | null },
  ): number;
  get(id: number): OutboxRow | null;
  /**
   * Rows that may be sent at `now`: pending, due, first undone of their lane (of dead rows only those of a
   * call hold their lane back), oldest first, at most `limit`. A row that was tried and waits for its retry
   * holds the later rows of its account back too, so that results reach the CRM in the order they were
   * given; only its own lane once the service stumbled over it 100 times.
   */
  due(now: number, limit: number, pausedAccounts: readonly string[]): readonly OutboxRow[];
  /** When `due` will have a row of an account not paused (perhaps in the past), null when never by itself. */
  nextDue(pausedAccounts: readonly string[]): number | null;
  /**
   * pending -> in flight, attempts + 1, unsureSince = now: committed before the request leaves.
   *
   * @param sentFrom Unix seconds by the CRM's clock: what it is there at the least; of several sends the first's counts
   */
  lease(id: number, now: number, sentFrom?: number): void;
  /**
   * A stamp in the CRM's future (Unix seconds) is moved back, for it cannot have been written then: the computer's clock
   * was wrong. Never once something may be there under it. Null when there is no such row.
   */
  restamp(id: number, latest: number): OutboxRow | null;
  /** The computer's clock was put right by so many ms: what waits, waits as long as before. */
  shift(ms: number): void;
  /**
   * At a start: what waits longer than it may (the clock was put back between two runs) is due, and what was never
   * tried waits so long from `now` on.
   */
  capWaits(now: number, longest: { readonly untried: number; readonly tried: number }): void;
  /**
   * In the CRM, with this id there. What waited for it is about that id from now on, and may be sent; the
   * answer names those rows, as they were.
   */
  done(
    id: number,
    remoteId: number | null,
    now: number,
    placed?: string | null,
  ): readonly OutboxRow<AgentWrite>[];
  /** A pending call's row that waits for the PBX's note; holds nothing else back. */
  awaitPbx(id: number, notBefore: number): void;
  /** A call's row, in the transaction that marks it done: its `remoteId` is a note that the PBX wrote. */
  joinPbxNote(id: number): void;
  /** Whether a call of this account was recognised as this note of the PBX's. */
  isJoined(account: string, noteId: number): boolean;
  /** Back to pending. `unsureSince` null says the service certainly did not do it. */
  retry(id: number, notBefore: number, failure: FailureSaid, unsureSince: number | null): void;
  /**
   * A pending row that was not sent this time: later, `unsureSince` as it is. `failure` is why (reading
   * the CRM first did not work) and counts as an attempt; null when it is only not time yet.
   */
  defer(id: number, notBefore: number, failure: FailureSaid | null): void;
  /** The service refused; `unsureSince` as in `retry` (an earlier attempt may still have been done). */
  dead(id: number, failure: FailureSaid, unsureSince: number | null): void;
  /** dead -> pending, at the agent's wish; `insists` over what stood in its way. */
  revive(id: number, notBefore: number, insists?: boolean): void;
  /** Another write of the same kind in place of a pending or dead one of which the CRM certainly has nothing. */
  replace(id: number, write: AgentWrite, notBefore: number): boolean;
  /**
   * Removes a pending or dead row of which the CRM certainly has nothing (undo): never leased, or every
   * attempt certainly failed. What waits for it goes with it. False when it is too late.
   */
  cancel(id: number): boolean;
  /** Removes a dead row, also one of which the CRM may have something, and what waits for it: the agent gave it up. */
  giveUp(id: number): boolean;
  /** Rows about what this one makes, and about what those make, oldest first. */
  waitingOn(account: string, id: number): readonly OutboxRow<AgentWrite>[];
  /** Rows that wait for a retry become due at `now`; those told to wait by the service (429, block) stay. */
  bringForward(account: string | null, now: number): void;
  /** In-flight rows of a process that died -> pending, `unsureSince` kept. Returns how many. */
  reopenLeases(): number;
  /** All rows of a call: its contact, its result, the rest of its form, in the order they are sent. */
  ofCall(account: string, callId: string): readonly OutboxRow[];
  /**
   * Dead rows of an account that the CRM refused for want of rights, oldest first. Without a change that a later
   * one of the same kind has replaced: sent now, it would undo that.
   */
  refused(account: string): readonly OutboxRow[];
  /** Rows of an account that are not done, with an id above this one. */
  undone(account: string, after?: number): number;
  /** All of them, whole and oldest first: for when a person saves them. */
  allUndone(account: string): readonly OutboxRow[];
  /** All rows of an account, walked: for when a person asks. */
  counts(account: string): OutboxCounts;
  /** Agents' undone writes, oldest first; at most 1,000. */
  undoneAgents(account: string): readonly OutboxRow<AgentWrite>[];
  /** Agents' writes that are done, the newest first. */
  doneAgents(account: string, limit: number): readonly OutboxRow<AgentWrite>[];
  /** Agents' undone writes about this (an entity's key, `task:9`), oldest first. */
  undoneAbout(account: string, about: string): readonly OutboxRow<AgentWrite>[];
  /** Whether the CRM's `remoteId` is already known as what another done row of this kind made. */
  isKnownRemote(account: string, kind: AgentWrite['kind'], remoteId: number): boolean;
}

// --- memory ------------------------------------------------------------------------------------------

export interface MemoryRows {
  get(account: string, key: string): string | null;
  put(account: string, key: string, value: string): void;
  delete(account: string, key: string): void;
}
