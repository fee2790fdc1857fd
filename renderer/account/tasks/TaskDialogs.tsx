import { useRef, useState } from 'react';
import type { Account, TaskRow } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { AskDialog } from '../../ui/AskDialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { isTextField } from '../../ui/keyboard.ts';
import { assertNever } from '../../state/assertNever.ts';
import { useKeyDown } from '../../ui/useKeyDown.ts';
import { useDictionary } from '../dictionaryStore.ts';
import { ResponsibleSelect } from '../ResponsibleSelect.tsx';
import css from './TaskDialogs.module.css';
import { presetOfDigit } from './taskKeys.ts';
import { presetTime } from './taskPresets.ts';
import { TimeField } from './TimeField.tsx';
import type { TaskActions } from './useTaskActions.ts';

interface TaskDialogProps {
  readonly account: Account;
  readonly actions: TaskActions;
}

/** What an open step asks: the words of a result, another time, another one to do it. */
export function TaskDialog({ account, actions }: TaskDialogProps) {
  const { step, closeStep } = actions;
  if (step === null) return null;
  const { task } = step;
  const asked = { task, account, onClose: closeStep };
  const then =
    <T,>(work: (task: TaskRow, value: T) => void) =>
    (value: T): void => {
      closeStep();
      work(task, value);
    };
  switch (step.what) {
    case 'result':
      return <ResultDialog {...asked} onDone={then(actions.complete)} />;
    case 'move':
      return <MoveDialog {...asked} onMove={then(actions.moveTo)} />;
    case 'assign':
      return <AssignDialog {...asked} onAssign={then(actions.assignTo)} />;
    default:
      return assertNever(step.what);
  }
}

interface DialogProps {
  readonly account: Account;
  readonly task: TaskRow;
  readonly onClose: () => void;
}

function TaskText({ task }: { readonly task: TaskRow }) {
  return (
    <p className={css['task']} dir="auto">
      {clip(task.text, 400)}
    </p>
  );
}

/** Completes a task with words of the agent's own; Enter is enough. */
function ResultDialog({
  task,
  onClose,
  onDone,
}: DialogProps & { readonly onDone: (result: string) => void }) {
  const { t } = useLanguage();
  const [result, setResult] = useState('');
  return (
    <AskDialog
      title={t('tasks.completeWith')}
      confirm={t('tasks.complete')}
      isReady
      tellsEnter
      onConfirm={() => onDone(result.trim())}
      onClose={onClose}
    >
      <TaskText task={task} />
      <Field label={t('tasks.result')} value={result} maxLength={10_000} dir="auto" onText={setResult} />
    </AskDialog>
  );
}

interface MoveDialogProps extends DialogProps {
  /** @param due Unix ms */
  readonly onMove: (due: number) => void;
}

/** Puts a task off: 1, 2 and 3 are the usual times and close it at once. */
function MoveDialog({ task, account, onMove, onClose }: MoveDialogProps) {
  const { t } = useLanguage();
  const [due, setDue] = useState<number | null>(task.completeTill);
  const form = useRef<HTMLFormElement>(null);
  useKeyDown(form, (event) => {
    const preset = isTextField(event.target) ? null : presetOfDigit(event);
    if (preset === null) return;
    event.preventDefault();
    onMove(presetTime(preset, Date.now() + account.clockAhead, account.timezone));
  });
  return (
    <AskDialog
      title={t('tasks.move')}
      confirm={t('action.save')}
      isReady={due !== null}
      form={form}
      onConfirm={() => {
        if (due !== null) onMove(due);
      }}
      onClose={onClose}
    >
      <TaskText task={task} />
      <TimeField account={account} due={due} onDue={setDue} hasDigits />
    </AskDialog>
  );
}

interface AssignDialogProps extends DialogProps {
  readonly onAssign: (user: { readonly id: number; readonly name: string }) => void;
}

/** Gives a task to somebody else; it leaves the agent's list then. */
function AssignDialog({ task, account, onAssign, onClose }: AssignDialogProps) {
  const { t } = useLanguage();
  const users = useDictionary()?.users ?? [];
  const [picked, setPicked] = useState(task.responsibleId);
  const user = users.find(({ id }) => id === picked);
  const isReady = user !== undefined && user.id !== task.responsibleId;
  return (
    <AskDialog
      title={t('tasks.assign')}
      confirm={t('action.save')}
      isReady={isReady}
      onConfirm={() => {
        if (isReady) onAssign(user);
      }}
      onClose={onClose}
    >
      <TaskText task={task} />
      {users.length < 2 ? (
        <p>{t('tasks.nobodyElse')}</p>
      ) : (
        <ResponsibleSelect
          account={account}
          value={picked}
          name={task.responsible ?? ''}
          onPick={setPicked}
        />
      )}
    </AskDialog>
  );
}
