import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Call, CallScript, ScriptBlock, ScriptQuestion, ScriptSpan } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { assertNever } from '../../state/assertNever.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { isTextField } from '../../ui/keyboard.ts';
import type { FormTarget } from '../form/formDraft.ts';
import { Panel } from '../panels/Panel.tsx';
import type { Note } from '../useNote.ts';
import { answeredNote, answerInNote, takesNoAnswer } from './noteAnswers.ts';
import { Question, type QuestionState } from './Question.tsx';
import { scriptMove } from './scriptKeys.ts';
import css from './Script.module.css';
import { useOpenScript } from './useScript.ts';

interface ScriptPanelProps {
  readonly call: Call;
  /** Null: the calls of this line have one, but not those of this deal. */
  readonly script: CallScript | null;
  /** Whom the call is with, and the deal it is saved to: answers go into their fields. */
  readonly target: FormTarget | null;
  readonly leadId: number | null;
  readonly note: Note;
  readonly onClose: () => void;
}

/** What can be answered. */
const QUESTIONS = ':is(button, input):not(:disabled)';

/** What the team says in such a call, with its checkboxes and choices. */
export function ScriptPanel({ script, onClose, ...call }: ScriptPanelProps) {
  const { t } = useLanguage();
  return (
    <Panel title={script === null ? t('script.title') : clip(script.name, 80)} onClose={onClose}>
      {script === null ? (
        <output className={css['none']}>{t('script.none')}</output>
      ) : (
        <Script key={script.file} file={script.file} {...call} />
      )}
    </Panel>
  );
}

type ScriptProps = Omit<ScriptPanelProps, 'script' | 'onClose'> & { readonly file: string };

function Script({ call, file, target, leadId, note }: ScriptProps) {
  const { open, answer, failure } = useOpenScript(call, file, target, leadId);
  const text = useRef<HTMLDivElement>(null);
  const isRead = open !== null;
  /** The answer the note had no room for, and the note as it was then. */
  const [full, setFull] = useState<{ readonly id: string; readonly note: string } | null>(null);
  // The keyboard goes to the first question, or scrolls where there is none. Who types meanwhile goes on typing.
  useEffect(() => {
    if (!isRead || isTextField(document.activeElement)) return;
    (text.current?.querySelector<HTMLElement>(QUESTIONS) ?? text.current)?.focus();
  }, [isRead]);
  const isClosed = takesNoAnswer(call.log, note.state);
  const stateOf = (question: ScriptQuestion): QuestionState => {
    const field = open?.fields[question.id];
    const isFull = full?.id === question.id && full.note === note.text;
    return field === undefined
      ? {
          value: answerInNote(note.text, question),
          goes: null,
          trouble: isFull ? 'noteFull' : (open?.troubles[question.id] ?? null),
          isClosed,
        }
      : { value: field.value, goes: field, trouble: null, isClosed: false };
  };
  const give = (question: ScriptQuestion, value: string | null): void => {
    if (open?.fields[question.id] !== undefined) return answer(question, value);
    const next = answeredNote(note.text, question, value);
    if (next === null) return setFull({ id: question.id, note: note.text });
    note.type(next);
    return note.flush();
  };
  const move = (event: KeyboardEvent): void => {
    const all = Array.from(text.current?.querySelectorAll<HTMLElement>(QUESTIONS) ?? []);
    const at = all.findIndex((one) => one === document.activeElement);
    const next = scriptMove(event.key, at, all.length);
    if (next === null) return;
    if (next === 'scroll') return event.stopPropagation();
    event.preventDefault();
    all[next]?.focus();
  };
  const blocks = open?.blocks ?? [];
  const hasQuestion = blocks.some((block) => 'question' in block && !stateOf(block).isClosed);
  return (
    // A text that scrolls is reached by the keyboard; the arrows move among its questions.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-static-element-interactions
    <div
      ref={text}
      className={css['script']}
      data-script={file}
      tabIndex={hasQuestion ? -1 : 0}
      onKeyDown={move}
    >
      <FailureLine failure={failure} />
      {blocks.map((block, at) => (
        <Block key={`${at} ${block.kind}`} block={block} stateOf={stateOf} onAnswer={give} />
      ))}
    </div>
  );
}

interface BlockProps {
  readonly block: ScriptBlock;
  readonly stateOf: (question: ScriptQuestion) => QuestionState;
  readonly onAnswer: (question: ScriptQuestion, value: string | null) => void;
}

function Block({ block, stateOf, onAnswer }: BlockProps) {
  switch (block.kind) {
    case 'heading':
      return (
        <h3 dir="auto">
          <Words of={block.words} />
        </h3>
      );
    case 'text':
      return (
        <p dir="auto">
          <Words of={block.words} />
        </p>
      );
    case 'quote':
      return (
        <blockquote dir="auto">
          <Words of={block.words} />
        </blockquote>
      );
    case 'item':
      return (
        <p className={css['item']} data-depth={Math.min(block.depth, 3)} dir="auto">
          <span>{block.mark}</span>
          <span>
            <Words of={block.words} />
          </span>
        </p>
      );
    case 'rule':
      return <hr />;
    case 'check':
    case 'choice':
      return (
        <Question question={block} state={stateOf(block)} onAnswer={(value) => onAnswer(block, value)}>
          {block.kind === 'check' ? <Words of={block.words} /> : null}
        </Question>
      );
    default:
      return assertNever(block);
  }
}

/** Words as React elements: nothing of a script is ever HTML. */
function Words({ of }: { readonly of: readonly ScriptSpan[] }) {
  return of.map(({ text, look }, at) => {
    const key = `${at}`;
    switch (look) {
      case 'strong':
        return <strong key={key}>{text}</strong>;
      case 'em':
        return <em key={key}>{text}</em>;
      case 'code':
        return <code key={key}>{text}</code>;
      default:
        return <span key={key}>{text}</span>;
    }
  });
}
