import { LOST, WON } from '../../../preload/constants.ts';
import type { LeadStage } from '../../crm/resources/lead/leadBody.ts';

/** A stage by its id: won and lost are stages of every pipeline (crm-api.md 3.5). */
export function leadStage(pipelineId: number, statusId: number, lossReasonId?: number): LeadStage {
  if (statusId === WON) return { kind: 'won', pipeline_id: pipelineId };
  if (statusId !== LOST) return { kind: 'open', pipeline_id: pipelineId, status_id: statusId };
  return {
    kind: 'lost',
    pipeline_id: pipelineId,
    ...(lossReasonId === undefined ? {} : { loss_reason_id: lossReasonId }),
  };
}
