import { useEffect, useRef, useState } from 'react';
import type { LeadNote } from '../../../preload/contract.ts';
import { entryIcon } from '../../account/person/entryIcon.ts';
import { isMissed } from '../../account/person/timelineModel.ts';
import { clip, formatDuration } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { useAsk } from '../../state/ask.ts';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Icon } from '../../ui/Icon.tsx';
import css from './PastPanel.module.css';
import { Panel } from './Panel.tsx';

interface PastPanelProps {
  readonly callId: string;
  readonly target: { readonly entity: 'contact' | 'company'; readonly id: number };
  readonly onClose: () => void;
}

interface Past {
  /** Newest first; null when the CRM could not tell. */
  readonly entries: readonly LeadNote[] | null;
}

/** The last calls and notes of whoever the pop shows: who spoke or wrote, when, and what. */
export function PastPanel({ callId, target: { entity, id }, onClose }: PastPanelProps) {
  const { t } = useLanguage();
  const [past, setPast] = useState<Past | null>(null);
  const [ask, failure] = useAsk();
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    let isWanted = true;
    ask(window.api.contacts.past({ callId, target: { entity, id } }), (value) => {
      if (isWanted) setPast(value);
    });
    return () => {
      isWanted = false;
    };
  }, [ask, callId, entity, id]);
  // The keyboard scrolls it, and Esc puts it away.
  useEffect(() => {
    if (past !== null) list.current?.focus();
  }, [past]);
  return (
    <Panel title={t('past.title')} onClose={onClose}>
      <FailureLine failure={failure} />
      {failure !== null ? null : past === null || past.entries === null || past.entries.length === 0 ? (
        <output className={css['none']}>
          {t(past === null ? 'past.asking' : past.entries === null ? 'past.unknown' : 'past.none')}
        </output>
      ) : (
        // A list that scrolls is reached by the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <ol ref={list} className={css['entries']} tabIndex={0} aria-label={t('past.title')}>
          {past.entries.map((entry, index) => (
            <Entry key={entry.id ?? `new ${index}`} entry={entry} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function Entry({ entry }: { readonly entry: LeadNote }) {
  const { t, format } = useLanguage();
  const now = useNow(MINUTE);
  const { at, kind, text, by, result, duration } = entry;
  const isCall = kind === 'callIn' || kind === 'callOut';
  const missed = isMissed(entry);
  const author = by === null ? '' : by.isMe ? t('pop.you') : clip(by.name ?? '', 40);
  const what = missed ? t('person.missed') : result === null ? '' : t(`result.${result}`);
  const length = duration === null || duration === 0 ? '' : formatDuration(duration);
  return (
    <li className={css['entry']}>
      <span className={css['mark']} data-missed={missed}>
        <Icon of={entryIcon(entry)} size={14} />
      </span>
      <p>
        <span className={css['who']} dir="auto">
          {isCall ? <span className="visuallyHidden">{t(`person.entry.${kind}`)}: </span> : null}
          {[format.when(at, now), author, what, length].filter((words) => words !== '').join(' · ')}
        </span>
        {text === '' ? null : <span dir="auto">{clip(text, 500)}</span>}
      </p>
    </li>
  );
}
