import { CircleAlert, Clock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OpenScript, ScriptQuestion } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Icon } from '../../ui/Icon.tsx';
import { isAnswerKey } from './scriptKeys.ts';
import css from './Script.module.css';

/** What is answered so far, and where the answer goes. */
export interface QuestionState {
  readonly value: string | null;
  /** The field; null: the note. */
  readonly goes: OpenScript['fields'][string] | null;
  /** Why it is the note although the script names a field, or why the answer was not taken. */
  readonly trouble: OpenScript['troubles'][string] | 'noteFull' | null;
  /** The note is in the CRM, or on its way: it is put right there, and not here. */
  readonly isClosed: boolean;
}

interface QuestionProps {
  readonly question: ScriptQuestion;
  readonly state: QuestionState;
  /** Null takes the answer back. */
  readonly onAnswer: (value: string | null) => void;
  /** The words of a checkbox. */
  readonly children: ReactNode;
}

/** One question of a script: a checkbox, or choices of which one is pressed; pressed once more it is taken back. */
export function Question({ question, state, onAnswer, children }: QuestionProps) {
  const { t } = useLanguage();
  const { value, isClosed } = state;
  if (question.kind === 'check') {
    return (
      <div className={css['question']}>
        <label className={css['check']}>
          <input
            type="checkbox"
            checked={value !== null}
            disabled={isClosed}
            onChange={() => onAnswer(value === null ? '1' : null)}
            onKeyDown={(event) => {
              if (isAnswerKey(event)) event.currentTarget.click();
            }}
          />
          <span dir="auto">{children}</span>
        </label>
        <Goes state={state} />
      </div>
    );
  }
  return (
    <div className={css['question']}>
      <fieldset
        className={css['options']}
        aria-label={question.question === '' ? t('script.title') : question.question}
      >
        {question.options.map((option) => (
          <button
            key={option}
            type="button"
            className={css['option']}
            aria-pressed={option === value}
            disabled={isClosed}
            onClick={() => onAnswer(option === value ? null : option)}
            onKeyDown={(event) => {
              // A button is pressed again and again by a key held down.
              if (event.key === 'Enter' && event.repeat) event.preventDefault();
            }}
          >
            <span dir="auto">{option}</span>
          </button>
        ))}
      </fieldset>
      <Goes state={state} />
    </div>
  );
}

function Goes({ state: { goes, trouble } }: { readonly state: QuestionState }) {
  const { t } = useLanguage();
  if (trouble !== null)
    return (
      <p className={css['trouble']} role={trouble === 'noteFull' ? 'alert' : undefined}>
        {t(`script.trouble.${trouble}`)}
      </p>
    );
  if (goes === null) return null;
  return (
    <p className={css['goes']} data-pending={goes.pending}>
      {goes.pending === 'waiting' ? <Icon of={Clock} size={12} /> : null}
      {goes.pending === 'failed' ? <Icon of={CircleAlert} size={12} /> : null}
      {t(goes.pending === 'failed' ? 'script.notTaken' : 'script.goes', { field: clip(goes.name, 60) })}
    </p>
  );
}
