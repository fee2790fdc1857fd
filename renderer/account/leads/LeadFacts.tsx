import { CalendarClock, SquareKanban, UserRound } from 'lucide-react';
import type { LeadRow } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { MINUTE, useNow } from '../../state/now.ts';
import { Badge } from '../../ui/Badge.tsx';
import { StagePill } from '../../ui/StagePill.tsx';
import { Fact } from '../person/ContactFacts.tsx';
import { SideBlock } from '../person/SideBlock.tsx';
import css from './LeadCard.module.css';
import { priceWords, responsibleWords, stageWords } from './leadWords.ts';

interface LeadLineProps {
  readonly lead: LeadRow;
  readonly currency: string;
  readonly lossReason: string | null;
}

/** Under a deal's name: its price and stage, and how it ended. */
export function LeadLine({ lead, currency, lossReason }: LeadLineProps) {
  const { t, format } = useLanguage();
  return (
    <>
      <span className={css['price']}>{priceWords(t, format, lead.price, currency)}</span>
      <StagePill stage={stageWords(t, lead)} colour={lead.stageColour} />
      {lead.outcome === 'open' ? null : (
        <Badge tone={lead.outcome === 'won' ? 'good' : 'plain'}>{t(`deals.outcome.${lead.outcome}`)}</Badge>
      )}
      {lossReason === null ? null : <span>{clip(lossReason)}</span>}
    </>
  );
}

interface LeadFactsProps {
  readonly lead: LeadRow;
  /** Where it cannot be changed: else whose it is stands beside, to be changed there. */
  readonly tellsWhose: boolean;
}

/** Pipeline, whose, when it changed. */
export function LeadFacts({ lead, tellsWhose }: LeadFactsProps) {
  const { t, format } = useLanguage();
  const now = useNow(MINUTE);
  return (
    <SideBlock title={t('person.facts')}>
      <ul>
        <Fact of={SquareKanban}>
          <span dir="auto" className={css['fact']}>
            {clip(lead.pipeline ?? t('deals.unknownPipeline'), 80)}
          </span>
        </Fact>
        {tellsWhose ? (
          <Fact of={UserRound}>
            <span dir="auto" className={css['fact']}>
              {responsibleWords(t, lead)}
            </span>
          </Fact>
        ) : null}
        <Fact of={CalendarClock}>
          <span className={css['fact']}>
            {t('deals.updated')} {format.when(lead.updatedAt, now)}
          </span>
        </Fact>
      </ul>
    </SideBlock>
  );
}
