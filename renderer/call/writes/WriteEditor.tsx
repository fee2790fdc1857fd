import { useState } from 'react';
import type { AgentWrite } from '../../../preload/contract.ts';
import { fieldOfTime, timeOfField } from '../../account/tasks/taskPresets.ts';
import { useLanguage } from '../../i18n/language.ts';
import { assertNever } from '../../state/assertNever.ts';
import { accountStore } from '../../state/appInfo.ts';
import { useStore } from '../../state/useStore.ts';
import { Button } from '../../ui/Button.tsx';
import { DateTimeField } from '../../ui/DateTimeField.tsx';
import { Field } from '../../ui/Field.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { useFocusOnOpen } from '../../ui/useFocusOnOpen.ts';
import { Panel } from '../panels/Panel.tsx';
import { fieldsOf, withFields, type WriteField } from './writeFields.ts';
import css from './WriteState.module.css';

interface WriteEditorProps {
  readonly write: AgentWrite;
  readonly onSave: (write: AgentWrite) => void;
  readonly onClose: () => void;
}

/** Edits what the CRM does not have yet; saved, it is sent again. */
export function WriteEditor({ write, onSave, onClose }: WriteEditorProps) {
  const { t } = useLanguage();
  const [fields, setFields] = useState(() => fieldsOf(write));
  const edited = withFields(write, fields);
  const type = (name: WriteField['name'], value: string): void => {
    setFields((now) => now.map((field) => (field.name === name ? { name, value } : field)));
  };
  return (
    <Panel title={t(`write.what.${write.kind}`)} onClose={onClose}>
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (edited) onSave(edited);
        }}
      >
        {fields.map((field, index) => (
          <OneField key={field.name} field={field} isFirst={index === 0} onText={type} />
        ))}
        <div className={css['actions']}>
          <Button type="submit" look="main" disabled={edited === null}>
            {t('write.save')}
          </Button>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
        </div>
      </form>
    </Panel>
  );
}

interface OneFieldProps {
  readonly field: WriteField;
  readonly isFirst: boolean;
  readonly onText: (name: WriteField['name'], text: string) => void;
}

function OneField({ field: { name, value }, isFirst, onText }: OneFieldProps) {
  const { t } = useLanguage();
  const timezone = useStore(accountStore)?.timezone ?? null;
  const label = t(`write.field.${name}`);
  const first = useFocusOnOpen<HTMLInputElement & HTMLTextAreaElement>();
  const ref = isFirst ? { ref: first } : {};
  switch (name) {
    case 'text':
    case 'phones':
      return (
        <TextArea
          label={label}
          value={value}
          maxLength={10_000}
          {...ref}
          onText={(text) => onText(name, text)}
        />
      );
    case 'till':
      return (
        <DateTimeField
          label={label}
          parts="both"
          value={fieldOfTime(Number(value), timezone)}
          {...ref}
          onValue={(text) => {
            const at = timeOfField(text, timezone);
            if (at !== null) onText(name, String(at));
          }}
        />
      );
    case 'name':
      return (
        <Field
          label={label}
          value={value}
          maxLength={250}
          required
          dir="auto"
          {...ref}
          onText={(text) => onText(name, text)}
        />
      );
    case 'price':
      return (
        <Field
          label={label}
          value={value}
          inputMode="numeric"
          {...ref}
          onText={(text) => onText(name, text)}
        />
      );
    default:
      return assertNever(name);
  }
}
