import type { LogState } from '../../../preload/contract.ts';
import type { OutboxRow } from '../../journal/journal.ts';
import type { CallRow } from '../../journal/callRows.ts';
import { isCallWrite } from '../../journal/outboxPayload.ts';

/**
 * What the agent is told about a call's way into the CRM. "Logged" only when the CRM has answered, or
 * the call was read back from it.
 *
 * @param ofCall all outbox rows of the call, in the order they are sent
 * @param now Unix ms
 */
export function logStateOf(
  call: Pick<CallRow, 'result'>,
  ofCall: readonly OutboxRow[],
  now: number,
): LogState {
  // The rest of its form has a state of its own.
  const rows = ofCall.filter(({ write }) => isCallWrite(write));
  const refused = rows.find((row) => row.state === 'dead');
  if (refused !== undefined) {
    return { state: 'failed', failure: refused.failure ?? 'rejected', words: refused.words ?? '' };
  }
  const log = rows.find((row) => row.write.kind === 'logCall');
  if (call.result === null || log === undefined) return { state: 'unlogged' };
  if (log.state === 'done' && log.pbx === 'joined') return addedToPbx(log, ofCall, now);
  if (log.state === 'done') return { state: 'logged', at: log.doneAt ?? now };
  if (neverTried(log) && now < log.notBefore) return { state: 'undoable', undoUntil: log.notBefore };
  // A contact that is created first keeps the call waiting: its trouble is the call's.
  return waiting(rows.find((row) => row.state !== 'done') ?? log, now);
}

const waiting = (next: OutboxRow, now: number): LogState => ({
  state: 'waiting',
  failure: next.failure,
  retryAt: next.state === 'pending' && next.failure !== null && next.notBefore > now ? next.notBefore : null,
});

/** The PBX logged it: all of it is there with the note that has the result. One refused or given up is not. */
function addedToPbx(log: OutboxRow, ofCall: readonly OutboxRow[], now: number): LogState {
  const into = ofCall.find(({ write }) => write.kind === 'amendCall' && write.orNote !== undefined);
  if (into !== undefined && into.state !== 'done' && into.state !== 'dead') return waiting(into, now);
  // What could not go into it stands beside it.
  const note = ofCall.find(({ write }) => write.kind === 'addNote') ?? into;
  const at = note?.doneAt ?? log.doneAt ?? now;
  if (note?.state === 'done') return { state: 'logged', at, pbx: 'added' };
  if (note === undefined || note.state === 'dead') return { state: 'logged', at, pbx: 'notAdded' };
  return waiting(note, now);
}

const neverTried = (row: OutboxRow): boolean =>
  row.state === 'pending' && row.attempts === 0 && row.pbx === null;
