import { PhoneIncoming, PhoneOutgoing, StickyNote, type LucideIcon } from 'lucide-react';
import type { LeadCard, LeadNote } from '../../preload/contract.ts';
import { clip, formatDuration } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { MINUTE, useNow } from '../state/now.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './NoteList.module.css';
import { PendingBadge } from './PendingBadge.tsx';

interface NoteListProps {
  /** Null while nobody knows them: they are not in the local copy. */
  readonly notes: readonly LeadNote[] | null;
  readonly freshness: LeadCard['freshness'];
}

const icons: Readonly<Record<LeadNote['kind'], LucideIcon>> = {
  note: StickyNote,
  callIn: PhoneIncoming,
  callOut: PhoneOutgoing,
  other: StickyNote,
};

/** What was written and said, newest first; what is not sent yet before all else. */
export function NoteList({ notes, freshness }: NoteListProps) {
  const { t } = useLanguage();
  if (notes === null) {
    const isAsking = freshness === 'asking' || freshness === 'local';
    return <p className={css['none']}>{t(isAsking ? 'card.notesAsking' : 'card.notesUnknown')}</p>;
  }
  if (notes.length === 0) return <p className={css['none']}>{t('card.noNotes')}</p>;
  return (
    <ul className={css['notes']}>
      {notes.map((note, index) => (
        <Note key={note.id ?? `new ${index}`} note={note} />
      ))}
    </ul>
  );
}

function Note({ note: { at, kind, text, duration, pending } }: { readonly note: LeadNote }) {
  const { t, format } = useLanguage();
  const now = useNow(MINUTE);
  return (
    <li className={css['note']}>
      <Icon of={icons[kind]} />
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
