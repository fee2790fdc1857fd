import { CalendarPlus, Check, ChevronRight, Milestone, X } from 'lucide-react';
import { useLayoutEffect } from 'react';
import type { Call, Lead } from '../../preload/contract.ts';
import type { FormTarget } from '../call/form/formDraft.ts';
import { clip } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { stageColour } from '../ui/givenColours.ts';
import { Icon } from '../ui/Icon.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import css from './NextStep.module.css';
import { popPresets } from './nextStep.ts';
import { usePlan, type Plan } from './usePlan.ts';

interface NextStepProps {
  readonly call: Call;
  /** Whom the pop shows. */
  readonly target: FormTarget;
  /** The deal the call is saved to, null for the contact only. */
  readonly lead: Lead | null;
  /** Told of the plan whenever it changes: keys and results act on it. */
  readonly onPlan: (plan: Plan | null) => void;
  /** Everything else that can go with a result. */
  readonly onForm: () => void;
  readonly isFormOpen: boolean;
  /** The result is on its way: nothing more can go with it. */
  readonly isOver: boolean;
}

/** What is saved with the result: a task by one of the usual times, and the deal's next stage. */
export function NextStep({ call, target, lead, onPlan, onForm, isFormOpen, isOver }: NextStepProps) {
  const { t } = useLanguage();
  const plan = usePlan(call, target, lead);
  // Before the paint: a key acts on what the agent sees.
  useLayoutEffect(() => {
    onPlan(plan);
  });
  useLayoutEffect(() => () => onPlan(null), [onPlan]);
  return (
    <fieldset className={css['step']} disabled={isOver}>
      <legend className="visuallyHidden">{t('pop.nextStep')}</legend>
      <div className={css['line']}>
        <Icon of={CalendarPlus} />
        {popPresets.map((preset) => (
          <button
            key={preset}
            type="button"
            className={css['chip']}
            aria-pressed={plan.preset === preset}
            aria-label={t(`pop.taskAt.${preset}`)}
            onClick={() => plan.pickTask(plan.preset === preset ? null : preset)}
          >
            {plan.preset === preset ? <Icon of={Check} size={12} /> : null}
            {t(`pop.preset.${preset}`)}
          </button>
        ))}
        <button
          type="button"
          className={css['chip']}
          aria-expanded={isFormOpen}
          aria-keyshortcuts="F"
          onClick={onForm}
        >
          {t('pop.pick')}
          <Kbd>F</Kbd>
        </button>
      </div>
      <StageLine plan={plan} />
    </fieldset>
  );
}

function StageLine({ plan: { steps, isMoved, moveStage, hasDeal } }: { readonly plan: Plan }) {
  const { t } = useLanguage();
  if (steps === null) {
    return (
      <div className={css['line']}>
        <Icon of={Milestone} />
        <span className={css['stage']}>{hasDeal ? '' : t('pop.chooseDeal')}</span>
      </div>
    );
  }
  const { count, at, colour, now, next } = steps;
  return (
    <div className={css['line']} {...stageColour(colour)}>
      <Icon of={Milestone} />
      <span className={css['steps']} aria-hidden="true">
        {Array.from({ length: Math.min(count, 9) }, (_, step) => (
          <i
            key={step}
            data-is={step < at ? 'past' : step === at ? 'now' : isMoved && step === at + 1 ? 'next' : ''}
          />
        ))}
      </span>
      <span className={css['stage']} data-is={isMoved ? 'next' : 'now'} dir="auto">
        {isMoved ? `→ ${clip(next?.name ?? '', 60)}` : clip(now, 60)}
      </span>
      {next === null ? null : (
        <button
          type="button"
          className={`${css['chip']} ${css['end']}`}
          aria-pressed={isMoved}
          aria-keyshortcuts="G"
          aria-label={t('pop.stageTo', { stage: clip(next.name, 60) })}
          onClick={moveStage}
        >
          {isMoved ? (
            <Icon of={X} size={12} />
          ) : (
            <>
              <span dir="auto">{clip(next.name, 60)}</span>
              <Icon of={ChevronRight} size={12} />
            </>
          )}
          <Kbd>G</Kbd>
        </button>
      )}
    </div>
  );
}
