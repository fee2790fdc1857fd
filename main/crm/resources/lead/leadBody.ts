import { LOST, WON } from '../../../../preload/constants.ts';
import { assertNever } from '../../../common/result.ts';
import type { NewFieldValue } from '../../types/entity.ts';
import type { TagChanges } from '../../types/tag.ts';
import { fieldValues } from '../fieldValues.ts';
import { given, type JsonObject } from '../../transport/writeRequest.ts';

/** Where a lead stands. Won and lost are stages of every pipeline; a stage is sent with its pipeline (crm-api.md 3.4, 3.5). */
export type LeadStage =
  | { readonly kind: 'open'; readonly pipeline_id: number; readonly status_id: number }
  | { readonly kind: 'won'; readonly pipeline_id: number }
  | { readonly kind: 'lost'; readonly pipeline_id: number; readonly loss_reason_id?: number };

/** What a lead says of itself; absent keys are not sent. */
export interface LeadFacts {
  readonly name?: string;
  /** Whole units of the account's currency. */
  readonly price?: number;
  readonly responsible_user_id?: number;
  readonly stage?: LeadStage;
  /** Each with the one value it shall have. */
  readonly fields?: readonly NewFieldValue[];
}

export interface LeadChanges extends LeadFacts, TagChanges {}

function stageBody(stage: LeadStage): JsonObject {
  const { pipeline_id } = stage;
  switch (stage.kind) {
    case 'open':
      return { pipeline_id, status_id: stage.status_id };
    case 'won':
      return { pipeline_id, status_id: WON };
    case 'lost':
      return given({ pipeline_id, status_id: LOST, loss_reason_id: stage.loss_reason_id });
    default:
      return assertNever(stage);
  }
}

/** The body of one lead, only with the keys given. */
export function leadBody({ name, price, responsible_user_id, stage, fields }: LeadFacts): JsonObject {
  return given({
    name,
    price,
    responsible_user_id,
    custom_fields_values: fields === undefined ? undefined : fieldValues(fields),
    ...(stage === undefined ? {} : stageBody(stage)),
  });
}
