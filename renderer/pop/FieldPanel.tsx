import { useState, type FormEvent } from 'react';
import type { ShownField } from '../../preload/contract.ts';
import { Panel } from '../call/panels/Panel.tsx';
import { clip } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { Button } from '../ui/Button.tsx';
import { DateTimeField } from '../ui/DateTimeField.tsx';
import { Field } from '../ui/Field.tsx';
import { useFocusOnOpen } from '../ui/useFocusOnOpen.ts';
import css from './FieldPanel.module.css';
import type { FieldHands } from './usePopFields.ts';

interface FieldPanelProps {
  readonly field: ShownField;
  readonly hands: FieldHands;
  readonly onClose: () => void;
}

/** One field of the caller, changed: a list by its values, all else by a line. */
export function FieldPanel({ field, hands, onClose }: FieldPanelProps) {
  const name = clip(field.field?.name ?? '', 120);
  const set = (value: string | null): void => hands.set(field.key, value, onClose);
  return (
    <Panel title={name} onClose={onClose}>
      {field.field?.edit === 'choice' ? (
        <Choice field={field} onPick={set} />
      ) : (
        <Line field={field} name={name} isRefused={hands.failure !== null} onSave={set} />
      )}
    </Panel>
  );
}

interface ChoiceProps {
  readonly field: ShownField;
  readonly onPick: (value: string | null) => void;
}

function Choice({ field, onPick }: ChoiceProps) {
  const { t } = useLanguage();
  const first = useFocusOnOpen<HTMLButtonElement>();
  const [now = null] = field.values;
  const choices = field.field?.choices ?? [];
  const focused = now !== null && choices.includes(now) ? now : choices[0];
  return (
    <ul className={css['choices']}>
      {choices.map((choice) => (
        <li key={choice}>
          <button
            ref={choice === focused ? first : undefined}
            type="button"
            className={css['choice']}
            aria-pressed={choice === now}
            onClick={() => onPick(choice)}
          >
            <span dir="auto">{clip(choice, 200)}</span>
          </button>
        </li>
      ))}
      <li>
        <button
          type="button"
          className={css['choice']}
          aria-pressed={now === null}
          onClick={() => onPick(null)}
        >
          <span className={css['none']}>{t('popFields.empty')}</span>
        </button>
      </li>
    </ul>
  );
}

interface LineProps {
  readonly field: ShownField;
  readonly name: string;
  readonly isRefused: boolean;
  readonly onSave: (value: string | null) => void;
}

function Line({ field, name, isRefused, onSave }: LineProps) {
  const { t } = useLanguage();
  const [text, setText] = useState(field.values[0] ?? '');
  const first = useFocusOnOpen<HTMLInputElement>();
  const edit = field.field?.edit;
  const save = (event: FormEvent): void => {
    event.preventDefault();
    onSave(text.trim() === '' ? null : text);
  };
  const common = {
    ref: first,
    label: name,
    value: text,
    ...(isRefused ? { error: t(edit === 'number' ? 'popFields.noNumber' : 'popFields.notTaken') } : {}),
    isAlert: true,
  };
  return (
    <form className={css['line']} onSubmit={save}>
      {edit === 'date' ? (
        <DateTimeField {...common} parts="day" onValue={setText} />
      ) : (
        <Field
          {...common}
          inputMode={edit === 'number' ? 'decimal' : undefined}
          maxLength={499}
          onText={setText}
        />
      )}
      <div className={css['steps']}>
        {/* A day that is not whole is no wish to empty the field. */}
        <Button look="main" type="submit" disabled={edit === 'date' && text === ''}>
          {t('action.save')}
        </Button>
        <Button onClick={() => onSave(null)}>{t('popFields.empty')}</Button>
      </div>
    </form>
  );
}
