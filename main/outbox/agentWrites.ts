import { withSubject } from '../../preload/contract/agentWrites.ts';
import type { AgentWrite, WriteEvent, WritesSnapshot, WriteView } from '../../preload/contract.ts';
import type { Clock } from '../common/clock.ts';
import { AT_ONCE, type Journal, type OutboxRow } from '../journal/journal.ts';
import { aboutOf, isCallWrite, type AgentWrite as StoredWrite } from '../journal/outboxPayload.ts';
import { attempt } from '../journal/journalError.ts';
import { makerKind, waitsFor } from '../journal/writeSubject.ts';
import { fail, ok, type Result } from '../common/result.ts';
import { writeFacts } from '../writes/writeFacts.ts';
import { kindOf } from '../writes/writeKinds.ts';

/** Why a request for a write changed nothing. `journal`: the disk refused. */
export type WriteRefusal = 'unknownWrite' | 'tooLate' | 'otherKind' | 'nothingToRetry' | 'journal';

/**
 * Everything the agent writes besides a call's result: one journal transaction each, sent by the
 * dispatcher when the CRM can be reached. Nothing here waits for the network.
 */
export interface AgentWrites {
  /**
   * Puts writes into the journal, all or none, in this order. What changes something that waits to be made is
   * put into the write that makes it, or follows it; the answer has the write it went into.
   *
   * @param callId of the call they belong to (its lane keeps their order), null for a write of its own
   */
  add(
    account: string,
    callId: string | null,
    writes: readonly AgentWrite[],
  ): Result<readonly WriteView[], 'unknownWrite' | 'journal'>;
  /** Undone writes, oldest first; or also the newest that are in the CRM. */
  list(account: string, query: { readonly undoneOnly: boolean }): WritesSnapshot;
  /** Sends a failed one again, and over what stood in its way (`changedMeanwhile`, `duplicate`). */
  retry(account: string, id: number): Result<WriteView, WriteRefusal>;
  /** Replaces one by another of its kind; `tooLate` when the CRM may have it. */
  edit(account: string, id: number, write: AgentWrite): Result<WriteView, WriteRefusal>;
  /** Takes one back, with what waits for it; `tooLate` when the CRM may have it and has not refused it. */
  discard(account: string, id: number): Result<null, WriteRefusal>;
  /** The CRM's id of what a write made; null while it has none, and for no such write. */
  madeAs(account: string, id: number): number | null;
}

interface AgentWriteDeps {
  readonly journal: Journal;
  readonly clock: Clock;
  /** The CRM's clock less the computer's, ms; null when it is not known. */
  readonly skewOf: (account: string) => number | null;
  /** One write changed, or is no more (`last` is how it was); after the commit. */
  readonly emit: (account: string, event: WriteEvent, last: WriteView) => void;
  /** There may be something to send. */
  readonly pump: () => void;
}

/** What the outbox itself does with agents' writes. */
export interface AgentWriteService {
  readonly writes: AgentWrites;
  /** Tells windows how a write stands now. */
  readonly tell: (row: OutboxRow) => void;
}

/** Sent ones a window is shown beside what is undone. */
const SENT_SHOWN = 200;

