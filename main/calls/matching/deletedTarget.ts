import type { EntityRef } from '../../crm/types/entity.ts';
import type { Journal } from '../../journal/journal.ts';

/**
 * The contact or company that a call was to be logged to and that the CRM no longer has: it was deleted
 * between the lookup and the log. Null when the log did not fail of that. The call stays, failed with its
 * reason, until the agent gives it to somebody else.
 */
export function goneTarget(journal: Journal, account: string, callId: string): EntityRef | null {
  const isGone = journal.outbox
    .ofCall(account, callId)
    .some((row) => row.state === 'dead' && row.failure === 'entityNotFound');
  const chosen = isGone ? journal.calls.get(account, callId)?.chosen : null;
  if (!chosen) return null;
  return chosen.leadId === null
    ? { entity: chosen.entity, id: chosen.entityId }
    : { entity: 'lead', id: chosen.leadId };
}
