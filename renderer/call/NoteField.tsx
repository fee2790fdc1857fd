import { useId, type ReactNode, type Ref } from 'react';
import { useLanguage } from '../i18n/language.ts';
import { LONGEST_NOTE, type NoteState } from '../state/noteSaver.ts';
import { Kbd } from '../ui/Kbd.tsx';
import css from './NoteField.module.css';
import type { Note } from './useNote.ts';

interface NoteFieldProps {
  readonly note: Note;
  readonly ref?: Ref<HTMLTextAreaElement>;
  /** Stands at the end of the label's line, as low as it. */
  readonly beside?: ReactNode;
  /** In a pop: a well of two lines, which grows upwards to five over what is above it. */
  readonly isWell?: boolean;
  /** The call is in the CRM: there it is put right, and not here. */
  readonly isClosed?: boolean;
}

/** The note of a call, saved while it is typed. Digits typed here are text; Enter and Esc leave it. */
export function NoteField({ note, ref, beside, isWell = false, isClosed = false }: NoteFieldProps) {
  const { t } = useLanguage();
  const id = useId();
  return (
    <div className={css['note']} data-well={isWell}>
      <div className={css['head']}>
        <label htmlFor={id} className={isWell ? 'visuallyHidden' : undefined}>
          {t('note.label')} {isWell ? null : <Kbd always>N</Kbd>}
        </label>
        <NoteSaved state={note.state} />
        {beside}
      </div>
      <textarea
        ref={ref}
        id={id}
        rows={2}
        dir="auto"
        maxLength={LONGEST_NOTE}
        className={css['text']}
        placeholder={t(isClosed ? 'note.closed' : isWell ? 'note.label' : 'note.placeholder')}
        readOnly={isClosed}
        title={t('note.keys')}
        aria-keyshortcuts="N"
        value={note.text}
        onChange={(event) => {
          note.type(event.target.value);
        }}
        onBlur={note.flush}
        onKeyDown={(event) => {
          if (
            event.key !== 'Enter' ||
            event.shiftKey ||
            event.ctrlKey ||
            event.metaKey ||
            event.nativeEvent.isComposing
          )
            return;
          event.preventDefault();
          event.currentTarget.blur();
        }}
      />
    </div>
  );
}

function NoteSaved({ state }: { readonly state: NoteState }) {
  const { t } = useLanguage();
  const words = {
    clean: null,
    pending: t('note.saving'),
    saved: t('note.saved'),
    unsaved: t('note.unsaved'),
    tooLate: t('note.tooLate'),
  }[state];
  const isTrouble = state === 'unsaved' || state === 'tooLate';
  return (
    <span role={isTrouble ? 'alert' : undefined} className={isTrouble ? css['trouble'] : css['state']}>
      {words}
    </span>
  );
}
