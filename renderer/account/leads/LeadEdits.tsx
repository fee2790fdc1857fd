import { useRef, useState, type ReactNode } from 'react';
import type { Account, AgentWrite, LeadRow } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useAsk } from '../../state/ask.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureLine } from '../../ui/FailureLine.tsx';
import { Field } from '../../ui/Field.tsx';
import { useFocusOnOpen } from '../../ui/useFocusOnOpen.ts';
import { useKeyDown } from '../../ui/useKeyDown.ts';
import { useDictionary } from '../dictionaryStore.ts';
import { ResponsibleSelect } from '../ResponsibleSelect.tsx';
import css from './LeadCard.module.css';
import { priceOf } from './leadWords.ts';
import { StageDialog } from './StageDialog.tsx';
import { useMoveLead } from './useMoveLead.ts';

type Changes = Omit<Extract<AgentWrite, { readonly kind: 'patchLead' }>, 'kind' | 'leadId'>;

/** What the agent is about to do with a deal. */
export type LeadStep = 'none' | 'stage' | 'price' | 'name' | 'note' | 'task';

interface LeadEditsProps {
  readonly lead: LeadRow;
  readonly account: Account;
  readonly step: LeadStep;
  readonly onClose: () => void;
}

/** The ways to change a deal: whose it is, and whichever step is open. Give it the deal's id as its key. */
export function LeadEdits({ lead, account, step, onClose }: LeadEditsProps) {
  const dictionary = useDictionary();
  const [ask, failure] = useAsk();
  const moving = useMoveLead();
  const change = (changes: Changes, then?: () => void): void =>
    ask(window.api.writes.add({ write: { kind: 'patchLead', leadId: lead.id, ...changes } }), then);
  return (
    <>
      <ResponsibleSelect
        account={account}
        value={lead.responsibleId}
        name={lead.responsible ?? ''}
        onPick={(responsible) => {
          const before = { responsible: lead.responsibleId };
          change({ responsible, before });
        }}
      />
      {step === 'price' ? (
        <PriceForm
          lead={lead}
          currency={account.currency}
          onCancel={onClose}
          onPrice={(price, before) => {
            change({ price, before: { price: before } }, onClose);
          }}
        />
      ) : null}
      {step === 'name' ? (
        <NameForm
          lead={lead}
          onCancel={onClose}
          onName={(name, before) => {
            change({ name, before: { name: before } }, onClose);
          }}
        />
      ) : null}
      {step === 'stage' && dictionary !== null ? (
        <StageDialog
          lead={lead}
          stage={null}
          dictionary={dictionary}
          onMove={(stage, reason) => {
            moving.move(lead, stage, reason ?? undefined);
            onClose();
          }}
          onClose={onClose}
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
    <EditForm
      isReady={typeof price === 'number'}
      onSave={() => {
        if (typeof price === 'number') onPrice(price, before);
      }}
      onCancel={onCancel}
    >
      <Field
        label={t('deals.price', { currency })}
        value={text}
        inputMode="numeric"
        ref={field}
        onText={setText}
        {...(price === 'bad' ? { error: t('deals.badPrice') } : {})}
      />
    </EditForm>
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
    <EditForm isReady={text.trim() !== ''} onSave={() => onName(text.trim(), before)} onCancel={onCancel}>
      <Field label={t('deals.name')} value={text} maxLength={250} dir="auto" ref={field} onText={setText} />
    </EditForm>
  );
}

interface EditFormProps {
  readonly isReady: boolean;
  readonly onSave: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** A field with its buttons; Enter saves, Esc leaves things as they are. */
function EditForm({ isReady, onSave, onCancel, children }: EditFormProps) {
  const { t } = useLanguage();
  const form = useRef<HTMLFormElement>(null);
  useKeyDown(form, (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onCancel();
  });
  return (
    <form
      ref={form}
      className={css['edit']}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) onSave();
      }}
    >
      {children}
      <div className={css['actions']}>
        <Button type="submit" look="main" disabled={!isReady}>
          {t('action.save')}
        </Button>
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
