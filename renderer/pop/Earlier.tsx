import { CloudOff, PhoneIncoming, PhoneMissed, PhoneOutgoing, StickyNote, UserRound } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { Caller, EarlierContact, Match } from '../../preload/contract.ts';
import { isMissed } from '../account/person/timelineModel.ts';
import { clip, formatDuration } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { MINUTE, useNow } from '../state/now.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './Earlier.module.css';

interface EarlierProps {
  /** Null before somebody was chosen: the rows are there and empty. */
  readonly match: Match | null;
  readonly freshness: Caller['freshness'];
}

const icons: Readonly<Record<EarlierContact['kind'], LucideIcon>> = {
  note: StickyNote,
  callIn: PhoneIncoming,
  callOut: PhoneOutgoing,
};

/** Three rows, always: what must be known of this caller (the CRM cannot be asked; they are a colleague's), then what was before. */
const ROWS = 3;

export function Earlier({ match, freshness }: EarlierProps) {
  const { t } = useLanguage();
  const isOffline = freshness === 'offline';
  const owner = match === null || match.responsibleIsMe ? null : match.responsible;
  const free = ROWS - Number(isOffline) - Number(owner !== null);
  const earlier = match?.earlier?.slice(0, free) ?? [];
  return (
    <ul className={css['earlier']} aria-label={t('past.title')}>
      {isOffline ? (
        <li className={css['row']} data-offline="">
          <Icon of={CloudOff} size={14} />
          <span className={css['what']}>{t('caller.offline')}</span>
        </li>
      ) : null}
      {owner === null ? null : (
        <li className={css['row']}>
          <Icon of={UserRound} size={14} />
          <span className={css['what']} dir="auto">
            {t('pop.isOf', { name: clip(owner, 60) })}
          </span>
        </li>
      )}
      {earlier.map((contact) => (
        <EarlierRow key={`${contact.kind} ${contact.at}`} contact={contact} />
      ))}
    </ul>
  );
}

function EarlierRow({ contact }: { readonly contact: EarlierContact }) {
  const { t, format } = useLanguage();
  const now = useNow(MINUTE);
  const { at, kind, text, duration, result, by } = contact;
  const missed = isMissed(contact);
  const name = missed
    ? t('person.missed')
    : result === null
      ? t(`person.entry.${kind}`)
      : t(`result.${result}`);
  const length = duration === null || duration === 0 ? null : formatDuration(duration);
  const rest = [length, text === '' ? null : clip(text, 120)].filter((words) => words !== null);
  const who = by === null ? [] : [by.isMe ? t('pop.you') : clip(by.name, 30)];
  return (
    <li className={css['row']} data-missed={missed}>
      <Icon of={missed ? PhoneMissed : icons[kind]} size={14} />
      <span className={css['what']} dir="auto">
        <b>{name}</b> {rest.join(' · ')}
      </span>
      <span className={css['when']}>{[format.when(at, now), ...who].join(' · ')}</span>
    </li>
  );
}