export function createAgentWrites({ journal, clock, skewOf, emit, pump }: AgentWriteDeps): AgentWriteService {
  const versions = new Map<string, number>();
  const versionOf = (account: string): number => versions.get(account) ?? 0;
  const viewOf = (row: OutboxRow<StoredWrite>): WriteView => writeView(row, clock.now());

  /** A row of an agent, in this account. */
  const rowOf = (account: string, id: number): OutboxRow<StoredWrite> | null => {
    const row = journal.outbox.get(id);
    return row !== null && row.account === account && isAgents(row) ? row : null;
  };

  function tell(former: OutboxRow): void {
    const { account, id } = former;
    const row = rowOf(account, id);
    const last = row ?? former;
    if (!isAgents(last)) return;
    versions.set(account, versionOf(account) + 1);
    const write = row === null ? null : viewOf(row);
    emit(account, { version: versionOf(account), id, write }, viewOf(last));
  }

  /** One transaction on one row; tells of the change and sends what can be sent. */
  function change(
    account: string,
    id: number,
    work: (row: OutboxRow<StoredWrite>) => WriteRefusal | null,
  ): Result<OutboxRow<StoredWrite> | null, WriteRefusal> {
    const former = rowOf(account, id);
    if (former === null) return fail('unknownWrite');
    const outcome = attempt(() => journal.transaction(() => work(former)));
    if (!outcome.ok) return outcome;
    if (outcome.value !== null) return fail(outcome.value);
    tell(former);
    pump();
    return ok(rowOf(account, id));
  }

  const viewed = (
    result: Result<OutboxRow<StoredWrite> | null, WriteRefusal>,
  ): Result<WriteView, WriteRefusal> => {
    if (!result.ok) return result;
    return result.value === null ? fail('unknownWrite') : ok(viewOf(result.value));
  };

  /** A write with the CRM's id of what it is about, or the row that will make that; null when there is no such row. */
  function locate(
    account: string,
    write: AgentWrite,
  ): { readonly write: AgentWrite; readonly maker: OutboxRow<StoredWrite> | null } | null {
    const makerId = waitsFor(write);
    if (makerId === null) return { write, maker: null };
    const maker = rowOf(account, makerId);
    if (maker === null || maker.write.kind !== makerKind(write)) return null;
    if (maker.state !== 'done') return { write, maker };
    return maker.remoteId === null ? null : { write: withSubject(write, maker.remoteId), maker: null };
  }

  /** Into the write that makes what this one changes, while the CRM has nothing of that; else a row of its own. */
  function put(account: string, callId: string | null, asked: AgentWrite): number {
    const { write, maker } = locate(account, asked) ?? { write: asked, maker: null };
    const isFollowed = ({ kind }: AgentWrite): boolean =>
      journal.outbox.undoneAbout(account, aboutOf(write) ?? '').some((row) => row.write.kind === kind);
    const whole = maker === null || isFollowed(write) ? null : kindOf(write).mergeInto(maker.write, write);
    if (maker !== null && whole !== null) {
      const notBefore = maker.attempts === 0 ? maker.notBefore : AT_ONCE;
      if (journal.outbox.replace(maker.id, whole, notBefore)) return maker.id;
    }
    const times = { now: clock.now(), notBefore: AT_ONCE, skew: skewOf(account) };
    return journal.outbox.addAgents(account, callId, write, times);
  }

  const writes: AgentWrites = {
    add(account, callId, added) {
      if (added.some((write) => locate(account, write) === null)) return fail('unknownWrite');
      const ids = attempt(() => journal.transaction(() => added.map((write) => put(account, callId, write))));
      if (!ids.ok) return ids;
      const rows = ids.value.map((id) => rowOf(account, id)).filter((row) => row !== null);
      for (const row of rows) tell(row);
      pump();
      return ok(rows.map(viewOf));
    },
    list(account, { undoneOnly }) {
      const undone = journal.outbox.undoneAgents(account);
      const done = undoneOnly ? [] : journal.outbox.doneAgents(account, SENT_SHOWN);
      return { version: versionOf(account), writes: [...undone, ...done].map(viewOf) };
    },
    retry: (account, id) =>
      viewed(
        change(account, id, (row) => {
          if (row.state !== 'dead') return 'nothingToRetry';
          const stoodInTheWay =
            row.failure === 'changedMeanwhile' ||
            row.failure === 'duplicate' ||
            row.failure === 'perhapsDone';
          journal.outbox.revive(id, AT_ONCE, stoodInTheWay || row.insists);
          return null;
        }),
      ),
    edit: (account, id, write) =>
      viewed(
        change(account, id, (row) => {
          if (row.write.kind !== write.kind) return 'otherKind';
          const located = locate(account, write);
          if (located === null) return 'unknownWrite';
          return journal.outbox.replace(id, located.write, AT_ONCE) ? null : 'tooLate';
        }),
      ),
    discard(account, id) {
      const waiting = journal.outbox.waitingOn(account, id);
      const discarded = change(account, id, () =>
        journal.outbox.cancel(id) || journal.outbox.giveUp(id) ? null : 'tooLate',
      );
      if (!discarded.ok) return discarded;
      for (const row of waiting) tell(row);
      return ok(null);
    },
    madeAs: (account, id) => rowOf(account, id)?.remoteId ?? null,
  };
  return { writes, tell };
}

const isAgents = (row: OutboxRow): row is OutboxRow<StoredWrite> => !isCallWrite(row.write);

const STATES = { pending: 'waiting', inFlight: 'sending', done: 'sent', dead: 'failed' } as const;

/** @param now Unix ms */
function writeView(row: OutboxRow<StoredWrite>, now: number): WriteView {
  const isOpen = row.state === 'pending' || row.state === 'dead';
  return {
    id: row.id,
    callId: row.callId,
    write: row.write,
    ...writeFacts(row.write, row.failure),
    state: STATES[row.state],
    words: row.words ?? '',
    createdAt: row.createdAt ?? now,
    retryAt: row.state === 'pending' && row.notBefore > now ? row.notBefore : null,
    changeable: isOpen && row.unsureSince === null,
    remoteId: row.remoteId,
  };
}
