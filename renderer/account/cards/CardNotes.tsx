import { useState } from 'react';
import type { LeadNote, PartyCard } from '../../../preload/contract.ts';
import { Panel } from '../../call/Panel.tsx';
import { clip, formatDuration } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { useFocusOnOpen } from '../../ui/useFocusOnOpen.ts';
import css from './CardNotes.module.css';
import { CardSection } from './CardSection.tsx';
import { PendingBadge } from '../PendingBadge.tsx';

interface CardNotesProps {
  readonly card: Pick<PartyCard, 'notes' | 'freshness'>;
  readonly about: { readonly entity: 'contact' | 'company' | 'lead'; readonly id: number };
  readonly isAdding: boolean;
  readonly onClose: () => void;
}

const icons: Readonly<Record<LeadNote['kind'], IconName>> = {
  note: 'note',
  callIn: 'callIn',
  callOut: 'callOut',
  other: 'note',
};

/** The last calls and notes, newest first; those not sent yet before all others. */
export function CardNotes({ card: { notes, freshness }, about, isAdding, onClose }: CardNotesProps) {
  const { t } = useLanguage();
  return (
    <CardSection title={t('card.notes')}>
      {isAdding ? <NewNote about={about} onClose={onClose} /> : null}
      {notes === null ? (
        <p className={css['none']}>
          {t(freshness === 'asking' || freshness === 'local' ? 'card.notesAsking' : 'card.notesUnknown')}
        </p>
      ) : notes.length === 0 ? (
        <p className={css['none']}>{t('card.noNotes')}</p>
      ) : (
        <ul className={css['notes']}>
          {notes.map((note, index) => (
            <Note key={note.id ?? `new ${index}`} note={note} />
          ))}
        </ul>
      )}
    </CardSection>
  );
}

function Note({ note: { at, kind, text, duration, pending } }: { readonly note: LeadNote }) {
  const { t, format } = useLanguage();
  const now = useNow(MINUTE);
  return (
    <li className={css['note']}>
      <Icon name={icons[kind]} />
      <p className={css['when']}>
        {t(`card.noteKind.${kind}`)} · {format.when(at, now)}
        {duration === null || duration === 0 ? '' : ` · ${formatDuration(duration)}`}
      </p>
      <PendingBadge pending={pending} />
      <p className={css['text']} dir="auto">
        {clip(text, 2000)}
      </p>
    </li>
  );
}

function NewNote({ about, onClose }: Pick<CardNotesProps, 'about' | 'onClose'>) {
  const { t } = useLanguage();
  const [text, setText] = useState('');
  const [ask, failure] = useAsk();
  const field = useFocusOnOpen<HTMLTextAreaElement>();
  const save = (): void => {
    if (text.trim() === '') return;
    ask(window.api.notes.add({ target: { entity: about.entity, id: about.id }, text: text.trim() }), onClose);
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
