import type { AgentWrite, LeadRow, WriteView } from '../../../preload/contract.ts';
import type { Dictionary, LeadRow as MirrorLead } from '../../mirror/readTypes.ts';
import { LOST_STATUS, WON_STATUS } from '../../mirror/mirrorRecords.ts';
import { changedBy } from '../../../preload/contract/agentWrites.ts';
import { kindOf } from '../../writes/writeKinds.ts';
import { pendingOf } from '../pendingState.ts';

type CreateLead = Extract<AgentWrite, { readonly kind: 'createLead' }>;

/** What of the agent's own is laid over the mirror's leads: names for ids, and the account's own user. */
export interface LeadSetting {
  readonly dictionary: Dictionary;
  readonly userId: number;
  readonly contactOrCompanyName: (entity: 'contact' | 'company', id: number) => string | null;
  /** The agent's open task about a lead that is due first. */
  readonly nextTaskOf: (leadId: number) => LeadRow['nextTask'];
}

/** Won and lost are the same two stages in every pipeline (crm-api.md 3.5). */
export function outcomeOf(statusId: number): LeadRow['outcome'] {
  if (statusId === WON_STATUS) return 'won';
  return statusId === LOST_STATUS ? 'lost' : 'open';
}

/** The mirror's lead as windows read it, with the agent's writes on it, oldest first, laid over. */
export function leadRow(lead: MirrorLead, writes: readonly WriteView[], setting: LeadSetting): LeadRow {
  const own: LeadRow = {
    id: lead.id,
    name: lead.name,
    price: lead.price,
    pipelineId: lead.pipelineId,
    pipeline: lead.pipeline || null,
    statusId: lead.statusId,
    stage: lead.stage || null,
    stageColour: lead.stageColour,
    outcome: outcomeOf(lead.statusId),
    responsibleId: lead.responsible?.id ?? null,
    responsible: lead.responsible?.name ?? null,
    contact: lead.contact?.name ?? lead.company?.name ?? null,
    contactRef: contactOf(lead),
    nextTask: setting.nextTaskOf(lead.id),
    updatedAt: lead.updatedAt,
    pending: pendingOf(writes),
  };
  return withChanges(own, writes, setting);
}

/** Whom the name is of: the contact, where the copy does not know its name the company. */
function contactOf({ contact, company }: MirrorLead): LeadRow['contactRef'] {
  if (company !== null && (contact?.name ?? null) === null) return { entity: 'company', id: company.id };
  return contact === null ? null : { entity: 'contact', id: contact.id };
}

function withChanges(own: LeadRow, writes: readonly WriteView[], setting: LeadSetting): LeadRow {
  return writes.reduce((row, { write, createdAt }) => {
    if (changedBy(write) === null) return row;
    const { name = row.name, price = row.price, stage, responsible } = kindOf(write).values(write);
    return {
      ...row,
      name,
      price,
      ...(stage === undefined ? {} : namedStage(stage.pipelineId, stage.statusId, setting)),
      ...(typeof responsible === 'number' ? responsibleOf(responsible, setting) : {}),
      updatedAt: Math.max(row.updatedAt, createdAt),
    };
  }, own);
}

/**
 * A lead the agent made and the CRM has not got: its id is minus the write's. Without a pipeline the CRM
 * takes its first; that is where it is shown.
 *
 * @param writes on it, oldest first
 */
export function newLeadRow(
  view: WriteView,
  write: CreateLead,
  writes: readonly WriteView[],
  setting: LeadSetting,
): LeadRow {
  const pipeline =
    setting.dictionary.pipelines.find(({ id }) => id === write.pipelineId) ??
    (write.pipelineId === null ? setting.dictionary.pipelines[0] : undefined);
  const pipelineId = write.pipelineId ?? pipeline?.id ?? 0;
  const statusId = write.statusId ?? pipeline?.statuses.find(({ isIncoming }) => !isIncoming)?.id ?? 0;
  const own: LeadRow = {
    id: -view.id,
    name: write.name,
    price: write.price,
    ...namedStage(pipelineId, statusId, setting),
    ...responsibleOf(write.responsible ?? setting.userId, setting),
    contact:
      write.contact === null ? null : setting.contactOrCompanyName(write.contact.entity, write.contact.id),
    contactRef: write.contact === null ? null : { entity: write.contact.entity, id: write.contact.id },
    nextTask:
      setting.nextTaskOf(-view.id) ?? (view.remoteId === null ? null : setting.nextTaskOf(view.remoteId)),
    updatedAt: view.createdAt,
    pending: pendingOf([view, ...writes]),
  };
  return withChanges(own, writes, setting);
}

type StageFacts = Pick<LeadRow, 'pipelineId' | 'pipeline' | 'statusId' | 'stage' | 'stageColour' | 'outcome'>;

/** A stage of a pipeline by its ids, with the names the mirror knows. */
export function namedStage(
  pipelineId: number,
  statusId: number,
  { dictionary }: Pick<LeadSetting, 'dictionary'>,
): StageFacts {
  const pipeline = dictionary.pipelines.find(({ id }) => id === pipelineId);
  const status = pipeline?.statuses.find(({ id }) => id === statusId);
  return {
    pipelineId,
    pipeline: pipeline?.name ?? null,
    statusId,
    stage: status?.name ?? null,
    stageColour: status?.colour ?? null,
    outcome: outcomeOf(statusId),
  };
}

function responsibleOf(
  userId: number,
  { dictionary }: LeadSetting,
): Pick<LeadRow, 'responsibleId' | 'responsible'> {
  const user = dictionary.users.find(({ id }) => id === userId);
  return { responsibleId: userId, responsible: user?.name ?? null };
}
