import { useState } from 'react';
import type { LeadCard, LeadNote } from '../../../preload/contract.ts';
import { clip, formatDuration } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import css from './LeadCard.module.css';
import { PendingBadge } from '../PendingBadge.tsx';

interface LeadNotesProps {
  readonly card: LeadCard;
  readonly leadId: number;
  readonly canWrite: boolean;
}

/** What was written and said about a deal, the newest first, and a place to write more. */
export function LeadNotes({ card, leadId, canWrite }: LeadNotesProps) {
  const { t } = useLanguage();
  const now = useNow(MINUTE);
  const isAsking = card.freshness === 'asking' || card.freshness === 'local';
  return (
    <section className={css['section']} aria-label={t('deals.notes')}>
      <h3>{t('deals.notes')}</h3>
      {canWrite ? <NewNote leadId={leadId} /> : null}
      {card.notes === null ? (
        <p className={css['none']}>{t(isAsking ? 'deals.notesAsking' : 'deals.notesOffline')}</p>
      ) : null}
      {card.notes?.length === 0 ? <p className={css['none']}>{t('deals.noNotes')}</p> : null}
      <ul className={css['notes']}>
        {(card.notes ?? []).map((note, index) => (
          <Note key={note.id ?? `new ${index}`} note={note} now={now} />
        ))}
      </ul>
    </section>
  );
}

function Note({ note, now }: { readonly note: LeadNote; readonly now: number }) {
  const { t, format } = useLanguage();
  return (
    <li className={css['note']}>
      <p className={css['noteHead']}>
        {t(`deals.note.${note.kind}`)} · {format.when(note.at, now)}
        {note.duration === null ? null : ` · ${formatDuration(note.duration)}`}
      </p>
      {note.text === '' ? null : (
        <p className={css['noteText']} dir="auto">
          {clip(note.text, 2000)}
        </p>
      )}
      <PendingBadge pending={note.pending} />
    </li>
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
