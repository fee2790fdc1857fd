import type { CallOutcome } from '../../preload/schemas.ts';
import type { CallStatus } from '../crm/types/call.ts';
import type { Clock } from '../common/clock.ts';
import { AT_ONCE, type Journal, type OutboxRow } from '../journal/journal.ts';
import { isCallWrite } from '../journal/outboxPayload.ts';
import { attempt } from '../journal/journalError.ts';
import { fail, ok, type Result } from '../common/result.ts';
import type { Outbox } from './outbox.ts';
import { queueRecording } from '../writes/call/lateRecording.ts';
import { isOfTask, taskOfCall } from './taskOfCall.ts';

/** What an agent can do with the writes of a call. */
export type AgentRequests = Pick<
  Outbox,
  'logCall' | 'logPast' | 'logMissed' | 'finishCall' | 'recordingKnown' | 'undo' | 'retry' | 'contactForCall'
>;

interface AgentRequestDeps {
  readonly journal: Journal;
  readonly clock: Clock;
  /** The CRM's clock less the computer's, ms; null when it is not known. */
  readonly skewOf: (account: string) => number | null;
  readonly undoMs: number;
  /** The result in words, for the task it is what came of. @param label the team's own name of it */
  readonly resultName: (result: CallStatus, label: string | null) => string;
  /** A call's rows changed; the change is committed. */
  readonly changed: (account: string, callId: string) => void;
  /** A row of its form came or went; the change is committed. */
  readonly tellWrite: (row: OutboxRow) => void;
}

/** `call_status` of a call that nobody took (crm-api.md 4.1). */
const NO_ANSWER = 6;

/** True when the CRM may have this write, so that it can neither be changed nor taken back. */
const perhapsSent = (row: OutboxRow): boolean =>
  row.state === 'inFlight' || row.state === 'done' || row.unsureSince !== null;

