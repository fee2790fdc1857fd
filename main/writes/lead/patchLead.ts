import type { CrmLead } from '../../crm/types/lead.ts';
import type { LeadChanges } from '../../crm/resources/lead/leadBody.ts';
import { LOST, WON } from '../../../preload/constants.ts';
import { fail, ok } from '../../common/result.ts';
import { sent, type Write } from '../write.ts';
import { GONE, withGone } from '../missingEntity.ts';
import type { WriteDeps, WriteKind, WriteOf } from '../writeKind.ts';
import { changedMeanwhile, newMarks } from '../entityMarks.ts';
import { leadStage } from './leadStage.ts';

type LeadWrite = WriteOf<'patchLead'>;

/**
 * Changes a lead. It is read right before, each time: what it has already is not sent again, and what
 * somebody else changed since the agent saw it is not overwritten unless the agent insists.
 */
export const patchLead: WriteKind<'patchLead'> = {
  right: () => 'leads changed',
  values: ({ name, price, stage, responsible, fields }) => ({ name, price, stage, responsible, fields }),
  mergeInto(making, change) {
    if (making.kind !== 'createLead' || change.tags !== undefined || change.fields !== undefined) return null;
    const { name = making.name, price = making.price, stage, responsible = making.responsible } = change;
    // A deal is made open; how it ended, and why it was lost, is a change of its own.
    if (stage?.statusId === WON || stage?.statusId === LOST) return null;
    const { pipelineId, statusId } = stage ?? making;
    return { ...making, name, price, responsible, pipelineId, statusId };
  },
  at: leadChangeWrite,
};

function leadChangeWrite({ client, row, write }: WriteDeps<'patchLead'>): Write {
  let changes: LeadChanges = {};
  return {
    async alreadyThere(_sentFrom, signal) {
      const read = await client.leads.get(write.leadId, { signal });
      if (!read.ok) return read;
      const lead = read.value;
      if (lead === null || lead.is_deleted) return fail(GONE);
      const differences = differencesOf(write, lead);
      const conflict = differences.find((one) => one.isChanged);
      if (conflict !== undefined && !row.insists) {
        return fail({ kind: 'changedMeanwhile', words: conflict.now });
      }
      const others = changedMeanwhile(lead, write.fields ?? []);
      if (others !== null && !row.insists) return fail({ kind: 'changedMeanwhile', words: others });
      changes = differences.reduce<LeadChanges>(
        (all, { change }) => ({ ...all, ...change }),
        newMarks(lead, write.tags ?? [], write.fields ?? []),
      );
      return ok(Object.keys(changes).length === 0 ? { id: write.leadId } : null);
    },
    async send() {
      const patched = withGone(await client.leads.patch(write.leadId, changes), (path) => path === 'id');
      return sent(patched, ({ id }) => ({ id }));
    },
  };
}

interface Difference {
  readonly change: LeadChanges;
  /** Neither what the agent saw nor what the agent wants. */
  readonly isChanged: boolean;
  /** What it is now, where that can be read as text. */
  readonly now: string;
}

/** What of the write the lead does not have yet. */
function differencesOf(
  { name, price, stage, responsible, before = {} }: LeadWrite,
  lead: CrmLead,
): Difference[] {
  const differences: Difference[] = [];
  if (name !== undefined && name !== lead.name) {
    const isChanged = before.name !== undefined && before.name !== lead.name;
    differences.push({ change: { name }, isChanged, now: lead.name });
  }
  if (price !== undefined && price !== (lead.price ?? 0)) {
    const isChanged = before.price !== undefined && (before.price ?? 0) !== (lead.price ?? 0);
    differences.push({ change: { price }, isChanged, now: String(lead.price ?? '') });
  }
  if (stage !== undefined && !stands(lead, stage)) {
    differences.push({
      change: { stage: leadStage(stage.pipelineId, stage.statusId, stage.lossReasonId) },
      isChanged: before.stage !== undefined && !stands(lead, before.stage),
      now: '',
    });
  }
  if (responsible !== undefined && responsible !== lead.responsible_user_id) {
    const isChanged = before.responsible !== undefined && before.responsible !== lead.responsible_user_id;
    differences.push({ change: { responsible_user_id: responsible }, isChanged, now: '' });
  }
  return differences;
}

/** Whether the lead is in this stage; and lost for this reason, if one is named. */
const stands = (lead: CrmLead, stage: NonNullable<LeadWrite['stage']>): boolean =>
  lead.pipeline_id === stage.pipelineId &&
  lead.status_id === stage.statusId &&
  (stage.lossReasonId === undefined || lead.loss_reason_id === stage.lossReasonId);
