import { memo } from 'react';
import type { TaskRow } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Face } from '../../ui/Face.tsx';
import { faceOf } from '../../ui/faces.ts';
import { GridCell } from '../../ui/GridCell.tsx';
import { RoundCheck } from '../../ui/RoundCheck.tsx';
import { DialNumber } from '../cards/DialNumber.tsx';
import { PendingBadge } from '../PendingBadge.tsx';
import { dueFormat } from './dueWords.ts';
import { lateWords } from './lateWords.ts';
import css from './TaskItem.module.css';
import { aboutWords, typeWords } from './taskWords.ts';

interface TaskItemProps {
  readonly task: TaskRow;
  /** Unix ms, to the minute. */
  readonly now: number;
  /** Whose clocks the time is said by. */
  readonly timezone: string | null;
  readonly onDone: (task: TaskRow) => void;
}

/** One task of the list: done by its round check, whom it is with and what it is about, when, and the call. */
export const TaskItem = memo(function TaskItem({ task, now, timezone, onDone }: TaskItemProps) {
  const { t, locale } = useLanguage();
  const isLate = task.completeTill < now;
  const { person } = task;
  const about = aboutWords(t, task);
  const isAboutDeal = task.about?.entity === 'lead';
  return (
    <>
      <GridCell className={css['check']}>
        <RoundCheck label={t('person.taskDone', { text: clip(task.text, 80) })} onDone={() => onDone(task)} />
      </GridCell>
      <GridCell className={css['item']}>
        <span className={css['text']} dir="auto">
          {clip(task.text, 300) || typeWords(t, task)}
        </span>
        <span className={css['about']}>
          {person === null ? null : <Face of={faceOf(person)} size={20} />}
          <span dir="auto">
            {person === null || !isAboutDeal ? about : `${clip(person.name, 80)} · ${about}`}
          </span>
        </span>
      </GridCell>
      <GridCell className={css['side']}>
        <span className={css['due']} data-late={isLate}>
          {isLate
            ? lateWords(t, locale, timezone, task.completeTill, now)
            : dueFormat(locale, timezone).due(task.completeTill, now)}
        </span>
        {task.pending === null ? (
          <span className={css['type']} dir="auto">
            {typeWords(t, task)}
          </span>
        ) : (
          <PendingBadge pending={task.pending} />
        )}
      </GridCell>
      <GridCell className={css['call']}>
        {person === null || person.phone === '' ? null : (
          <DialNumber number={person.phone} what={clip(person.name, 60) || person.phone} taskId={task.id} />
        )}
      </GridCell>
    </>
  );
});
