import { useState } from 'react';
import type { ContactOrCompanyCard } from '../../../preload/contract.ts';
import { Panel } from '../../call/panels/Panel.tsx';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Field } from '../../ui/Field.tsx';
import { useFocusOnOpen } from '../../ui/useFocusOnOpen.ts';
import css from './EditContactOrCompany.module.css';
import { fieldsOf, contactOrCompanyChange, type PhoneLine } from './contactOrCompanyChange.ts';

interface EditContactOrCompanyProps {
  readonly contactOrCompany: NonNullable<ContactOrCompanyCard['contactOrCompany']>;
  readonly onClose: () => void;
}

/**
 * Name and numbers of a person or company; only what was changed is written. Changes of the card that arrive meanwhile leave the
 * form as it was opened, and what it is compared with too: somebody else's change is no wish of the agent's.
 */
export function EditContactOrCompany({ contactOrCompany: newest, onClose }: EditContactOrCompanyProps) {
  const { t } = useLanguage();
  const [contactOrCompany] = useState(newest);
  const [name, setName] = useState(contactOrCompany.name);
  const [phones, setPhones] = useState<readonly PhoneLine[]>(() => fieldsOf(contactOrCompany.phones));
  const [ask, failure] = useAsk();
  const first = useFocusOnOpen<HTMLInputElement>();
  const change = contactOrCompanyChange(contactOrCompany, name, phones);

  const save = (): void => {
    if (change === null) onClose();
    else ask(window.api.writes.add({ write: change }), onClose);
  };
  const setPhone = (key: number, value: string): void => {
    setPhones(phones.map((line) => (line.key === key ? { ...line, value } : line)));
  };
  return (
    <Panel title={t('card.edit')} onClose={onClose}>
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field
          label={t('create.name')}
          value={name}
          maxLength={250}
          ref={first}
          dir="auto"
          onText={setName}
        />
        {phones.map(({ key, value }, index) => (
          <div key={key} className={css['phone']}>
            <Field
              label={t('card.phoneNumber', { number: index + 1 })}
              value={value}
              maxLength={100}
              type="tel"
              dir="ltr"
              onText={(text) => setPhone(key, text)}
            />
            <Button
              look="quiet"
              title={t('card.removePhone', { number: index + 1 })}
              onClick={() => setPhones(phones.filter((line) => line.key !== key))}
            >
              {t('card.remove')}
            </Button>
          </div>
        ))}
        <div className={css['actions']}>
          <Button
            onClick={() =>
              setPhones([...phones, { key: 1 + Math.max(-1, ...phones.map(({ key }) => key)), value: '' }])
            }
          >
            {t('card.addPhone')}
          </Button>
          <Button type="submit" look="main" disabled={name.trim() === ''}>
            {t('action.save')}
          </Button>
        </div>
        <FailureLine failure={failure} />
      </form>
    </Panel>
  );
}
