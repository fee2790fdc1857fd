import { CalendarPlus } from 'lucide-react';
import { useRef, useState, type RefObject } from 'react';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import css from './NoteComposer.module.css';

interface NoteComposerProps {
  readonly about: { readonly entity: 'contact' | 'company' | 'lead'; readonly id: number };
  readonly placeholder: string;
  /** The letter for a note puts the keyboard here. */
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly onTask: () => void;
  /** A note was saved: the keyboard goes back to the card. */
  readonly onSaved: () => void;
}

/** Where a note is written; Enter saves it, Shift+Enter begins a line. */
export function NoteComposer({ about, placeholder, field, onTask, onSaved }: NoteComposerProps) {
  const { t } = useLanguage();
  const [text, setText] = useState('');
  const [ask, failure] = useAsk();
  const isSaving = useRef(false);
  const save = (): void => {
    if (text.trim() === '' || isSaving.current) return;
    isSaving.current = true;
    const target = { entity: about.entity, id: about.id };
    ask(
      window.api.writes.add({ write: { kind: 'addNote', target, text: text.trim() } }).finally(() => {
        isSaving.current = false;
      }),
      () => {
        setText('');
        onSaved();
      },
    );
  };
  return (
    <form
      className={css['composer']}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <textarea
        ref={field}
        dir="auto"
        rows={1}
        maxLength={10_000}
        className={css['field']}
        aria-label={t('note.label')}
        aria-keyshortcuts="N"
        placeholder={placeholder}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          save();
        }}
      />
      <div className={css['steps']}>
        <Button icon={CalendarPlus} onClick={onTask}>
          {t('card.task')}
        </Button>
        {text.trim() === '' ? null : (
          <Button type="submit" keyHint="Enter">
            {t('action.save')}
          </Button>
        )}
      </div>
      <FailureLine failure={failure} />
    </form>
  );
}
