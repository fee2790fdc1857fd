import type { Account, PartyRow, TaskRow } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { dueFormat } from '../tasks/dueWords.ts';
import { CardSection } from './CardSection.tsx';
import css from './CardTasks.module.css';
import { NewTask } from './NewTask.tsx';
import { PendingBadge } from './PendingBadge.tsx';

interface CardTasksProps {
  readonly tasks: readonly TaskRow[];
  readonly about: PartyRow;
  readonly account: Account;
  readonly isAdding: boolean;
  readonly onClose: () => void;
}

/** The agent's open tasks about somebody, the next first; done with one press. */
export function CardTasks({ tasks, about, account, isAdding, onClose }: CardTasksProps) {
  const { t, language } = useLanguage();
  const now = useNow(MINUTE);
  const [ask, failure] = useAsk();
  const { due } = dueFormat(language, account.timezone);
  return (
    <CardSection title={t('card.tasks')}>
      {isAdding ? <NewTask about={about} account={account} onClose={onClose} /> : null}
      {tasks.length === 0 ? (
        <p className={css['none']}>{t('card.noTasks')}</p>
      ) : (
        <ul className={css['tasks']}>
          {tasks.map((task) => (
            <li key={task.id} className={css['task']}>
              <p className={css['due']} data-late={task.completeTill < now}>
                {due(task.completeTill, now)}
                {task.completeTill < now ? ` · ${t('card.overdue')}` : ''}
                {task.type === null ? '' : ` · ${clip(task.type, 40)}`}
              </p>
              {task.pending === null ? null : <PendingBadge pending={task.pending} />}
              <p className={css['text']} dir="auto">
                {clip(task.text, 1000) || clip(task.type ?? '', 40)}
              </p>
              {task.id > 0 ? (
                <Button
                  title={t('card.taskDoneWhat', { text: clip(task.text, 80) })}
                  onClick={() => ask(window.api.tasks.complete({ taskId: task.id, resultText: '' }))}
                >
                  {t('card.taskDone')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <FailureLine failure={failure} />
    </CardSection>
  );
}
