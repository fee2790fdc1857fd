import type { CallStatus } from '../crm/types/call.ts';
import type { CallRow } from '../journal/callRows.ts';
import type { Journal, OutboxRow } from '../journal/journal.ts';
import type { AgentWrite } from '../journal/outboxPayload.ts';

/** Nobody was reached: what was promised is still to be done. */
const NOT_REACHED: ReadonlySet<CallStatus> = new Set([3, 6, 7]);

/**
 * What the result of a call does to the task the call was dialled from: it is done, with the result as its own. Null where there
 * is none, or nobody was reached.
 *
 * @param words the result as the task's own, with what was noted
 */
export function taskOfCall(
  journal: Pick<Journal, 'outbox'>,
  { taskId = null }: Pick<CallRow, 'taskId'>,
  result: CallStatus,
  words: string,
): Extract<AgentWrite, { readonly kind: 'completeTask' }> | null {
  if (taskId === null || NOT_REACHED.has(result)) return null;
  // Made here, and in the CRM since: by its own id.
  const made = taskId < 0 ? (journal.outbox.get(-taskId)?.remoteId ?? taskId) : taskId;
  return { kind: 'completeTask', taskId: made, resultText: words.trim() };
}

/** The row that does so for an earlier result of the call. */
export const isOfTask = (row: OutboxRow): boolean => row.write.kind === 'completeTask';
