import { useState } from 'react';
import { Check, ExternalLink } from 'lucide-react';
import type { Lead } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Icon } from '../../ui/Icon.tsx';
import { StagePill } from '../../ui/StagePill.tsx';
import css from './LeadList.module.css';

interface LeadListProps {
  readonly leads: readonly Lead[];
  readonly chosenLead: number | null;
  readonly currency: string;
  /** Logs the call to the lead, or takes that back (null). */
  readonly onPick: (leadId: number | null) => void;
  readonly onOpen: (leadId: number) => void;
}

/** Open leads with stage and price: the latest one, and the others when asked for. Takes the same room with or without any. */
export function LeadList({ leads, chosenLead, currency, onPick, onOpen }: LeadListProps) {
  const { t } = useLanguage();
  const [showsAll, setShowsAll] = useState(false);
  const chosenFirst = leads.find((lead) => lead.id === chosenLead) ?? leads[0];
  const shown = showsAll ? leads : chosenFirst ? [chosenFirst] : [];
  const hidden = leads.length - shown.length;
  return (
    <div className={css['leads']}>
      {shown.length === 0 ? <p className={css['none']}>{t('lead.none')}</p> : null}
      <ul aria-label={t('lead.list')}>
        {shown.map((lead) => (
          <LeadRow
            key={lead.id}
            lead={lead}
            isChosen={lead.id === chosenLead}
            currency={currency}
            onPick={onPick}
            onOpen={onOpen}
          />
        ))}
      </ul>
      {hidden > 0 || showsAll ? (
        <button
          type="button"
          className={css['more']}
          aria-expanded={showsAll}
          onClick={() => {
            setShowsAll(!showsAll);
          }}
        >
          {showsAll ? t('lead.fewer') : t('lead.more', { count: hidden })}
        </button>
      ) : null}
    </div>
  );
}

interface LeadRowProps extends Pick<LeadListProps, 'currency' | 'onPick' | 'onOpen'> {
  readonly lead: Lead;
  readonly isChosen: boolean;
}

function LeadRow({ lead, isChosen, currency, onPick, onOpen }: LeadRowProps) {
  const { t, format } = useLanguage();
  const name = clip(lead.name);
  return (
    <li className={css['row']}>
      <button
        type="button"
        className={css['lead']}
        aria-pressed={isChosen}
        title={t('lead.logTo', { name })}
        onClick={() => {
          onPick(isChosen ? null : lead.id);
        }}
      >
        <span className={css['name']} dir="auto">
          {name}
        </span>
        <span className={css['price']} data-none={lead.price === null}>
          {lead.price === null ? t('lead.noPrice') : format.money(lead.price, currency)}
        </span>
        <span className={css['stage']}>
          <StagePill stage={clip(lead.stage)} colour={lead.stageColour} />
          {lead.open ? null : ` (${t('lead.closed')})`}
        </span>
        {isChosen ? <Icon of={Check} /> : null}
      </button>
      <button
        type="button"
        className={css['open']}
        aria-label={t('lead.open', { name })}
        title={t('lead.open', { name })}
        onClick={() => {
          onOpen(lead.id);
        }}
      >
        <Icon of={ExternalLink} />
      </button>
    </li>
  );
}
