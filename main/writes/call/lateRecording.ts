import type { Clock } from '../../common/clock.ts';
import { AT_ONCE, type Journal } from '../../journal/journal.ts';
import { heldNote } from './heldNote.ts';

/**
 * Queues the link of a recording for the note of a call that is in the CRM without it; within the caller's transaction. Nothing to do for
 * a call that is not logged yet (it takes the link along), one the PBX logged itself, and one on its way (logCall.ts looks once it is there).
 *
 * @param skew the CRM's clock less the computer's, ms; null when it is not known
 * @returns whether a row was added
 */
export function queueRecording(
  journal: Journal,
  clock: Pick<Clock, 'now'>,
  account: string,
  callId: string,
  link: string,
  skew: number | null,
): boolean {
  const rows = journal.outbox.ofCall(account, callId);
  // Another address for the same recording: the last one counts.
  for (const row of rows)
    if (row.write.kind === 'addRecording' && row.state !== 'done') journal.outbox.cancel(row.id);
  const held = heldNote(rows);
  if (held === null || held.theirs !== null) return false;
  journal.outbox.addAgents(
    account,
    callId,
    { kind: 'addRecording', target: held.on, noteId: held.noteId, link },
    { now: clock.now(), notBefore: AT_ONCE, skew },
  );
  return true;
}
