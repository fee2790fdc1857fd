import type { Changes } from '../changeSet.ts';
import type { LeadStanding } from '../lead/leadWriter.ts';
import type { Written } from '../contact/contactOrCompanyWriter.ts';
import type { LeadRecord, TaskRecord } from '../mirrorRecords.ts';

/** A lead the mirror had not was made this shortly before, or somebody only let this agent see it. */
const JUST_MADE_S = 300;

/** What a lead's row says beyond the one before it: that it moved, that it is somebody else's now. */
export function leadFacts(
  changes: Changes,
  before: LeadStanding | null,
  after: LeadStanding & Pick<LeadRecord, 'id' | 'name' | 'createdAt' | 'updatedAt' | 'updatedBy'>,
  written: Written,
): void {
  if (written !== 'new' && written !== 'changed') return;
  const { id: leadId, name, pipelineId, statusId, responsibleUserId, updatedAt: at } = after;
  const by = after.updatedBy ?? null;
  if (before === null) {
    const isMade = after.createdAt !== null && at - after.createdAt < JUST_MADE_S;
    if (isMade) changes.fact({ kind: 'leadGiven', leadId, name, to: responsibleUserId, by, at });
    return;
  }
  if (before.pipelineId !== pipelineId || before.statusId !== statusId)
    changes.fact({ kind: 'leadMoved', leadId, name, pipelineId, statusId, responsibleUserId, by, at });
  if (before.responsibleUserId !== responsibleUserId)
    changes.fact({ kind: 'leadGiven', leadId, name, to: responsibleUserId, by, at });
}

const CARDS: Readonly<Record<string, 'contact' | 'company' | 'lead'>> = {
  contacts: 'contact',
  companies: 'company',
  leads: 'lead',
};

/** A task that is the agent's since now. */
export function taskFact(
  changes: Changes,
  task: Pick<
    TaskRecord,
    'id' | 'text' | 'entityType' | 'entityId' | 'completeTill' | 'updatedAt' | 'updatedBy'
  >,
  written: Written,
): void {
  if (written !== 'new') return;
  const entity = CARDS[task.entityType ?? ''];
  changes.fact({
    kind: 'taskGiven',
    taskId: task.id,
    text: task.text,
    about: entity === undefined || task.entityId === null ? null : { entity, id: task.entityId },
    dueAt: task.completeTill,
    by: task.updatedBy ?? null,
    at: task.updatedAt,
  });
}
