import type { Account } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useCrmNow } from '../../state/now.ts';
import { assertNever } from '../../state/assertNever.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { dueFormat } from './dueWords.ts';
import css from './TaskForms.module.css';
import type { TaskActions } from './useTaskActions.ts';

interface TaskSaidProps {
  readonly account: Account;
  readonly actions: TaskActions;
}

/** Says what was done to a task last, with the way to take it back while there is one. */
export function TaskSaid({ account, actions: { did, canUndo, failure, undo } }: TaskSaidProps) {
  const { t, locale } = useLanguage();
  const now = useCrmNow(account);
  const words = (last: NonNullable<TaskActions['did']>): string => {
    const text = clip(last.task.text, 80);
    switch (last.what) {
      case 'done':
        return t('tasks.doneSaid', { text });
      case 'moved':
        return t('tasks.movedSaid', { text, time: dueFormat(locale, account.timezone).due(last.due, now) });
      case 'assigned':
        return t('tasks.assignedSaid', { text, name: clip(last.to, 60) });
      default:
        return assertNever(last);
    }
  };
  return (
    <>
      <div className={css['said']}>
        <output>{failure === null && did !== null ? words(did) : null}</output>
        {canUndo ? (
          <Button look="quiet" keyHint="Backspace" keyCap="⌫" onClick={undo}>
            {t('tasks.undo')}
          </Button>
        ) : null}
      </div>
      <FailureLine failure={failure} />
    </>
  );
}