/** The agent's requests, each one journal transaction; nothing here waits for the network. */
export function createAgentRequests(deps: AgentRequestDeps): AgentRequests {
  const { journal, clock, skewOf, undoMs, changed, tellWrite } = deps;

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

  /** The rows of a call's form besides its result. */
  const formRows = (account: string, callId: string): OutboxRow[] =>
    journal.outbox.ofCall(account, callId).filter(({ write }) => !isCallWrite(write));

  /** The same with what waits for them, which goes when they go. */
  const withWaiting = (rows: readonly OutboxRow[]): OutboxRow[] =>
    rows.flatMap((row) => [row, ...journal.outbox.waitingOn(row.account, row.id)]);

  /**
   * Puts the result in place of an earlier one that can still be undone, and what it does to the task of the call.
   *
   * @param touched gets the rows of that task, those that went and those that came
   */
  function putResult(
    account: string,
    callId: string,
    result: CallStatus,
    outcome: CallOutcome | null,
    touched: OutboxRow[],
    note?: string,
  ): Result<{ readonly undoUntil: number }, 'unknownCall' | 'notEnded' | 'alreadySent'> {
    const call = journal.calls.get(account, callId);
    if (call === null) return fail('unknownCall');
    if (call.state !== 'ended') return fail('notEnded');
    const former = rowOf(account, callId, 'logCall');
    if (former !== undefined && perhapsSent(former)) return fail('alreadySent');
    if (former !== undefined) journal.outbox.cancel(former.id);
    // Whatever the clock shows by now, not before an earlier one: results leave as they were given.
    const undoUntil = Math.max(clock.now() + undoMs, journal.outbox.lastResultDue(account) ?? 0);
    journal.calls.setResult(account, callId, result, outcome);
    journal.outbox.add(account, callId, { kind: 'logCall', callId }, undoUntil, skewOf(account));
    const own = formRows(account, callId).filter(isOfTask);
    for (const { id } of own) journal.outbox.cancel(id);
    const words = [deps.resultName(result, outcome?.label ?? null), note ?? call.note];
    const done = taskOfCall(journal, call, result, words.filter((each) => each.trim() !== '').join('\n'));
    const times = { now: clock.now(), notBefore: undoUntil, skew: skewOf(account) };
    if (done !== null) journal.outbox.addAgents(account, callId, done, times);
    touched.push(...own, ...formRows(account, callId).filter(isOfTask));
    return ok({ undoUntil });
  }

  return {
    logCall(account, callId, result) {
      const touched: OutboxRow[] = [];
      const logged = request(account, callId, () => putResult(account, callId, result, null, touched));
      if (logged.ok) for (const row of touched) tellWrite(row);
      return logged;
    },

    logPast: (call, result) =>
      request(call.account, call.id, () => {
        journal.calls.addPast(call);
        return putResult(call.account, call.id, result, null, []);
      }),

    logMissed(account, callId) {
      const logged = request(account, callId, (): Result<null, 'unknownCall'> => {
        journal.missedToLog.take(account, callId);
        const call = journal.calls.get(account, callId);
        if (call === null) return fail('unknownCall');
        if (call.result !== null || rowOf(account, callId, 'logCall') !== undefined) return ok(null);
        journal.calls.setResult(account, callId, NO_ANSWER);
        const write = { kind: 'logCall', callId, missed: true } as const;
        journal.outbox.add(account, callId, write, AT_ONCE, skewOf(account));
        return ok(null);
      });
      return logged;
    },

    finishCall(account, callId, { result, outcome = null, note, chosen, writes }) {
      const touched: OutboxRow[] = [];
      const finished = request(account, callId, (): ReturnType<typeof putResult> => {
        const former = formRows(account, callId);
        // Before the first change: a refusal must leave everything as it was.
        if (former.some(perhapsSent)) return fail('alreadySent');
        const put = putResult(account, callId, result, outcome, touched, note);
        if (!put.ok) return put;
        touched.push(...withWaiting(former));
        for (const { id } of former) journal.outbox.cancel(id);
        if (note !== undefined) journal.calls.setNote(account, callId, note);
        if (chosen !== undefined) journal.calls.setChosen(account, callId, chosen);
        const times = { now: clock.now(), notBefore: put.value.undoUntil, skew: skewOf(account) };
        for (const write of writes) journal.outbox.addAgents(account, callId, write, times);
        touched.push(...formRows(account, callId));
        return put;
      });
      if (finished.ok) for (const row of touched) tellWrite(row);
      return finished;
    },

    undo(account, callId) {
      const form = formRows(account, callId);
      const taken = withWaiting(form);
      const undone = request(account, callId, (): Result<null, 'unknownCall' | 'tooLate'> => {
        if (journal.calls.get(account, callId) === null) return fail('unknownCall');
        const row = rowOf(account, callId, 'logCall');
        if (row === undefined || perhapsSent(row) || form.some(perhapsSent)) return fail('tooLate');
        for (const { id } of [row, ...form]) journal.outbox.cancel(id);
        journal.calls.setResult(account, callId, null);
        return ok(null);
      });
      if (undone.ok) for (const row of taken) tellWrite(row);
      return undone;
    },

    recordingKnown: (account, callId, link) =>
      request(account, callId, (): Result<null, 'unknownCall'> => {
        const call = journal.calls.get(account, callId);
        if (call === null) return fail('unknownCall');
        // Sources repeat what they tell.
        if (call.recording === link) return ok(null);
        journal.calls.setRecording(account, callId, link);
        queueRecording(journal, clock, account, callId, link, skewOf(account));
        return ok(null);
      }),

    retry: (account, callId) =>
      request(account, callId, () => {
        if (journal.calls.get(account, callId) === null) return fail('unknownCall');
        const refused = journal.outbox
          .ofCall(account, callId)
          .filter((row) => row.state === 'dead' && isCallWrite(row.write));
        if (refused.length === 0) return fail('nothingToRetry');
        for (const row of refused) journal.outbox.revive(row.id, AT_ONCE);
        return ok(null);
      }),

    contactForCall: (account, callId, { phone, ...contact }) =>
      request(account, callId, () => {
        if (journal.calls.get(account, callId) === null) return fail('unknownCall');
        const former = rowOf(account, callId, 'newContact');
        const log = rowOf(account, callId, 'logCall');
        if (former !== undefined && perhapsSent(former)) return fail('alreadySent');
        if (log !== undefined && perhapsSent(log)) return fail('alreadySent');
        if (former !== undefined) journal.outbox.cancel(former.id);
        // What was chosen before (a contact deleted since, for one) is not where the call goes now.
        journal.calls.setChosen(account, callId, null);
        journal.outbox.add(
          account,
          callId,
          { kind: 'newContact', ...contact, phones: [phone], callId },
          AT_ONCE,
          skewOf(account),
          clock.now(),
        );
        if (log?.state === 'dead') journal.outbox.revive(log.id, AT_ONCE);
        return ok(null);
      }),
  };
}
