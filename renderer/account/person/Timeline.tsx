import { useMemo } from 'react';
import type { LeadCard, LeadNote } from '../../../preload/contract.ts';
import { clip, formatDuration } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { Icon } from '../../ui/Icon.tsx';
import { PendingBadge } from '../PendingBadge.tsx';
import { RecordingPlayer } from './RecordingPlayer.tsx';
import css from './Timeline.module.css';
import { entryIcon } from './entryIcon.ts';
import { isMissed, timelineGroups } from './timelineModel.ts';

interface TimelineProps {
  /** Newest first; null while nobody knows them: they are not in the local copy. */
  readonly entries: readonly LeadNote[] | null;
  readonly freshness: LeadCard['freshness'];
  /** There are several deals: a move says which. */
  readonly namesDeals: boolean;
}

/** What was said and done, by whom and when: calls, notes, moves of deals; newest first, what is not sent yet before all else. */
export function Timeline({ entries, freshness, namesDeals }: TimelineProps) {
  const { t, locale } = useLanguage();
  const now = useNow(MINUTE);
  const headings = useMemo(() => headingsOf(locale), [locale]);
  if (entries === null) {
    const isAsking = freshness === 'asking' || freshness === 'local';
    return <p className={css['none']}>{t(isAsking ? 'card.notesAsking' : 'card.notesUnknown')}</p>;
  }
  if (entries.length === 0) return <p className={css['none']}>{t('card.noNotes')}</p>;
  return (
    <div className={css['timeline']}>
      {timelineGroups(entries, now).map(({ at, isToday, entries: group }) => (
        <div key={`${isToday} ${at}`}>
          <h3 className={css['heading']}>{headings(at, isToday, now)}</h3>
          <ol className={css['entries']}>
            {group.map((entry, index) => (
              <Entry
                key={entry.id ?? `new ${index}`}
                entry={entry}
                isLast={index === group.length - 1}
                namesDeals={namesDeals}
              />
            ))}
          </ol>
        </div>
      ))}
    </div>
  );
}

interface EntryProps {
  readonly entry: LeadNote;
  readonly isLast: boolean;
  readonly namesDeals: boolean;
}

function Entry({ entry, isLast, namesDeals }: EntryProps) {
  const { t, format } = useLanguage();
  const now = useNow(MINUTE);
  const missed = isMissed(entry);
  const { at, kind, text, by } = entry;
  const isCall = kind === 'callIn' || kind === 'callOut';
  const author = by === null ? '' : by.isMe ? t('pop.you') : clip(by.name ?? '', 40);
  return (
    <li className={css['entry']} data-last={isLast}>
      <span className={css['mark']} data-missed={missed}>
        <Icon of={entryIcon(entry)} size={12} />
      </span>
      <div className={css['said']}>
        <p className={css['first']} dir="auto">
          {isCall ? <CallWords entry={entry} missed={missed} /> : null}
          {kind === 'stage' ? <MoveWords moved={entry.moved} /> : null}
          {kind === 'note' || kind === 'other' ? (
            <>
              <span className="visuallyHidden">{t(`person.entry.${kind}`)}: </span>
              {clip(text, 2000) || t(`person.entry.${kind}`)}
            </>
          ) : null}
        </p>
        {isCall && text !== '' ? (
          <p className={css['text']} dir="auto">
            {clip(text, 2000)}
          </p>
        ) : null}
        {kind === 'stage' && namesDeals && (entry.moved?.lead ?? '') !== '' ? (
          <p className={css['text']} dir="auto">
            {clip(entry.moved?.lead ?? '', 120)}
          </p>
        ) : null}
        {entry.hasRecording === true && typeof entry.id === 'number' ? (
          <RecordingPlayer noteId={entry.id} length={entry.duration} />
        ) : null}
        <PendingBadge pending={entry.pending} />
      </div>
      <p className={css['when']}>
        <time>{format.when(at, now)}</time>
        {author === '' ? null : <span dir="auto"> · {author}</span>}
      </p>
    </li>
  );
}

function CallWords({ entry, missed }: { readonly entry: LeadNote; readonly missed: boolean }) {
  const { t } = useLanguage();
  const { kind, result, duration } = entry;
  const way = kind === 'callIn' ? 'callIn' : 'callOut';
  if (missed) return <b className={css['missed']}>{t('person.missed')}</b>;
  return (
    <>
      {result === null ? null : <span className="visuallyHidden">{t(`person.entry.${way}`)}: </span>}
      <b>{result === null ? t(`person.entry.${way}`) : t(`result.${result}`)}</b>
      {duration === null || duration === 0 ? null : (
        <span className={css['length']}> {formatDuration(duration)}</span>
      )}
    </>
  );
}

/** Stands for the stage in the sentence until it is put there with weight. */
const HERE = '\u{f8ff}';

function MoveWords({ moved }: { readonly moved: LeadNote['moved'] }) {
  const { t } = useLanguage();
  const from = moved?.from ?? null;
  const to = clip(moved?.to ?? t('deals.unknownStage'), 60);
  const sentence =
    from === null ? t('person.movedTo', { to: HERE }) : t('person.moved', { from: clip(from, 60), to: HERE });
  const [before = '', after = ''] = sentence.split(HERE);
  return (
    <>
      {before}
      <b>{to}</b>
      {after}
    </>
  );
}

function headingsOf(locale: string): (at: number, isToday: boolean, now: number) => string {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const month = new Intl.DateTimeFormat(locale, { month: 'long' });
  const monthOfYear = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' });
  return (at, isToday, now) => {
    if (isToday) return relative.format(0, 'day');
    return (new Date(at).getFullYear() === new Date(now).getFullYear() ? month : monthOfYear).format(at);
  };
}
