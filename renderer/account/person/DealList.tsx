import type { Account, LeadRow } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { StagePill } from '../../ui/StagePill.tsx';
import { priceWords, stageWords } from '../leads/leadWords.ts';
import { PendingBadge } from '../PendingBadge.tsx';
import type { Navigate } from '../useNavigation.ts';
import css from './DealList.module.css';
import { SideBlock } from './SideBlock.tsx';

interface DealListProps {
  /** Open ones first. */
  readonly leads: readonly LeadRow[];
  readonly account: Pick<Account, 'currency'>;
  readonly navigate: Pick<Navigate, 'open'>;
  /** The one the call or the task beside is about, with the words that say so. */
  readonly marked?: { readonly id: number; readonly words: string } | null;
  readonly onAdd?: (() => void) | null;
}

/** Deals of somebody: name, stage and sum; each leads to its card. */
export function DealList({ leads, account, navigate, marked = null, onAdd = null }: DealListProps) {
  const { t, format } = useLanguage();
  const none = leads.every(({ outcome }) => outcome !== 'open');
  return (
    <SideBlock
      title={t('person.deals')}
      add={onAdd === null ? null : { label: t('card.deal'), keyHint: 'D', onPick: onAdd }}
    >
      {none ? <p className={css['none']}>{t('lead.none')}</p> : null}
      <ul>
        {leads.map((lead) => (
          <li key={lead.id}>
            <button
              type="button"
              className={css['deal']}
              data-marked={lead.id === marked?.id}
              data-closed={lead.outcome !== 'open'}
              onClick={() => navigate.open({ kind: 'lead', id: lead.id })}
            >
              <span className={css['name']} dir="auto">
                {clip(lead.name, 120) || t('contacts.noName')}
              </span>
              <span className={css['mark']}>{lead.id === marked?.id ? marked.words : ''}</span>
              <span className={css['stage']}>
                <StagePill stage={stageWords(t, lead)} colour={lead.stageColour} />
              </span>
              <span className={css['price']} data-none={lead.price === null}>
                {priceWords(t, format, lead.price, account.currency)}
              </span>
              <PendingBadge pending={lead.pending} />
            </button>
          </li>
        ))}
      </ul>
    </SideBlock>
  );
}
