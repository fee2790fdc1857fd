import { useState } from 'react';
import type { LeadRow, WriteView } from '../../../preload/contract.ts';
import { useAsk, type AskFailure } from '../../state/ask.ts';

/** Where a deal is to go. */
export interface StageRef {
  readonly pipelineId: number;
  readonly statusId: number;
}

interface MoveLead {
  /** Moves at once; a loss without its reason asked first is the caller's affair. */
  readonly move: (lead: LeadRow, stage: StageRef, lossReasonId?: number) => void;
  readonly failure: AskFailure;
  /** The deal that was moved last, and where; for saying so. */
  readonly moved: { readonly lead: LeadRow; readonly stage: StageRef } | null;
}

/** Moves deals between stages: into the journal at once, to the CRM when it can be reached. */
export function useMoveLead(): MoveLead {
  const [ask, failure] = useAsk();
  const [moved, setMoved] = useState<MoveLead['moved']>(null);
  return {
    failure,
    moved,
    move(lead, stage, lossReasonId) {
      const { pipelineId, statusId } = stage;
      const write = {
        kind: 'patchLead' as const,
        leadId: lead.id,
        stage: { pipelineId, statusId, ...(lossReasonId === undefined ? {} : { lossReasonId }) },
        before: { stage: { pipelineId: lead.pipelineId, statusId: lead.statusId } },
      };
      ask<WriteView>(window.api.writes.add({ write }), () => setMoved({ lead, stage }));
    },
  };
}
