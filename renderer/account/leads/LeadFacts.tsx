import { useState } from 'react';
import type { Account, LeadRow } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { useAsk } from '../../state/ask.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Field } from '../../ui/Field.tsx';
import { useFocusOnOpen } from '../../ui/useFocusOnOpen.ts';
import { useDictionary } from '../dictionaryStore.ts';
import { ResponsibleSelect } from '../ResponsibleSelect.tsx';
import { StageDot } from '../../ui/StageDot.tsx';
import css from './LeadCard.module.css';
import { priceOf, priceWords, responsibleWords, stageWords } from './leadWords.ts';
import { StageDialog } from './StageDialog.tsx';
import { useMoveLead } from './useMoveLead.ts';

interface LeadFactsProps {
  readonly lead: LeadRow;
  readonly lossReason: string | null;
  readonly tags: readonly string[];
  readonly account: Account;
  readonly canWrite: boolean;
}

/** Price, stage, responsible: each with its way to change it. Give it the deal's id as its key. */
export function LeadFacts({ lead, lossReason, tags, account, canWrite }: LeadFactsProps) {
  const { t, format } = useLanguage();
  const { currency } = account;
  const now = useNow(MINUTE);
  const dictionary = useDictionary();
  const [edits, setEdits] = useState<'nothing' | 'name' | 'price' | 'stage'>('nothing');
  const [ask, failure] = useAsk();
  const moving = useMoveLead();
  const done = (): void => setEdits('nothing');

  return (
    <>
      <dl className={css['facts']}>
        <dt>{t('deals.price', { currency })}</dt>
        <dd className={css['price']}>{priceWords(t, format, lead.price, currency)}</dd>
        <dt>{t('deals.stage')}</dt>
        <dd dir="auto">
          <StageDot colour={lead.stageColour} />
          {stageWords(t, lead)}{' '}
          {lead.outcome === 'open' ? null : (
            <Badge tone={lead.outcome === 'won' ? 'good' : 'plain'}>
              {t(`deals.outcome.${lead.outcome}`)}
            </Badge>
          )}
          {lossReason === null ? null : <span className={css['reason']}>{clip(lossReason)}</span>}
        </dd>
        <dt>{t('deals.pipeline')}</dt>
        <dd dir="auto">{clip(lead.pipeline ?? t('deals.unknownPipeline'), 80)}</dd>
        <dt>{t('deals.responsible')}</dt>
        <dd dir="auto">{responsibleWords(t, lead)}</dd>
        <dt>{t('deals.updated')}</dt>
        <dd>{format.when(lead.updatedAt, now)}</dd>
        {tags.length === 0 ? null : (
          <>
            <dt>{t('deals.tags')}</dt>
            <dd dir="auto">{tags.map((tag) => clip(tag, 40)).join(', ')}</dd>
          </>
        )}
      </dl>
      {canWrite ? (
        <div className={css['actions']}>
          <Button onClick={() => setEdits('stage')}>{t('deals.changeStage')}</Button>
          <Button onClick={() => setEdits('price')}>{t('deals.editPrice')}</Button>
          <Button onClick={() => setEdits('name')}>{t('deals.editName')}</Button>
        </div>
      ) : null}
      {canWrite ? (
        <ResponsibleSelect
          account={account}
          value={lead.responsibleId}
          name={lead.responsible ?? ''}
          onPick={(responsible) => {
            const before = { responsible: lead.responsibleId };
            ask(window.api.leads.change({ leadId: lead.id, responsible, before }));
          }}
        />
      ) : null}
      {edits === 'price' ? (
        <PriceForm
          lead={lead}
          currency={currency}
          onCancel={done}
          onPrice={(price, before) => {
            ask(window.api.leads.change({ leadId: lead.id, price, before: { price: before } }), done);
          }}
        />
      ) : null}
      {edits === 'name' ? (
        <NameForm
          lead={lead}
          onCancel={done}
          onName={(name, before) => {
            ask(window.api.leads.change({ leadId: lead.id, name, before: { name: before } }), done);
          }}
        />
      ) : null}
      {edits === 'stage' && dictionary !== null ? (
        <StageDialog
          lead={lead}
          stage={null}
          dictionary={dictionary}
          onMove={(stage, reason) => {
            moving.move(lead, stage, reason ?? undefined);
            done();
          }}
          onClose={done}
        />
      ) : null}
      <FailureLine failure={moving.failure ?? failure} />
    </>
  );
}

interface PriceFormProps {
  readonly lead: LeadRow;
  readonly currency: string;
  /** @param before as the form was opened: what somebody else changed meanwhile is not overwritten unasked */
  readonly onPrice: (price: number, before: number | null) => void;
  readonly onCancel: () => void;
}

function PriceForm({ lead, currency, onPrice, onCancel }: PriceFormProps) {
  const { t } = useLanguage();
  const [before] = useState(lead.price);
  const [text, setText] = useState(before === null ? '' : String(before));
  const price = priceOf(text);
  const field = useFocusOnOpen<HTMLInputElement>();
  return (
    <form
      className={css['edit']}
      onSubmit={(event) => {
        event.preventDefault();
        if (typeof price === 'number') onPrice(price, before);
      }}
    >
      <Field
        label={t('deals.price', { currency })}
        value={text}
        inputMode="numeric"
        ref={field}
        onText={setText}
        {...(price === 'bad' ? { hint: t('deals.badPrice') } : {})}
      />
      <FormButtons isReady={typeof price === 'number'} onCancel={onCancel} />
    </form>
  );
}

interface NameFormProps {
  readonly lead: LeadRow;
  /** @param before as in `PriceFormProps` */
  readonly onName: (name: string, before: string) => void;
  readonly onCancel: () => void;
}

function NameForm({ lead, onName, onCancel }: NameFormProps) {
  const { t } = useLanguage();
  const [before] = useState(lead.name);
  const [text, setText] = useState(clip(before, 250));
  const field = useFocusOnOpen<HTMLInputElement>();
  return (
    <form
      className={css['edit']}
      onSubmit={(event) => {
        event.preventDefault();
        onName(text.trim(), before);
      }}
    >
      <Field label={t('deals.name')} value={text} maxLength={250} dir="auto" ref={field} onText={setText} />
      <FormButtons isReady={text.trim() !== ''} onCancel={onCancel} />
    </form>
  );
}

function FormButtons({ isReady, onCancel }: { readonly isReady: boolean; readonly onCancel: () => void }) {
  const { t } = useLanguage();
  return (
    <div className={css['actions']}>
      <Button type="submit" look="main" disabled={!isReady}>
        {t('action.save')}
      </Button>
      <Button onClick={onCancel}>{t('action.cancel')}</Button>
    </div>
  );
}
