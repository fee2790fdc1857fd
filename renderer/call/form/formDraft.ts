import { LOST } from '../../../preload/constants.ts';
import type { Call, CallForm, CallStatus, FormChoices } from '../../../preload/contract.ts';
import { leadOfCall } from '../match/leadOfCall.ts';

/** Whom a call is shown with: chosen, or the only one who has the number. */
export interface FormTarget {
  readonly entity: 'contact' | 'company';
  readonly id: number;
}

/** What the agent has filled in beside result and note; all of it may stay empty. */
export interface FormDraft {
  /** The deal the call belongs to; null: only to the contact; undefined: where it goes as it stands. */
  readonly leadId: number | null | undefined;
  /** The deal's new stage, null: as it is. */
  readonly statusId: number | null;
  readonly lossReasonId: number | null;
  readonly taskText: string;
  /** Null: the account's first kind. */
  readonly taskTypeId: number | null;
  /** Unix ms; null: no task. */
  readonly taskAt: number | null;
}

/** "Follow up", the kind of task every account has (crm-api.md 3.6). */
const FOLLOW_UP = 1;

/** An empty form: the deal of the call is where it goes as it stands, and nothing else. */
export function emptyDraft(call: Pick<Call, 'chosen'>): FormDraft {
  return {
    leadId: call.chosen?.leadId,
    statusId: null,
    lossReasonId: null,
    taskText: '',
    taskTypeId: null,
    taskAt: null,
  };
}

/** The deal the form shows, which is the one that is sent. */
export const leadOfForm = (
  call: Pick<Call, 'chosen'>,
  draft: FormDraft,
  choices: FormChoices | null,
): number | null => (draft.leadId === undefined ? leadOfCall(call, choices?.leads ?? []) : draft.leadId);

/** The stages a deal of the form can be moved to: those of its own pipeline. */
export function stagesFor(
  leadId: number | null,
  choices: FormChoices,
): FormChoices['dictionary']['pipelines'][number]['statuses'] {
  const lead = choices.leads.find(({ id }) => id === leadId);
  return choices.dictionary.pipelines.find(({ id }) => id === lead?.pipelineId)?.statuses ?? [];
}

/** True while a reason can be given: the deal is about to be lost, and the account has reasons. */
export function asksReason(draft: FormDraft, choices: FormChoices): boolean {
  return draft.statusId === LOST && choices.dictionary.lossReasons.length > 0;
}

/**
 * The whole form for main, to be saved as one. What was not touched is absent and stays as it is.
 *
 * @param taskDefault what a task says whose time alone was chosen
 */
export function formOf(
  call: Pick<Call, 'id' | 'chosen'>,
  given: { readonly result: CallStatus; readonly note: string },
  draft: FormDraft,
  choices: FormChoices | null,
  taskDefault: string,
): CallForm {
  const leadId = leadOfForm(call, draft, choices);
  const lead = choices?.leads.find(({ id }) => id === leadId);
  const target = choices?.target ?? null;
  // Nobody chosen: said all the same where a deal is shown, or its place was taken by "no deal".
  const isSaid = leadId !== (call.chosen?.leadId ?? null) || (call.chosen === null && draft.leadId === null);
  const moves = lead !== undefined && draft.statusId !== null && draft.statusId !== lead.statusId;
  const hasReason = choices !== null && asksReason(draft, choices) && draft.lossReasonId !== null;
  return {
    callId: call.id,
    result: given.result,
    note: given.note,
    ...(target !== null && isSaid ? { target: { entity: target.entity, entityId: target.id, leadId } } : {}),
    ...(draft.taskAt === null
      ? {}
      : {
          task: {
            text: draft.taskText.trim() === '' ? taskDefault : draft.taskText.trim(),
            typeId: draft.taskTypeId ?? choices?.dictionary.taskTypes[0]?.id ?? FOLLOW_UP,
            completeTill: Math.floor(draft.taskAt / 1000),
            responsible: null,
          },
        }),
    ...(moves && draft.statusId !== null
      ? {
          stage: {
            leadId: lead.id,
            pipelineId: lead.pipelineId,
            statusId: draft.statusId,
            before: { pipelineId: lead.pipelineId, statusId: lead.statusId },
            ...(hasReason && draft.lossReasonId !== null ? { lossReasonId: draft.lossReasonId } : {}),
          },
        }
      : {}),
  };
}
