import { useState } from 'react';
import type { Account } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Field } from '../../ui/Field.tsx';
import { Select } from '../../ui/Select.tsx';
import { useFocusOnOpen } from '../../ui/useFocusOnOpen.ts';
import { useDictionary } from '../dictionaryStore.ts';
import { ResponsibleSelect } from '../ResponsibleSelect.tsx';
import css from './TaskForms.module.css';
import { presetTime } from './taskPresets.ts';
import { TimeField } from './TimeField.tsx';

/** What a task is about. */
export interface TaskTarget {
  readonly entity: 'contact' | 'company' | 'lead';
  readonly id: number;
}

interface TaskFormProps {
  readonly account: Account;
  /** Null: about nothing in particular. */
  readonly target: TaskTarget | null;
  readonly onDone: () => void;
}

/** The kind a task has when nothing else is said (crm-api.md 3.6). */
const FOLLOW_UP = 1;

/** Makes a task: what, of which kind, when and whose. It is the agent's own, tomorrow morning, unless they say otherwise. */
export function TaskForm({ account, target, onDone }: TaskFormProps) {
  const { t } = useLanguage();
  const taskTypes = useDictionary()?.taskTypes ?? [];
  const [ask, failure] = useAsk();
  const [text, setText] = useState('');
  const [pickedType, setType] = useState<number | null>(null);
  const typeId = pickedType ?? taskTypes[0]?.id ?? FOLLOW_UP;
  const [due, setDue] = useState<number | null>(() =>
    presetTime('tomorrow', Date.now() + account.clockAhead, account.timezone),
  );
  const [responsible, setResponsible] = useState(account.userId);
  const field = useFocusOnOpen<HTMLInputElement>();
  const isReady = text.trim() !== '' && due !== null;
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        const write = {
          kind: 'createTask' as const,
          target: target === null ? null : { entity: target.entity, id: target.id },
          text: text.trim(),
          typeId,
          completeTill: Math.floor(due / 1000),
          responsible: responsible === account.userId ? null : responsible,
        };
        ask(window.api.writes.add({ write }), onDone);
      }}
    >
      <Field
        label={t('tasks.text')}
        value={text}
        maxLength={10_000}
        required
        ref={field}
        dir="auto"
        onText={setText}
      />
      <TimeField account={account} due={due} onDue={setDue} />
      {taskTypes.length > 1 ? (
        <Select
          label={t('tasks.type')}
          value={String(typeId)}
          options={taskTypes.map(({ id, name }) => ({ value: String(id), text: clip(name, 60) }))}
          onPick={(id) => setType(Number(id))}
        />
      ) : null}
      <ResponsibleSelect account={account} value={responsible} onPick={setResponsible} />
      <FailureLine failure={failure} />
      <div className={css['buttons']}>
        <Button type="submit" look="main" disabled={!isReady}>
          {t('tasks.create')}
        </Button>
        <Button keyHint="Esc" onClick={onDone}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  );
}
