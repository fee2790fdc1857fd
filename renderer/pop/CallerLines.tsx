import { CalendarClock, CalendarPlus, Check, ClockAlert, History, MessageSquareQuote } from 'lucide-react';
import { useState } from 'react';
import type { Match } from '../../preload/contract.ts';
import { clip } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { useAsk } from '../state/ask.ts';
import { MINUTE, useNow } from '../state/now.ts';
import { Icon } from '../ui/Icon.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import css from './CallerLines.module.css';

/** The task of the caller that is due first, late ones in the colour of what is the agent's to do; and the key that ends it. */
export function NextTask({ match, callId }: { readonly match: Match | null; readonly callId: string }) {
  const { t, format } = useLanguage();
  const now = useNow(MINUTE);
  const [ask] = useAsk();
  const [done, setDone] = useState<number | null>(null);
  const task = match?.task ?? null;
  if (task === null) {
    return (
      <div className={css['task']} data-zone="task">
        <p className={css['line']}>
          <Icon of={CalendarPlus} />
          <span className={css['what']}>{match === null ? '' : t('pop.noTask')}</span>
        </p>
      </div>
    );
  }
  const isDone = done === task.id;
  const isLate = !isDone && task.at < now;
  return (
    <div className={css['task']} data-zone="task">
      <div className={css['line']} data-late={isLate}>
        <Icon of={isDone ? Check : isLate ? ClockAlert : CalendarClock} />
        <span className={css['what']}>
          <b dir="auto">{clip(task.text, 120) || t('pop.task')}</b> ·{' '}
          {isDone ? t('pop.taskIsDone') : isLate ? format.ago(task.at, now) : format.when(task.at, now)}
        </span>
        {isDone ? null : (
          <button
            type="button"
            className={css['done']}
            aria-keyshortcuts="D"
            data-task-done=""
            onClick={() => {
              const write = { kind: 'completeTask', taskId: task.id, resultText: '' } as const;
              ask(window.api.writes.add({ callId, write }), () => setDone(task.id));
            }}
          >
            {t('pop.taskDone')}
            <Kbd>D</Kbd>
          </button>
        )}
      </div>
    </div>
  );
}

interface LastWordsProps {
  readonly match: Match | null;
  /** To what was said and written before. */
  readonly onMore: () => void;
}

/** What was said or written last: who and when, then two lines of it; and the key to what was before. */
export function LastWords({ match, onMore }: LastWordsProps) {
  const { t, format } = useLanguage();
  const now = useNow(MINUTE);
  return (
    <div className={css['words']} data-zone="words">
      <Icon of={MessageSquareQuote} />
      <p>
        {match === null ? null : (
          <>
            <span className={css['who']} dir="auto">
              {who()}
            </span>
            {match.lastContact?.text === undefined || match.lastContact.text === null
              ? null
              : clip(match.lastContact.text, 200)}
          </>
        )}
      </p>
      {match === null ? null : (
        <IconButton of={History} label={t('past.title')} size={20} keyHint="I" onClick={onMore} />
      )}
    </div>
  );

  function who(): string {
    const last = match?.lastContact ?? null;
    if (last === null) return t('caller.never');
    const when = format.when(last.at, now);
    if (last.text === null) return `${when} · ${t(`caller.${last.kind}`)}`;
    const by = last.by ?? null;
    return by === null ? `${when}: ` : `${when}, ${by.isMe ? t('pop.you') : clip(by.name, 40)}: `;
  }
}
