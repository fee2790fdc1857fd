import { useEffect, useRef, useState } from 'react';
import type { Call, CallForm, CallStatus, FormChoices } from '../../../preload/contract.ts';
import { fieldOfTime, presetTime, taskPresets, timeOfField } from '../../account/tasks/taskPresets.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { DateTimeField } from '../../ui/DateTimeField.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Field } from '../../ui/Field.tsx';
import { isTextField } from '../../ui/keyboard.ts';
import { Select } from '../../ui/Select.tsx';
import { useFocusOnOpen } from '../../ui/useFocusOnOpen.ts';
import { useKeyDown } from '../../ui/useKeyDown.ts';
import css from './AfterCallForm.module.css';
import { asksReason, emptyDraft, formOf, leadOfForm, stagesFor } from './formDraft.ts';
import type { FormDraft, FormTarget } from './formDraft.ts';
import { givenResult, resultName, type GivenResult } from '../disposition/resultChoices.ts';
import { Panel } from '../panels/Panel.tsx';

/** Saves a result with all that is filled in. */
export type FinishCall = (result: CallStatus, note: string) => CallForm;

interface AfterCallFormProps {
  readonly call: Call;
  /** Whom the call is shown with, null when nobody is known. */
  readonly target: FormTarget | null;
  /** Told whenever the form changes: a result given now is to be saved with this. */
  readonly onForm: (finish: FinishCall) => void;
  /** Saves the form with the result the call has already. */
  readonly onSave: (given: GivenResult) => void;
  readonly onClose: () => void;
  /** What was chosen before the form was opened. */
  readonly planned?: FormDraft | undefined;
}

/**
 * What goes with a result: the deal, its new stage, a follow-up task. It has no results of its own: the digit or
 * button that gives one saves all as one. Give it the call's id as its key.
 */
export function AfterCallForm({ call, target, onForm, onSave, onClose, planned }: AfterCallFormProps) {
  const { t } = useLanguage();
  const [draft, setDraft] = useState<FormDraft>(() => planned ?? emptyDraft(call));
  const [choices, setChoices] = useState<FormChoices | null>(null);
  const [ask, failure] = useAsk();
  const entity = target?.entity;
  const id = target?.id;

  useEffect(() => {
    const about = entity === undefined || id === undefined ? null : { entity, id };
    ask(window.api.calls.formChoices({ callId: call.id, target: about }), setChoices);
  }, [ask, call.id, entity, id]);

  useEffect(() => {
    onForm((result, note) => formOf(call, { result, note }, draft, choices, t('form.taskDefault')));
  }, [onForm, call, draft, choices, t]);

  const change = (changes: Partial<FormDraft>): void => setDraft((now) => ({ ...now, ...changes }));
  const { result } = call;
  const done = (): void => {
    const given = givenResult(call);
    if (given !== null) onSave(given);
    // Enter in a field is done with it: the next digit is a result.
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
  const form = useRef<HTMLFormElement>(null);
  // A browser submits by Enter from a line of text alone, and from none where several stand without a button.
  useKeyDown(form, (event) => {
    if (
      event.key !== 'Enter' ||
      event.ctrlKey ||
      event.metaKey ||
      event.isComposing ||
      event.repeat ||
      !isTextField(event.target)
    )
      return;
    event.preventDefault();
    event.stopPropagation();
    done();
  });
  return (
    <Panel title={t('form.title')} escapeLeavesField onClose={onClose}>
      <form
        ref={form}
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          done();
        }}
      >
        <TaskPart draft={draft} choices={choices} onChange={change} />
        {choices && choices.leads.length > 0 ? (
          <LeadPart call={call} draft={draft} choices={choices} onChange={change} />
        ) : null}
        <footer className={css['foot']}>
          <span>{t(result === null ? 'form.howToSave' : 'form.howToSaveAgain')}</span>
          {result === null ? null : (
            <Button type="submit" look="main">
              {t('form.save', { result: clip(resultName(t, call), 40) })}
            </Button>
          )}
        </footer>
      </form>
      <FailureLine failure={failure} />
    </Panel>
  );
}

