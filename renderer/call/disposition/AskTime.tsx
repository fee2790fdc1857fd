import { CalendarClock } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { AgentWrite, Call, FormChoices } from '../../../preload/contract.ts';
import { popPresets, popPresetTime } from '../../pop/nextStep.ts';
import type { FormTarget } from '../form/formDraft.ts';
import type { CallActions } from '../useCallActions.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { useFocusOnOpen } from '../../ui/useFocusOnOpen.ts';
import { useKeyDown } from '../../ui/useKeyDown.ts';
import css from './AskTime.module.css';
import { takesResult } from './likelyDisposition.ts';
import type { ResultChoice } from './resultChoices.ts';

interface AskTimeProps {
  readonly call: Call;
  /** The result that asks; it is given already. */
  readonly choice: ResultChoice;
  /** Whom the call was with, null when nobody is known, and the deal it is saved to. */
  readonly target: FormTarget | null;
  readonly leadId: number | null;
  readonly actions: CallActions;
  /** Everything else that can go with a result, any time among it. */
  readonly onForm: () => void;
  readonly onDone: () => void;
}

/** "Follow up", the kind of task every account has (crm-api.md 3.6). */
const FOLLOW_UP = 1;

/** When what was promised is due: one press makes the task, with the result while that can be changed, else beside it. */
export function AskTime({ call, choice, target, leadId, actions, onForm, onDone }: AskTimeProps) {
  const { t } = useLanguage();
  const [choices, setChoices] = useState<FormChoices | null>(null);
  const box = useRef<HTMLFieldSetElement>(null);
  const first = useFocusOnOpen<HTMLButtonElement>();
  const [entity, id] = [target?.entity, target?.id];

  useEffect(() => {
    let wanted = true;
    const about = entity === undefined || id === undefined ? null : { entity, id };
    void window.api.calls.formChoices({ callId: call.id, target: about }).then((answer) => {
      if (wanted && answer.ok) setChoices(answer.value);
    });
    return () => {
      wanted = false;
    };
  }, [call.id, entity, id]);
  useKeyDown(box, (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onDone();
  });

  const save = (at: number): void => {
    const task = {
      text: choice.of?.task?.text ?? t('pop.taskText'),
      typeId: choice.of?.task?.typeId ?? choices?.dictionary.taskTypes[0]?.id ?? FOLLOW_UP,
      completeTill: Math.floor(at / 1000),
      responsible: null,
    };
    if (takesResult(call)) return actions.finish({ callId: call.id, ...choice.given, task }, onDone);
    const about: Extract<AgentWrite, { kind: 'createTask' }>['target'] =
      leadId === null ? (target === null ? null : { ...target }) : { entity: 'lead', id: leadId };
    return actions.add({ kind: 'createTask', target: about, ...task }, onDone);
  };
  const name = choice.of?.label ?? t(`result.${choice.given.result}`);
  return (
    <fieldset ref={box} className={css['ask']}>
      <legend className={css['legend']}>
        <Icon of={CalendarClock} size={14} />
        <span dir="auto">{t('outcome.askTime', { result: clip(name, 60) })}</span>
      </legend>
      <div className={css['chips']}>
        {popPresets.map((preset, place) => (
          <button
            key={preset}
            ref={place === 0 ? first : null}
            type="button"
            className={css['chip']}
            aria-label={t(`pop.taskAt.${preset}`)}
            disabled={choices === null}
            onClick={() =>
              save(popPresetTime(preset, Date.now() + (choices?.clockAhead ?? 0), choices?.timezone ?? null))
            }
          >
            {t(`pop.preset.${preset}`)}
          </button>
        ))}
        <button
          type="button"
          className={css['chip']}
          aria-keyshortcuts="F"
          disabled={!takesResult(call)}
          onClick={() => {
            onDone();
            onForm();
          }}
        >
          {t('pop.pick')}
          <Kbd>F</Kbd>
        </button>
        <button type="button" className={css['none']} aria-keyshortcuts="Escape" onClick={onDone}>
          {t('outcome.noTime')}
          <Kbd>Esc</Kbd>
        </button>
      </div>
    </fieldset>
  );
}
