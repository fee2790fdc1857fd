import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Field } from '../../ui/Field.tsx';
import { Select } from '../../ui/Select.tsx';
import type { NewDeal } from './newDeal.ts';

interface BesideContactProps {
  readonly company: string;
  readonly onCompany: (name: string) => void;
  readonly deal: NewDeal;
}

/** What is made with somebody new in the same step: their company and first deal, both by name; the stage once there is a deal. */
export function BesideContact({ company, onCompany, deal }: BesideContactProps) {
  const { t } = useLanguage();
  const hasDeal = deal.name.trim() !== '';
  return (
    <>
      <Field label={t('create.company')} value={company} maxLength={250} dir="auto" onText={onCompany} />
      <Field label={t('create.deal')} value={deal.name} maxLength={250} dir="auto" onText={deal.setName} />
      {hasDeal && deal.pipelines.length > 1 && deal.pipeline !== null ? (
        <Select
          label={t('deals.pipeline')}
          value={String(deal.pipeline.id)}
          options={deal.pipelines.map(({ id, name }) => ({ value: String(id), text: clip(name, 60) }))}
          onPick={(id) => deal.setPipeline(Number(id))}
        />
      ) : null}
      {hasDeal && deal.stages.length > 0 ? (
        <Select
          label={t('deals.stage')}
          value={String(deal.statusId)}
          options={deal.stages.map(({ id, name }) => ({ value: String(id), text: clip(name, 60) }))}
          onPick={(id) => deal.setStage(Number(id))}
        />
      ) : null}
    </>
  );
}