interface PartProps<Choices> {
  readonly draft: FormDraft;
  readonly choices: Choices;
  readonly onChange: (changes: Partial<FormDraft>) => void;
}

/** A follow-up task: one of the usual times is enough. */
function TaskPart({ draft, choices, onChange }: PartProps<FormChoices | null>) {
  const { t } = useLanguage();
  // Not a text field: digits go on being results.
  const first = useFocusOnOpen<HTMLButtonElement>();
  const timezone = choices?.timezone ?? null;
  const clockAhead = choices?.clockAhead ?? 0;
  const types = choices?.dictionary.taskTypes ?? [];
  const [picked, setPicked] = useState<string | null>(null);
  return (
    <fieldset className={css['part']}>
      <legend className="visuallyHidden">{t('form.task')}</legend>
      <Field
        label={t('form.task')}
        value={draft.taskText}
        placeholder={t('form.taskDefault')}
        maxLength={1000}
        dir="auto"
        onText={(taskText) => onChange({ taskText })}
      />
      <div className={css['presets']}>
        {taskPresets.map((preset, index) => (
          <button
            key={preset}
            ref={index === 0 ? first : null}
            type="button"
            className={css['preset']}
            aria-pressed={picked === preset}
            onClick={() => {
              const isOff = picked === preset;
              setPicked(isOff ? null : preset);
              onChange({ taskAt: isOff ? null : presetTime(preset, Date.now() + clockAhead, timezone) });
            }}
          >
            {t(`tasks.preset.${preset}`)}
          </button>
        ))}
      </div>
      <div className={css['pair']}>
        <DateTimeField
          label={t('form.taskTill')}
          parts="both"
          value={draft.taskAt === null ? '' : fieldOfTime(draft.taskAt, timezone)}
          onValue={(text) => {
            setPicked(null);
            onChange({ taskAt: timeOfField(text, timezone) });
          }}
        />
        {types.length > 1 && draft.taskAt !== null ? (
          <Select
            label={t('form.taskType')}
            value={String(draft.taskTypeId ?? types[0]?.id ?? '')}
            options={types.map(({ id, name }) => ({ value: String(id), text: clip(name, 60) }))}
            onPick={(id) => onChange({ taskTypeId: Number(id) })}
          />
        ) : null}
      </div>
    </fieldset>
  );
}

/** The deal the call belongs to, and where it goes from here. */
function LeadPart({
  call,
  draft,
  choices,
  onChange,
}: PartProps<FormChoices> & { readonly call: Pick<Call, 'chosen'> }) {
  const { t } = useLanguage();
  const leadId = leadOfForm(call, draft, choices);
  const stages = stagesFor(leadId, choices);
  const lead = choices.leads.find(({ id }) => id === leadId);
  return (
    <fieldset className={css['part']}>
      <legend className="visuallyHidden">{t('form.lead')}</legend>
      <div className={css['pair']} data-part="lead">
        <Select
          label={t('form.leadOf')}
          value={String(leadId ?? '')}
          options={[
            { value: '', text: t('form.noLead') },
            ...choices.leads.map(({ id, name }) => ({ value: String(id), text: clip(name, 80) })),
          ]}
          onPick={(id) =>
            onChange({ leadId: id === '' ? null : Number(id), statusId: null, lossReasonId: null })
          }
        />
        {lead && stages.length > 0 ? (
          <Select
            label={t('form.stage')}
            value={String(draft.statusId ?? lead.statusId)}
            options={stages.map(({ id, name }) => ({ value: String(id), text: clip(name, 60) }))}
            onPick={(id) => onChange({ statusId: Number(id), lossReasonId: null })}
          />
        ) : null}
      </div>
      {asksReason(draft, choices) ? (
        <Select
          label={t('form.lossReason')}
          value={String(draft.lossReasonId ?? '')}
          options={[
            { value: '', text: t('form.noReason') },
            ...choices.dictionary.lossReasons.map(({ id, name }) => ({
              value: String(id),
              text: clip(name, 80),
            })),
          ]}
          onPick={(id) => onChange({ lossReasonId: id === '' ? null : Number(id) })}
        />
      ) : null}
    </fieldset>
  );
}
