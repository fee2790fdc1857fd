import { apiPath } from '../../transport/apiPath.ts';

/** Which leads a list shows, and in which order. */
export interface LeadsQuery {
  readonly ids?: readonly number[];
  /** The service's own search over every filled field. */
  readonly text?: string;
  readonly pipelineIds?: readonly number[];
  /** Leads in any of these stages. */
  readonly stages?: readonly { readonly pipeline_id: number; readonly status_id: number }[];
  readonly responsibleUserIds?: readonly number[];
  /** Unix seconds. */
  readonly updatedFrom?: number;
  /** Newest first, or by id (the default). */
  readonly order?: 'created' | 'updated' | 'id';
  /** 50 for a screen (the default), 250 for a sync. */
  readonly limit?: 50 | 250;
  /** The `next` of an earlier page of this very list, to go on from. */
  readonly from?: string;
}

/** What is embedded in every lead read (crm-api.md 3.4). */
export const LEAD_LINKS = 'contacts,loss_reason,source';

const ORDERS = {
  created: { created_at: 'desc' },
  updated: { updated_at: 'desc' },
  id: undefined,
} as const;

/** The first page of `/leads` (crm-api.md 2.5). */
export function leadsPath(query: LeadsQuery): string {
  const { ids, text, pipelineIds, stages, responsibleUserIds, updatedFrom, order = 'id', limit = 50 } = query;
  return apiPath('leads', {
    query: text,
    with: LEAD_LINKS,
    filter: {
      id: ids,
      pipeline_id: pipelineIds,
      // Numbered, because `[]` twice would begin a new stage with each of its two keys.
      statuses: stages === undefined ? undefined : Object.fromEntries(stages.entries()),
      responsible_user_id: responsibleUserIds,
      updated_at: updatedFrom === undefined ? undefined : { from: updatedFrom },
    },
    order: ORDERS[order],
    limit,
  });
}

interface Filtered {
  readonly id: number;
  readonly pipeline_id: number;
  readonly status_id: number;
  readonly responsible_user_id: number;
  readonly updated_at: number;
}

/** Whether a lead is what was asked for: where filters are switched off every lead comes (crm-api.md 2.5). */
export const isWantedLead =
  ({ ids, pipelineIds, stages, responsibleUserIds, updatedFrom = 0 }: LeadsQuery) =>
  (lead: Filtered): boolean =>
    lead.updated_at >= updatedFrom &&
    (ids?.includes(lead.id) ?? true) &&
    (pipelineIds?.includes(lead.pipeline_id) ?? true) &&
    (responsibleUserIds?.includes(lead.responsible_user_id) ?? true) &&
    (stages?.some((one) => one.pipeline_id === lead.pipeline_id && one.status_id === lead.status_id) ?? true);
