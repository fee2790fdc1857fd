import type { CrmFieldValue } from './entity.ts';

export interface CrmLead {
  readonly id: number;
  readonly name: string;
  readonly price: number | null;
  readonly responsible_user_id: number;
  readonly status_id: number;
  readonly pipeline_id: number;
  readonly loss_reason_id: number | null;
  /** The reason's words. */
  readonly loss_reason: string | null;
  readonly source_id: number | null;
  readonly source: string | null;
  readonly created_by?: number | undefined;
  readonly created_at: number;
  readonly updated_at: number;
  readonly closed_at: number | null;
  readonly closest_task_at: number | null;
  readonly is_deleted: boolean;
  readonly contactIds: readonly number[];
  readonly mainContactId: number | null;
  readonly companyIds: readonly number[];
  readonly tags: readonly string[];
  readonly custom_fields_values: readonly CrmFieldValue[];
}
