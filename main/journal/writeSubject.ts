import { agentWriteKinds, madeBy, subjectOf } from '../../preload/contract/agentWrites.ts';
import type { AgentWriteKind } from '../../preload/contract/agentWrites.ts';
import type { AgentWrite } from './outboxPayload.ts';

/**
 * What a write is about may be there only as another row of the outbox that makes it: its id is minus that
 * row's until the CRM has it.
 */

/** The row that makes what a write is about; null when the CRM has that. */
export function waitsFor(write: AgentWrite): number | null {
  const subject = subjectOf(write);
  return subject !== null && subject.id < 0 ? -subject.id : null;
}

/** The kind of write that makes what this one is about; null when none does (companies are not made here). */
export function makerKind(write: AgentWrite): AgentWriteKind | null {
  const subject = subjectOf(write);
  return agentWriteKinds.find((kind) => subject !== null && madeBy({ kind }) === subject.entity) ?? null;
}
