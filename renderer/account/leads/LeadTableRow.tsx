import { memo } from 'react';
import type { LeadRow } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { StagePill } from '../../ui/StagePill.tsx';
import css from './LeadTable.module.css';
import { priceWords, responsibleWords, stageWords } from './leadWords.ts';
import { PendingBadge } from '../PendingBadge.tsx';

interface LeadTableRowProps {
  readonly lead: LeadRow;
  readonly currency: string;
}

/** One deal of the list: name and contact, stage and pipeline, price and responsible. */
export const LeadTableRow = memo(function LeadTableRow({ lead, currency }: LeadTableRowProps) {
  const { t, format } = useLanguage();
  return (
    <div className={css['row']}>
      <span className={css['name']} dir="auto">
        {clip(lead.name)}
      </span>
      <span className={css['contact']} dir="auto">
        {clip(lead.contact ?? '', 80)}
      </span>
      <span className={css['stage']} dir="auto">
        <StagePill stage={stageWords(t, lead)} colour={lead.stageColour} />
      </span>
      <span className={css['pipeline']} dir="auto">
        {lead.pending === null ? (
          clip(lead.pipeline ?? t('deals.unknownPipeline'), 60)
        ) : (
          <PendingBadge pending={lead.pending} />
        )}
      </span>
      <span className={css['price']}>{priceWords(t, format, lead.price, currency)}</span>
      <span className={css['responsible']} dir="auto">
        {responsibleWords(t, lead)}
      </span>
    </div>
  );
});
