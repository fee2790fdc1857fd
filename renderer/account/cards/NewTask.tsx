import { useState } from 'react';
import type { Account, PartyRow } from '../../../preload/contract.ts';
import { Panel } from '../../call/Panel.tsx';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Field } from '../../ui/Field.tsx';
import { Select } from '../../ui/Select.tsx';
import { useFocusOnOpen } from '../../ui/useFocusOnOpen.ts';
import { fieldOfTime, presetTime, taskPresets, timeOfField } from '../tasks/taskPresets.ts';
import css from './CardForm.module.css';
import { useDictionary } from './useDictionary.ts';

interface NewTaskProps {
  readonly about: PartyRow;
  readonly account: Account;
  readonly onClose: () => void;
}

/** The CRM's own kind "contact them", there in every account. */
const FOLLOW_UP = 1;

/** A task about the person or company of the card, for the agent, by the account's clocks. */
export function NewTask({ about, account: { timezone }, onClose }: NewTaskProps) {
  const { t } = useLanguage();
  const { taskTypes } = useDictionary();
  const now = useNow(MINUTE);
  const [text, setText] = useState('');
  const [type, setType] = useState(String(FOLLOW_UP));
  const [due, setDue] = useState(() => fieldOfTime(presetTime('tomorrow', now, timezone), timezone));
  const [ask, failure] = useAsk();
  const first = useFocusOnOpen<HTMLInputElement>();
  const time = timeOfField(due, timezone);
  const isGood = text.trim() !== '' && time !== null;

  const save = (): void => {
    if (time === null || text.trim() === '') return;
    ask(
      window.api.tasks.create({
        target: { entity: about.entity, id: about.id },
        text: text.trim(),
        typeId: Number(type),
        completeTill: Math.floor(time / 1000),
        responsible: null,
      }),
      onClose,
    );
  };
  return (
    <Panel title={t('card.task')} onClose={onClose}>
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field
          label={t('card.taskText')}
          value={text}
          maxLength={1000}
          ref={first}
          dir="auto"
          onText={setText}
        />
        <div className={css['presets']}>
          {taskPresets.map((preset) => {
            const at = fieldOfTime(presetTime(preset, now, timezone), timezone);
            return (
              <button
                key={preset}
                type="button"
                className={css['preset']}
                aria-pressed={at === due}
                onClick={() => setDue(at)}
              >
                {t(`card.due.${preset}`)}
              </button>
            );
          })}
        </div>
        <Field label={t('card.taskDue')} type="datetime-local" value={due} onText={setDue} />
        {taskTypes.length === 0 ? null : (
          <Select
            label={t('card.taskType')}
            value={type}
            options={taskTypes.map(({ id, name }) => ({ value: String(id), text: clip(name, 60) }))}
            onPick={setType}
          />
        )}
        <Button type="submit" look="main" disabled={!isGood}>
          {t('action.save')}
        </Button>
        <FailureLine failure={failure} />
      </form>
    </Panel>
  );
}
