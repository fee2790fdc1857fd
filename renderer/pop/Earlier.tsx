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
  /** Whom the call is with, or all it may be; none before somebody was chosen: the rows are there and empty. */
  readonly matches: readonly Match[];
  readonly freshness: Caller['freshness'];
}

const icons: Readonly<Record<EarlierContact['kind'], LucideIcon>> = {
  note: StickyNote,
  callIn: PhoneIncoming,
  callOut: PhoneOutgoing,
};

/** Three rows, always: what must be known of this caller (the CRM cannot be asked; they are a colleague's), then what was before. */
const ROWS = 3;

export function Earlier({ matches, freshness }: EarlierProps) {
  const { t } = useLanguage();
  const isOffline = freshness === 'offline';
  const [only] = matches.length === 1 ? matches : [];
  const owner = only === undefined || only.responsibleIsMe ? null : only.responsible;
  const free = ROWS - Number(isOffline) - Number(owner !== null);
  const earlier = (only === undefined ? ofAll(matches) : (only.earlier ?? [])).slice(0, free);
  return (
    <ul className={css['earlier']} aria-label={t('past.title')}>
      {isOffline ? (
        <li className={css['row']} data-offline="">
          <Icon of={CloudOff} />
          <span className={css['what']}>{t('caller.offline')}</span>
        </li>
      ) : null}
      {owner === null ? null : (
        <li className={css['row']}>
          <Icon of={UserRound} />
          <span className={css['what']} dir="auto">
            {t('pop.isOf', { name: clip(owner, 60) })}
          </span>
        </li>
      )}
      {earlier.map((contact, row) => (
        <EarlierRow key={`${row} ${contact.kind} ${contact.at}`} contact={contact} />
      ))}
    </ul>
  );
}

/** What was with one of several who share a number, and whose it was. */
type ContactOfOne = EarlierContact & { readonly who?: string; readonly isLast?: boolean };

/** The last of what was with any of them, newest first: it tells who is likely to call. */
function ofAll(matches: readonly Match[]): readonly ContactOfOne[] {
  return matches
    .flatMap(({ name, lastContact, earlier = [] }) => {
      const last: readonly EarlierContact[] =
        lastContact === null || lastContact.kind === 'change'
          ? []
          : [
              {
                at: lastContact.at,
                kind: lastContact.kind,
                text: lastContact.text ?? '',
                duration: null,
                result: null,
                by: lastContact.by ?? null,
              },
            ];
      return [
        ...last.map((contact) => ({ ...contact, who: name, isLast: true })),
        ...earlier.map((contact) => ({ ...contact, who: name })),
      ];
    })
    .toSorted((one, other) => other.at - one.at);
}

function EarlierRow({ contact }: { readonly contact: ContactOfOne }) {
  const { t, format } = useLanguage();
  const now = useNow(MINUTE);
  const { at, kind, text, duration, result, by } = contact;
  // Of the last contact nobody says how long it was.
  const missed = contact.isLast !== true && isMissed(contact);
  const name = missed
    ? t('person.missed')
    : result === null
      ? t(`person.entry.${kind}`)
      : t(`result.${result}`);
  const length = duration === null || duration === 0 ? null : formatDuration(duration);
  const rest = [length, text === '' ? null : clip(text, 120)].filter((words) => words !== null);
  const whose = contact.who === undefined ? '' : clip(contact.who, 40);
  const who = by === null ? [] : [by.isMe ? t('pop.you') : clip(by.name, 30)];
  return (
    <li className={css['row']} data-missed={missed}>
      <Icon of={missed ? PhoneMissed : icons[kind]} />
      <span className={css['what']} dir="auto">
        {whose === '' ? (
          <>
            <b>{name}</b> {rest.join(' · ')}
          </>
        ) : (
          <>
            <b>{whose}</b> {[name, ...rest].join(' · ')}
          </>
        )}
      </span>
      <span className={css['when']}>{[format.when(at, now), ...who].join(' · ')}</span>
    </li>
  );
}
