import type { Fields } from './field.ts';

/** A lead. What it is linked to, and who changed it last, is beside its row (`LeadRecord`). */
export const leadFields = {
  name: { type: 'text', column: 'name', key: 'name', webhook: 'name' },
  price: { type: 'amountOrNull', column: 'price', key: 'price', webhook: 'price' },
  responsibleUserId: {
    type: 'whole',
    column: 'responsible_user_id',
    key: 'responsible_user_id',
    webhook: 'responsibleUserId',
  },
  pipelineId: { type: 'whole', column: 'pipeline_id', key: 'pipeline_id', webhook: 'pipelineId' },
  statusId: { type: 'whole', column: 'status_id', key: 'status_id', webhook: 'statusId' },
  lossReasonId: {
    type: 'wholeOrNull',
    column: 'loss_reason_id',
    key: 'loss_reason_id',
    webhook: 'lossReasonId',
  },
  /** The first, unless another is said to be the main one. */
  mainContactId: {
    type: 'wholeOrNull',
    column: 'main_contact_id',
    embedded: 'contacts',
    webhook: 'mainContactId',
  },
  createdAt: { type: 'secondsOrNull', column: 'created_at', key: 'created_at', webhook: 'createdAt' },
  updatedAt: { type: 'seconds', column: 'updated_at', key: 'updated_at', webhook: 'updatedAt' },
  closedAt: { type: 'secondsOrNull', column: 'closed_at', key: 'closed_at', webhook: 'closedAt' },
  tags: { type: 'texts', column: 'tags', embedded: 'tags', webhook: 'tags' },
  /** What the account's own fields hold (customFields.ts). */
  customFields: { type: 'texts', column: 'custom_fields', otherFields: [] },
} as const satisfies Fields;

export type LeadFields = typeof leadFields;
