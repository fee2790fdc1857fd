import { memo } from 'react';
import type { TaskRow } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { PendingBadge } from '../PendingBadge.tsx';
import { dueFormat } from './dueWords.ts';
import css from './TaskItem.module.css';
import { aboutWords, typeWords } from './taskWords.ts';

interface TaskItemProps {
  readonly task: TaskRow;
  /** Unix ms, to the minute. */
  readonly now: number;
  /** Whose clocks the time is said by. */
  readonly timezone: string | null;
}

/** One task: what, when, of which kind, and what it is about. */
export const TaskItem = memo(function TaskItem({ task, now, timezone }: TaskItemProps) {
  const { t, locale } = useLanguage();
  const isOverdue = task.completeTill < now;
  return (
    <div className={css['item']} data-overdue={isOverdue}>
      <span className={css['text']} dir="auto">
        {clip(task.text, 300)}
      </span>
      <span className={css['due']}>
        {isOverdue ? <span className={css['overdue']}>{t('tasks.overdue')} · </span> : null}
        {dueFormat(locale, timezone).due(task.completeTill, now)}
      </span>
      <span className={css['about']} dir="auto">
        {aboutWords(t, task)}
      </span>
      <span className={css['type']} dir="auto">
        {task.pending === null ? typeWords(t, task) : <PendingBadge pending={task.pending} />}
      </span>
    </div>
  );
});
