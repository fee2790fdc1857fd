import { useState } from 'react';
import type { LeadCard } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import css from './LeadCard.module.css';
import { NoteList } from '../NoteList.tsx';

interface LeadNotesProps {
  readonly card: LeadCard;
  readonly leadId: number;
  readonly canWrite: boolean;
}

/** What was written and said about a deal, the newest first, and a place to write more. */
export function LeadNotes({ card, leadId, canWrite }: LeadNotesProps) {
  const { t } = useLanguage();
  return (
    <section className={css['section']} aria-label={t('deals.notes')}>
      <h3>{t('deals.notes')}</h3>
      {canWrite ? <NewNote leadId={leadId} /> : null}
      <NoteList notes={card.notes} freshness={card.freshness} />
    </section>
  );
}

function NewNote({ leadId }: { readonly leadId: number }) {
  const { t } = useLanguage();
  const [text, setText] = useState('');
  const [ask, failure] = useAsk();
  const add = (): void => {
    if (text.trim() === '') return;
    ask(window.api.notes.add({ target: { entity: 'lead', id: leadId }, text: text.trim() }), () => {
      setText('');
    });
  };
  return (
    <form
      className={css['newNote']}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <textarea
        aria-label={t('deals.noteText')}
        placeholder={t('deals.noteText')}
        value={text}
        rows={2}
        maxLength={10_000}
        dir="auto"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          add();
        }}
      />
      <Button type="submit" keyHint="Ctrl+Enter" disabled={text.trim() === ''}>
        {t('deals.addNote')}
      </Button>
      <FailureLine failure={failure} />
    </form>
  );
}
