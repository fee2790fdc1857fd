import { useEffect, useState } from 'react';
import type { Call, CallForm, CallStatus, FormChoices, Lead } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import { emptyDraft, formOf, type FormDraft, type FormTarget } from '../call/form/formDraft.ts';
import { popPresetTime, presetAfter, stageSteps, type PopPreset } from './nextStep.ts';

/** What is to be saved with the result of a call, as it is chosen in the pop itself. */
export interface Plan {
  readonly draft: FormDraft;
  readonly choices: FormChoices | null;
  /** Something is planned: a result is saved with it, as one. */
  readonly isMade: boolean;
  readonly preset: PopPreset | null;
  readonly steps: ReturnType<typeof stageSteps>;
  /** The call is saved to a deal. */
  readonly hasDeal: boolean;
  /** The deal goes to its next stage. */
  readonly isMoved: boolean;
  readonly pickTask: (preset: PopPreset | null) => void;
  /** The next of the usual times, and none after the last. */
  readonly nextTask: () => void;
  readonly moveStage: () => void;
  /** The result with all of it, as main saves it. */
  readonly formOf: (result: CallStatus, note: string) => CallForm;
}

/**
 * @param target whom the pop shows
 * @param lead the deal the call is saved to
 */
export function usePlan(call: Call, target: FormTarget, lead: Lead | null): Plan {
  const { t } = useLanguage();
  // Never while it rings: the agent reads a name then.
  const isWanted = call.state !== 'ringing';
  const [choices, setChoices] = useState<FormChoices | null>(null);
  // When it was chosen: "in an hour" is an hour from then.
  const [picked, setPicked] = useState<{ readonly preset: PopPreset; readonly at: number } | null>(null);
  const preset = picked?.preset ?? null;
  const [movedLead, setMovedLead] = useState<number | null>(null);
  const { entity, id } = target;

  useEffect(() => {
    if (!isWanted) return undefined;
    let wanted = true;
    void window.api.calls.formChoices({ callId: call.id, target: { entity, id } }).then((answer) => {
      if (wanted && answer.ok) setChoices(answer.value);
    });
    return () => {
      wanted = false;
    };
  }, [isWanted, call.id, entity, id]);

  const steps = stageSteps(lead, choices);
  // Another deal chosen: its stage is another matter.
  const isMoved = movedLead !== null && movedLead === lead?.id && steps !== null && steps.next !== null;
  const draft: FormDraft = {
    ...emptyDraft(call),
    ...(lead === null ? {} : { leadId: lead.id }),
    taskAt:
      picked === null
        ? null
        : popPresetTime(picked.preset, picked.at + (choices?.clockAhead ?? 0), choices?.timezone ?? null),
    statusId: isMoved ? (steps?.next?.id ?? null) : null,
  };
  const pickTask = (next: PopPreset | null): void =>
    setPicked(next === null ? null : { preset: next, at: Date.now() });
  return {
    draft,
    choices,
    isMade: preset !== null || isMoved,
    preset,
    steps,
    hasDeal: lead !== null,
    isMoved,
    pickTask,
    nextTask: () => pickTask(presetAfter(preset)),
    moveStage: () => setMovedLead(isMoved || (steps?.next ?? null) === null ? null : (lead?.id ?? null)),
    formOf: (result, note) => formOf(call, { result, note }, draft, choices, t('pop.taskText')),
  };
}
