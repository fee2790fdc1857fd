import { useState } from 'react';
import type { Account, Dictionary, TaskRow } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { Button } from '../../ui/Button.tsx';
import { MoveDialog, ResultDialog } from './TaskDialogs.tsx';
import { TaskForm, type TaskTarget } from './TaskForm.tsx';
import css from './TaskForms.module.css';
import { TaskItem } from './TaskItem.tsx';
import { TaskSaid } from './TaskSaid.tsx';
import { useTaskActions } from './useTaskActions.ts';

interface TaskListProps {
  readonly title: string;
  /** Said when there are none. */
  readonly none: string;
  readonly account: Account;
  readonly tasks: readonly TaskRow[];
  /** What a new task would be about; null: none can be made here. */
  readonly target: TaskTarget | null;
  readonly taskTypes: Dictionary['taskTypes'];
}

/** The open tasks on a card: done, done with words, another time, and a new one. */
export function TaskList({ title, none, account, tasks, target, taskTypes }: TaskListProps) {
  const { t } = useLanguage();
  const now = useNow(MINUTE);
  const actions = useTaskActions();
  const [isAdding, setAdding] = useState(false);
  const [open, setOpen] = useState<{ readonly what: 'result' | 'move'; readonly task: TaskRow } | null>(null);
  const close = (): void => setOpen(null);
  return (
    <section className={css['section']} aria-label={title}>
      <header className={css['head']}>
        <h3>{title}</h3>
        {target === null || isAdding ? null : (
          <Button look="quiet" onClick={() => setAdding(true)}>
            {t('tasks.new')}
          </Button>
        )}
      </header>
      {isAdding ? (
        <TaskForm account={account} taskTypes={taskTypes} target={target} onDone={() => setAdding(false)} />
      ) : null}
      {tasks.length === 0 && !isAdding ? <p className={css['none']}>{none}</p> : null}
      <ul>
        {tasks.map((task) => (
          <li key={task.id} className={css['task']}>
            <TaskItem task={task} now={now} timezone={account.timezone} />
            <div className={css['buttons']}>
              <Button onClick={() => actions.complete(task, '')}>{t('tasks.done')}</Button>
              <Button onClick={() => setOpen({ what: 'result', task })}>{t('tasks.completeWith')}</Button>
              <Button onClick={() => setOpen({ what: 'move', task })}>{t('tasks.move')}</Button>
            </div>
          </li>
        ))}
      </ul>
      <TaskSaid account={account} actions={actions} />
      {open?.what === 'result' ? (
        <ResultDialog
          task={open.task}
          onClose={close}
          onDone={(result) => {
            actions.complete(open.task, result);
            close();
          }}
        />
      ) : null}
      {open?.what === 'move' ? (
        <MoveDialog
          task={open.task}
          account={account}
          onClose={close}
          onMove={(due) => {
            actions.moveTo(open.task, due);
            close();
          }}
        />
      ) : null}
    </section>
  );
}
