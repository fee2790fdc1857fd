import { useState } from 'react';
import type { Account, Match } from '../../../preload/contract.ts';
import { MatchList } from '../../call/match/MatchList.tsx';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { AskDialog } from '../../ui/AskDialog.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Field } from '../../ui/Field.tsx';
import { Select } from '../../ui/Select.tsx';
import { useDictionary } from '../dictionaryStore.ts';
import css from './NewLead.module.css';
import { stagesFor } from './leadFilter.ts';
import { priceOf } from './leadWords.ts';

/** Who a new deal is with. */
export interface LinkedContactOrCompany {
  readonly entity: 'contact' | 'company';
  readonly id: number;
  readonly name: string;
}

interface NewLeadProps {
  readonly account: Account;
  /** Linked from the start; null: one may be looked for. */
  readonly contact: LinkedContactOrCompany | null;
  /** The pipeline that is offered first. */
  readonly pipelineId: number | null;
  readonly onClose: () => void;
  /** @param id of the new deal's card: minus the write's number until the CRM has it */
  readonly onCreated: (id: number) => void;
}

/** Makes a deal, linked to a contact: into the journal at once, to the CRM when it can be reached. */
export function NewLead({ account, contact, pipelineId, onClose, onCreated }: NewLeadProps) {
  const { t } = useLanguage();
  const [ask, failure] = useAsk();
  const [name, setName] = useState('');
  const [price, setPrice] = useState('');
  const [contactOrCompany, setContactOrCompany] = useState(contact);
  const pipelines = useDictionary()?.pipelines ?? [];
  const [pickedPipeline, setPipeline] = useState(pipelineId);
  const [pickedStage, setStage] = useState<number | null>(null);
  const pipeline = pipelines.find(({ id }) => id === pickedPipeline) ?? pipelines[0] ?? null;
  const stages = stagesFor(pipeline);
  const statusId = (stages.find(({ id }) => id === pickedStage) ?? stages[0])?.id ?? null;
  const amount = priceOf(price);
  const isReady = name.trim() !== '' && amount !== 'bad';
  const title = contact === null ? t('deals.new') : t('deals.newFor', { name: clip(contact.name, 80) });

  return (
    <AskDialog
      title={title}
      confirm={t('deals.create')}
      isReady={isReady}
      onConfirm={() => {
        if (amount === 'bad') return;
        const write = {
          kind: 'createLead' as const,
          name: name.trim(),
          price: amount,
          pipelineId: pipeline?.id ?? null,
          statusId,
          responsible: null,
          contact:
            contactOrCompany === null ? null : { entity: contactOrCompany.entity, id: contactOrCompany.id },
        };
        ask(window.api.writes.add({ write }), ({ id }) => onCreated(-id));
      }}
      onClose={onClose}
    >
      <Field label={t('deals.name')} value={name} maxLength={250} required dir="auto" onText={setName} />
      <Field
        label={t('deals.price', { currency: account.currency })}
        value={price}
        inputMode="numeric"
        onText={setPrice}
        {...(amount === 'bad' ? { hint: t('deals.badPrice') } : {})}
      />
      {pipelines.length > 1 && pipeline !== null ? (
        <Select
          label={t('deals.pipeline')}
          value={String(pipeline.id)}
          options={pipelines.map((one) => ({ value: String(one.id), text: clip(one.name, 60) }))}
          onPick={(id) => setPipeline(Number(id))}
        />
      ) : null}
      {pipeline === null ? null : (
        <Select
          label={t('deals.stage')}
          value={String(statusId)}
          options={stages.map((one) => ({ value: String(one.id), text: clip(one.name, 60) }))}
          onPick={(id) => setStage(Number(id))}
        />
      )}
      {contact === null ? (
        <ContactOrCompanyField
          contactOrCompany={contactOrCompany}
          currency={account.currency}
          onPick={setContactOrCompany}
        />
      ) : null}
      <FailureLine failure={failure} />
    </AskDialog>
  );
}

interface ContactOrCompanyFieldProps {
  readonly contactOrCompany: LinkedContactOrCompany | null;
  readonly currency: string;
  readonly onPick: (contactOrCompany: LinkedContactOrCompany | null) => void;
}

/** Finds the contact a deal is with, in the local copy; or shows whom was found. */
function ContactOrCompanyField({ contactOrCompany, currency, onPick }: ContactOrCompanyFieldProps) {
  const { t } = useLanguage();
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly Match[]>([]);
  const [ask, failure] = useAsk();
  if (contactOrCompany !== null) {
    return (
      <p className={css['party']}>
        <span>{t('deals.contact')}</span>
        <strong dir="auto">{clip(contactOrCompany.name, 80)}</strong>
        <Button look="quiet" onClick={() => onPick(null)}>
          {t('deals.noContact')}
        </Button>
      </p>
    );
  }
  return (
    <>
      <Field
        label={t('deals.findContact')}
        type="search"
        value={text}
        maxLength={200}
        dir="auto"
        onText={(typed) => {
          setText(typed);
          if (typed.trim() === '') setFound([]);
          else ask(window.api.contacts.search({ callId: null, text: typed }), setFound);
        }}
      />
      <MatchList
        label={t('search.title')}
        matches={found.slice(0, 5)}
        currency={currency}
        onPick={({ entity, id, name }) => onPick({ entity, id, name })}
      />
      <FailureLine failure={failure} />
    </>
  );
}
