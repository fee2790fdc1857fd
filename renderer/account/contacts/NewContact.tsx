import { useState } from 'react';
import type { Account, Match } from '../../../preload/contract.ts';
import { BesideContact } from '../../call/panels/BesideContact.tsx';
import { useNewDeal } from '../../call/panels/newDeal.ts';
import { useDictionary } from '../dictionaryStore.ts';
import { MatchList } from '../../call/match/MatchList.tsx';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { AskDialog } from '../../ui/AskDialog.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Field } from '../../ui/Field.tsx';

interface NewContactProps {
  readonly account: Pick<Account, 'currency'>;
  /** The name that is offered first. */
  readonly name: string;
  readonly onClose: () => void;
  /** Of who was made (minus the write's number until the CRM has them), or was there already. */
  readonly onCreated: (ref: { readonly kind: 'contact' | 'company'; readonly id: number }) => void;
}

/** Makes a person, with their company and first deal where these are named: into the journal at once, to the CRM when it can be reached. Who has the number already is shown first. */
export function NewContact({ account, name: offered, onClose, onCreated }: NewContactProps) {
  const { t } = useLanguage();
  const [ask, failure] = useAsk();
  const [name, setName] = useState(offered);
  const [phone, setPhone] = useState('');
  const [company, setCompany] = useState('');
  const deal = useNewDeal(useDictionary()?.pipelines ?? [], null);
  const [duplicates, setDuplicates] = useState<readonly Match[]>([]);
  const create = (): void => {
    const phones = phone.trim() === '' ? [] : [phone.trim()];
    const evenIfDuplicates = duplicates.length > 0;
    const contact = {
      name: name.trim(),
      phones,
      evenIfDuplicates,
      ...(company.trim() === '' ? {} : { company: company.trim() }),
      ...deal.asked(),
    };
    ask(window.api.contacts.create(contact), (answer) => {
      if (answer.outcome === 'duplicates') setDuplicates(answer.matches);
      else onCreated({ kind: 'contact', id: -answer.write.id });
    });
  };
  return (
    <AskDialog
      title={t('search.do.newContact')}
      confirm={t(duplicates.length > 0 ? 'action.createAnyway' : 'create.submit')}
      isReady={name.trim() !== ''}
      tellsEnter
      onConfirm={create}
      onClose={onClose}
    >
      <Field label={t('create.name')} value={name} maxLength={250} required dir="auto" onText={setName} />
      <Field
        label={t('card.phoneNumber', { number: 1 })}
        value={phone}
        maxLength={100}
        type="tel"
        dir="ltr"
        onText={(text) => {
          setPhone(text);
          setDuplicates([]);
        }}
      />
      <BesideContact company={company} onCompany={setCompany} deal={deal} />
      <output>{duplicates.length > 0 ? t('create.duplicates', { count: duplicates.length }) : ''}</output>
      <MatchList
        label={t('caller.list')}
        matches={duplicates}
        currency={account.currency}
        onPick={({ entity, id }) => onCreated({ kind: entity, id })}
      />
      <FailureLine failure={failure} />
    </AskDialog>
  );
}
