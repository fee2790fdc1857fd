import type { LeadRow } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { Badge } from '../../ui/Badge.tsx';
import { StagePill } from '../../ui/StagePill.tsx';
import css from './LeadCard.module.css';
import { priceWords, responsibleWords, stageWords } from './leadWords.ts';

interface LeadFactsProps {
  readonly lead: LeadRow;
  readonly lossReason: string | null;
  readonly tags: readonly string[];
  readonly currency: string;
  /** Where it cannot be changed: else whose it is stands beside, to be changed there. */
  readonly tellsWhose: boolean;
}

/** Price, stage, pipeline, whose, when it changed, tags. */
export function LeadFacts({ lead, lossReason, tags, currency, tellsWhose }: LeadFactsProps) {
  const { t, format } = useLanguage();
  const now = useNow(MINUTE);
  return (
    <dl className={css['facts']}>
      <dt>{t('deals.price', { currency })}</dt>
      <dd className={css['price']}>{priceWords(t, format, lead.price, currency)}</dd>
      <dt>{t('deals.stage')}</dt>
      <dd dir="auto">
        <StagePill stage={stageWords(t, lead)} colour={lead.stageColour} />{' '}
        {lead.outcome === 'open' ? null : (
          <Badge tone={lead.outcome === 'won' ? 'good' : 'plain'}>{t(`deals.outcome.${lead.outcome}`)}</Badge>
        )}
        {lossReason === null ? null : <span className={css['reason']}>{clip(lossReason)}</span>}
      </dd>
      <dt>{t('deals.pipeline')}</dt>
      <dd dir="auto">{clip(lead.pipeline ?? t('deals.unknownPipeline'), 80)}</dd>
      {tellsWhose ? (
        <>
          <dt>{t('deals.responsible')}</dt>
          <dd dir="auto">{responsibleWords(t, lead)}</dd>
        </>
      ) : null}
      <dt>{t('deals.updated')}</dt>
      <dd>{format.when(lead.updatedAt, now)}</dd>
      {tags.length === 0 ? null : (
        <>
          <dt>{t('deals.tags')}</dt>
          <dd dir="auto">{tags.map((tag) => clip(tag, 40)).join(', ')}</dd>
        </>
      )}
    </dl>
  );
}
