import type { Account, LeadRow } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import type { Navigate } from '../useNavigation.ts';
import { StagePill } from '../../ui/StagePill.tsx';
import css from './CardDeals.module.css';
import { CardSection } from './CardSection.tsx';
import { PendingBadge } from '../PendingBadge.tsx';

interface CardDealsProps {
  readonly leads: readonly LeadRow[];
  readonly account: Account;
  readonly navigate: Navigate;
}

/** Open deals with stage and price, then those closed lately; each leads to its card. */
export function CardDeals({ leads, account, navigate }: CardDealsProps) {
  const { t } = useLanguage();
  return (
    <CardSection title={t('lead.list')}>
      {leads.some(({ outcome }) => outcome === 'open') ? null : (
        <p className={css['none']}>{t('lead.none')}</p>
      )}
      <ul className={css['deals']}>
        {leads.map((lead) => (
          <li key={lead.id}>
            <button
              type="button"
              className={css['deal']}
              onClick={() => navigate.open({ kind: 'lead', id: lead.id })}
            >
              <span className={css['name']} dir="auto">
                {clip(lead.name, 120) || t('contacts.noName')}
              </span>
              <Price lead={lead} currency={account.currency} />
              <span className={css['stage']}>
                <StagePill stage={clip(lead.stage ?? '', 60)} colour={lead.stageColour} />
                {lead.outcome === 'open' ? '' : ` (${t('lead.closed')})`}
              </span>
              <PendingBadge pending={lead.pending} />
            </button>
          </li>
        ))}
      </ul>
    </CardSection>
  );
}

function Price({ lead, currency }: { readonly lead: LeadRow; readonly currency: string }) {
  const { t, format } = useLanguage();
  return (
    <span className={css['price']} data-none={lead.price === null}>
      {lead.price === null ? t('lead.noPrice') : format.money(lead.price, currency)}
    </span>
  );
}
