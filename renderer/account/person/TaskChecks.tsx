import { CalendarClock, Ellipsis, MessageSquareQuote, UserRoundCog } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Account, TaskRow } from '../../../preload/contract.ts';
import { Panel } from '../../call/panels/Panel.tsx';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useCrmNow } from '../../state/now.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { RoundCheck } from '../../ui/RoundCheck.tsx';
import { PendingBadge } from '../PendingBadge.tsx';
import { dueFormat } from '../tasks/dueWords.ts';
import { lateWords } from '../tasks/lateWords.ts';
import { TaskDialog } from '../tasks/TaskDialogs.tsx';
import { TaskForm, type TaskTarget } from '../tasks/TaskForm.tsx';
import { TaskSaid } from '../tasks/TaskSaid.tsx';
import { useTaskActions, type TaskActions } from '../tasks/useTaskActions.ts';
import { SideBlock } from './SideBlock.tsx';
import css from './TaskChecks.module.css';

interface TaskChecksProps {
  readonly account: Account;
  /** The agent's open ones, the next first. */
  readonly tasks: readonly TaskRow[];
  /** What a new task would be about; null: none can be made here. */
  readonly target: TaskTarget | null;
  readonly isAdding: boolean;
  readonly onAdd: () => void;
  /** The new task is made, or not wanted any more. */
  readonly onAdded: () => void;
}

/** The agent's open tasks with somebody: a round check is done, the rest behind one button. */
export function TaskChecks({ account, tasks, target, isAdding, onAdd, onAdded }: TaskChecksProps) {
  const { t } = useLanguage();
  const actions = useTaskActions();
  return (
    <SideBlock
      title={t('person.tasks')}
      add={target === null || isAdding ? null : { label: t('card.task'), keyHint: 'T', onPick: onAdd }}
    >
      {isAdding && target !== null ? (
        // Beside a call digits give its result, but not while a task is written.
        <div data-own-keys="card">
          <Panel title={t('tasks.new')} onClose={onAdded}>
            <TaskForm account={account} target={target} onDone={onAdded} />
          </Panel>
        </div>
      ) : null}
      {tasks.length === 0 && !isAdding ? <p className={css['none']}>{t('card.noTasks')}</p> : null}
      <ul>
        {tasks.map((task) => (
          <Task key={task.id} task={task} account={account} actions={actions} />
        ))}
      </ul>
      <TaskSaid account={account} actions={actions} />
      <TaskDialog account={account} actions={actions} />
    </SideBlock>
  );
}

interface TaskProps {
  readonly task: TaskRow;
  readonly account: Account;
  readonly actions: TaskActions;
}

function Task({ task, account, actions }: TaskProps) {
  const { t, locale } = useLanguage();
  const now = useCrmNow(account);
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const text = clip(task.text, 300) || t('tasks.unknownType');
  const isLate = task.completeTill < now;
  return (
    <li className={css['task']}>
      <RoundCheck
        label={t('person.taskDone', { text: clip(text, 80) })}
        onDone={() => actions.complete(task, '')}
      />
      <div className={css['words']}>
        <p className={css['text']} dir="auto" title={text}>
          {text}
        </p>
        <p className={css['due']} data-late={isLate}>
          {isLate
            ? lateWords(t, locale, account.timezone, task.completeTill, now)
            : dueFormat(locale, account.timezone).due(task.completeTill, now)}
        </p>
        <PendingBadge pending={task.pending} />
      </div>
      <IconButton
        ref={anchor}
        of={Ellipsis}
        size={28}
        label={t('person.taskMore', { text: clip(text, 80) })}
        onClick={() => setOpen(!isOpen)}
      />
      {isOpen ? (
        <Menu
          label={t('person.taskMore', { text: clip(text, 80) })}
          anchor={anchor}
          onClose={() => setOpen(false)}
        >
          <MenuItem icon={MessageSquareQuote} onPick={() => actions.openStep('result', task)}>
            {t('tasks.completeWith')}
          </MenuItem>
          <MenuItem icon={CalendarClock} onPick={() => actions.openStep('move', task)}>
            {t('tasks.move')}
          </MenuItem>
          <MenuItem icon={UserRoundCog} onPick={() => actions.openStep('assign', task)}>
            {t('tasks.assign')}
          </MenuItem>
        </Menu>
      ) : null}
    </li>
  );
}
