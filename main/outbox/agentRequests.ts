import type { Clock } from '../clock.ts';
import type { Journal, OutboxRow } from '../journal/journal.ts';
import { attempt } from '../journal/writeError.ts';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { Outbox } from './outbox.ts';

/** What an agent can do with the writes of a call. */
export type AgentRequests = Pick<Outbox, 'logCall' | 'undo' | 'retry' | 'createContact'>;

interface AgentRequestDeps {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly undoMs: number;
  /** A call's rows changed; the change is committed. */
  readonly changed: (account: string, callId: string) => void;
}

/** True when the CRM may have this write, so that it can neither be changed nor taken back. */
const perhapsSent = (row: OutboxRow): boolean =>
  row.state === 'inFlight' || row.state === 'done' || row.unsureSince !== null;

/** The agent's requests, each one journal transaction; nothing here waits for the network. */
export function createAgentRequests({ journal, clock, undoMs, changed }: AgentRequestDeps): AgentRequests {
  /** One transaction; a failure changes nothing. Tells of the change after the commit. */
  const request = <T, E>(
    account: string,
    callId: string,
    work: () => Result<T, E>,
  ): Result<T, E | 'journal'> => {
    const outcome = attempt(() => journal.transaction(work));
    if (!outcome.ok) return outcome;
    if (outcome.value.ok) changed(account, callId);
    return outcome.value;
  };

  const rowOf = (account: string, callId: string, kind: OutboxRow['write']['kind']): OutboxRow | undefined =>
    journal.outbox.ofCall(account, callId).find((row) => row.write.kind === kind);

  return {
    logCall: (account, callId, result) =>
      request(account, callId, () => {
        const call = journal.calls.get(account, callId);
        if (call === null) return fail('unknownCall');
        if (call.state !== 'ended') return fail('notEnded');
        const former = rowOf(account, callId, 'logCall');
        if (former !== undefined && perhapsSent(former)) return fail('alreadySent');
        if (former !== undefined) journal.outbox.cancel(former.id);
        const undoUntil = clock.now() + undoMs;
        journal.calls.setResult(account, callId, result);
        journal.outbox.add(account, callId, { kind: 'logCall', callId }, undoUntil);
        return ok({ undoUntil });
      }),

    undo: (account, callId) =>
      request(account, callId, () => {
        if (journal.calls.get(account, callId) === null) return fail('unknownCall');
        const row = rowOf(account, callId, 'logCall');
        if (row === undefined || !journal.outbox.cancel(row.id)) return fail('tooLate');
        journal.calls.setResult(account, callId, null);
        return ok(null);
      }),

    retry: (account, callId) =>
      request(account, callId, () => {
        if (journal.calls.get(account, callId) === null) return fail('unknownCall');
        const refused = journal.outbox.ofCall(account, callId).filter((row) => row.state === 'dead');
        if (refused.length === 0) return fail('nothingToRetry');
        for (const row of refused) journal.outbox.revive(row.id, clock.now());
        return ok(null);
      }),

    createContact: (account, callId, name, phone, evenIfDuplicates) =>
      request(account, callId, () => {
        if (journal.calls.get(account, callId) === null) return fail('unknownCall');
        const former = rowOf(account, callId, 'createContact');
        const log = rowOf(account, callId, 'logCall');
        if (former !== undefined && perhapsSent(former)) return fail('alreadySent');
        if (log !== undefined && perhapsSent(log)) return fail('alreadySent');
        if (former !== undefined) journal.outbox.cancel(former.id);
        // What was chosen before (a contact deleted since, for one) is not where the call goes now.
        journal.calls.setChosen(account, callId, null);
        journal.outbox.add(
          account,
          callId,
          { kind: 'createContact', callId, name, phone, evenIfDuplicates },
          clock.now(),
        );
        if (log?.state === 'dead') journal.outbox.revive(log.id, clock.now());
        return ok(null);
      }),
  };
}
