import { useState } from 'react';
import type { ContactOrCompanyCard } from '../../../preload/contract.ts';
import { Panel } from '../../call/panels/Panel.tsx';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { useFocusOnOpen } from '../../ui/useFocusOnOpen.ts';
import css from './CardNotes.module.css';
import { CardSection } from './CardSection.tsx';
import { NoteList } from '../NoteList.tsx';

interface CardNotesProps {
  readonly card: Pick<ContactOrCompanyCard, 'notes' | 'freshness'>;
  readonly about: { readonly entity: 'contact' | 'company' | 'lead'; readonly id: number };
  readonly isAdding: boolean;
  readonly onClose: () => void;
}

/** The last calls and notes, newest first; those not sent yet before all others. */
export function CardNotes({ card: { notes, freshness }, about, isAdding, onClose }: CardNotesProps) {
  const { t } = useLanguage();
  return (
    <CardSection title={t('card.notes')}>
      {isAdding ? <NewNote about={about} onClose={onClose} /> : null}
      <NoteList notes={notes} freshness={freshness} />
    </CardSection>
  );
}

function NewNote({ about, onClose }: Pick<CardNotesProps, 'about' | 'onClose'>) {
  const { t } = useLanguage();
  const [text, setText] = useState('');
  const [ask, failure] = useAsk();
  const field = useFocusOnOpen<HTMLTextAreaElement>();
  const save = (): void => {
    if (text.trim() === '') return;
    const target = { entity: about.entity, id: about.id };
    ask(window.api.writes.add({ write: { kind: 'addNote', target, text: text.trim() } }), onClose);
  };
  return (
    <Panel title={t('card.note')} onClose={onClose}>
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <textarea
          ref={field}
          dir="auto"
          rows={3}
          maxLength={10_000}
          className={css['field']}
          aria-label={t('note.label')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            save();
          }}
        />
        <Button type="submit" look="main" keyHint="Enter" disabled={text.trim() === ''}>
          {t('action.save')}
        </Button>
        <FailureLine failure={failure} />
      </form>
    </Panel>
  );
}
