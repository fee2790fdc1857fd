import type { Account, TaskRow } from '../../../preload/contract.ts';
import { Panel } from '../../call/panels/Panel.tsx';
import { useLanguage } from '../../i18n/language.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { Button } from '../../ui/Button.tsx';
import { CardSection } from '../cards/CardSection.tsx';
import { TaskDialog } from './TaskDialogs.tsx';
import { TaskForm, type TaskTarget } from './TaskForm.tsx';
import css from './TaskForms.module.css';
import { TaskItem } from './TaskItem.tsx';
import { TaskSaid } from './TaskSaid.tsx';
import { useTaskActions } from './useTaskActions.ts';

interface TaskListProps {
  readonly account: Account;
  readonly tasks: readonly TaskRow[];
  /** What a new task would be about; null: none can be made here. */
  readonly target: TaskTarget | null;
  readonly isAdding: boolean;
  readonly onAdd: () => void;
  /** The new task is made, or not wanted any more. */
  readonly onAdded: () => void;
}

/** The agent's open tasks on a card, the next first: done, done with words, another time, somebody else's, and a new one. */
export function TaskList({ account, tasks, target, isAdding, onAdd, onAdded }: TaskListProps) {
  const { t } = useLanguage();
  const now = useNow(MINUTE) + account.clockAhead;
  const actions = useTaskActions();
  return (
    <CardSection
      title={t('card.tasks')}
      actions={
        target === null || isAdding ? null : (
          <Button look="quiet" onClick={onAdd}>
            {t('tasks.new')}
          </Button>
        )
      }
    >
      {isAdding && target !== null ? (
        <Panel title={t('tasks.new')} onClose={onAdded}>
          <TaskForm account={account} target={target} onDone={onAdded} />
        </Panel>
      ) : null}
      {tasks.length === 0 && !isAdding ? <p className={css['none']}>{t('card.noTasks')}</p> : null}
      <ul>
        {tasks.map((task) => (
          <li key={task.id} className={css['task']}>
            <TaskItem task={task} now={now} timezone={account.timezone} />
            <div className={css['buttons']}>
              <Button onClick={() => actions.complete(task, '')}>{t('tasks.done')}</Button>
              <Button onClick={() => actions.openStep('result', task)}>{t('tasks.completeWith')}</Button>
              <Button onClick={() => actions.openStep('move', task)}>{t('tasks.move')}</Button>
              <Button onClick={() => actions.openStep('assign', task)}>{t('tasks.assign')}</Button>
            </div>
          </li>
        ))}
      </ul>
      <TaskSaid account={account} actions={actions} />
      <TaskDialog account={account} actions={actions} />
    </CardSection>
  );
}
