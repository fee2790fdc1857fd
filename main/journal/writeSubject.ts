import type { AgentWrite } from './outboxPayload.ts';

/**
 * What a write is about may be there only as another row of the outbox that makes it: its id is minus that
 * row's until the CRM has it (docs of `waitsFor`).
 */

/** The id of what a write changes, hangs on or links; null when it is about nothing. */
function subjectOf(write: AgentWrite): number | null {
  switch (write.kind) {
    case 'addNote':
    case 'patchContact':
      return write.target.id;
    case 'createTask':
      return write.target?.id ?? null;
    case 'completeTask':
    case 'moveTask':
    case 'assignTask':
      return write.taskId;
    case 'createLead':
      return write.contact?.id ?? null;
    case 'patchLead':
      return write.leadId;
    case 'newContact':
      return null;
    default:
      return write satisfies never;
  }
}

/** The row that makes what a write is about; null when the CRM has that. */
export function waitsFor(write: AgentWrite): number | null {
  const subject = subjectOf(write);
  return subject !== null && subject < 0 ? -subject : null;
}

/** The same write about what has this id in the CRM. */
export function withSubject(write: AgentWrite, id: number): AgentWrite {
  switch (write.kind) {
    case 'addNote':
      return { ...write, target: { ...write.target, id } };
    case 'patchContact':
      return { ...write, target: { ...write.target, id } };
    case 'createTask':
      return { ...write, target: write.target && { ...write.target, id } };
    case 'completeTask':
    case 'moveTask':
    case 'assignTask':
      return { ...write, taskId: id };
    case 'createLead':
      return { ...write, contact: write.contact && { ...write.contact, id } };
    case 'patchLead':
      return { ...write, leadId: id };
    case 'newContact':
      return write;
    default:
      return write satisfies never;
  }
}

/** The kind of write that makes what this one is about. */
export function makerKind(write: AgentWrite): AgentWrite['kind'] | null {
  switch (write.kind) {
    case 'completeTask':
    case 'moveTask':
    case 'assignTask':
      return 'createTask';
    case 'patchLead':
      return 'createLead';
    case 'addNote':
    case 'createTask':
    case 'patchContact':
      return makerOf(write.target?.entity);
    case 'createLead':
      return makerOf(write.contact?.entity);
    case 'newContact':
      return null;
    default:
      return write satisfies never;
  }
}

/** Companies are not made here. */
function makerOf(entity: 'contact' | 'company' | 'lead' | undefined): AgentWrite['kind'] | null {
  if (entity === 'contact') return 'newContact';
  return entity === 'lead' ? 'createLead' : null;
}
