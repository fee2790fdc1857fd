import type { Account } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { dueFormat } from './dueWords.ts';
import css from './TaskForms.module.css';
import type { useTaskActions } from './useTaskActions.ts';

interface TaskSaidProps {
  readonly account: Account;
  readonly actions: ReturnType<typeof useTaskActions>;
}

/** Says what was done to a task last, with the way to take it back while there is one. */
export function TaskSaid({ account, actions: { did, canUndo, failure, undo } }: TaskSaidProps) {
  const { t, language } = useLanguage();
  const now = useNow(MINUTE);
  const text = did === null ? '' : clip(did.task.text, 80);
  return (
    <>
      <div className={css['said']}>
        <output>
          {failure === 'local' ? t('tasks.local') : null}
          {failure === null && did?.what === 'done' ? t('tasks.doneSaid', { text }) : null}
          {failure === null && did?.what === 'moved'
            ? t('tasks.movedSaid', {
                text,
                time: dueFormat(language, account.timezone).due(did.due ?? 0, now),
              })
            : null}
        </output>
        {canUndo ? (
          <Button look="quiet" keyHint="Backspace" keyCap="⌫" onClick={undo}>
            {t('tasks.undo')}
          </Button>
        ) : null}
      </div>
      <FailureLine failure={failure === 'local' ? null : failure} />
    </>
  );
}
