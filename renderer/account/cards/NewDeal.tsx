import { useState } from 'react';
import type { Account, PartyRow } from '../../../preload/contract.ts';
import { Panel } from '../../call/Panel.tsx';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Field } from '../../ui/Field.tsx';
import { Select } from '../../ui/Select.tsx';
import { useFocusOnOpen } from '../../ui/useFocusOnOpen.ts';
import css from './CardForm.module.css';
import { useDictionary } from './useDictionary.ts';

interface NewDealProps {
  readonly about: PartyRow;
  readonly account: Account;
  readonly onClose: () => void;
}

/** A deal linked to the person or company of the card, in the first stage of a pipeline. */
export function NewDeal({ about, account, onClose }: NewDealProps) {
  const { t } = useLanguage();
  const { pipelines } = useDictionary();
  const [name, setName] = useState('');
  const [price, setPrice] = useState('');
  const [pipeline, setPipeline] = useState('');
  const [ask, failure] = useAsk();
  const first = useFocusOnOpen<HTMLInputElement>();
  const amount = price.replace(/[\s\u00a0\u202f]/g, '');
  const isPriceGood = amount === '' || /^\d{1,15}$/.test(amount);
  const isGood = name.trim() !== '' && isPriceGood;

  const save = (): void => {
    if (!isGood) return;
    ask(
      window.api.leads.create({
        name: name.trim(),
        price: amount === '' ? null : Number(amount),
        pipelineId: pipeline === '' ? null : Number(pipeline),
        statusId: null,
        responsible: null,
        contact: { entity: about.entity, id: about.id },
      }),
      onClose,
    );
  };
  return (
    <Panel title={t('card.deal')} onClose={onClose}>
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field
          label={t('card.dealName')}
          value={name}
          maxLength={250}
          ref={first}
          dir="auto"
          onText={setName}
        />
        <Field
          label={t('card.dealPrice', { currency: account.currency })}
          value={price}
          maxLength={24}
          inputMode="numeric"
          aria-invalid={!isPriceGood}
          {...(isPriceGood ? {} : { hint: t('card.badPrice') })}
          onText={setPrice}
        />
        {pipelines.length < 2 ? null : (
          <Select
            label={t('card.pipeline')}
            value={pipeline}
            options={[
              { value: '', text: clip(pipelines[0]?.name ?? '', 60) },
              ...pipelines.slice(1).map(({ id, name }) => ({ value: String(id), text: clip(name, 60) })),
            ]}
            onPick={setPipeline}
          />
        )}
        <Button type="submit" look="main" disabled={!isGood}>
          {t('action.save')}
        </Button>
        <FailureLine failure={failure} />
      </form>
    </Panel>
  );
}
