import type { LeadRow, WriteView } from '../../preload/contract.ts';
import { changedBy, madeBy, type SubjectRef } from '../../preload/contract/agentWrites.ts';

/**
 * What is still on its way of some writes: failed when one needs the agent, waiting when one is not
 * sent yet, null when all are in the CRM.
 */
export function pendingOf(writes: readonly WriteView[]): LeadRow['pending'] {
  const failed = writes.findLast(({ state }) => state === 'failed');
  if (failed) return { state: 'failed', failure: failed.failure };
  const waiting = writes.findLast(({ state }) => state === 'waiting' || state === 'sending');
  return waiting ? { state: 'waiting', failure: waiting.failure } : null;
}

/** Whether an id is that of what a write makes: minus its number, or the CRM's once there is one. */
export function isMadeBy({ id, remoteId }: WriteView, subject: number): boolean {
  return subject === -id || subject === remoteId;
}

/** The row of the CRM that a write changes, or made; null while there is none, and for what adds to one. */
export function rowOf({ write, remoteId }: Pick<WriteView, 'write' | 'remoteId'>): SubjectRef | null {
  const entity = madeBy(write);
  if (entity === null) return changedBy(write);
  return remoteId === null ? null : { entity, id: remoteId };
}
