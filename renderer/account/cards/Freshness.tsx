import type { ContactOrCompanyCard } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Button } from '../../ui/Button.tsx';
import css from './Freshness.module.css';

interface FreshnessProps {
  readonly card: Pick<ContactOrCompanyCard, 'freshness' | 'failure'>;
  /** The CRM has not got it yet. */
  readonly isNew: boolean;
  readonly onRefresh: () => void;
}

/** Where what a card shows comes from, and why it is not newer; a fixed line, so that answers move nothing. */
export function Freshness({ card: { freshness, failure }, isNew, onRefresh }: FreshnessProps) {
  const { t } = useLanguage();
  const reason = failure === null ? '' : ` (${t(`failure.${failure}`)})`;
  const mayTry = freshness === 'offline' || freshness === 'forbidden';
  return (
    <div className={css['line']} data-freshness={freshness}>
      <output>{isNew ? t('card.isNew') : `${t(`card.from.${freshness}`)}${mayTry ? reason : ''}`}</output>
      {mayTry ? (
        <Button look="quiet" onClick={onRefresh}>
          {t('action.tryAgain')}
        </Button>
      ) : null}
    </div>
  );
}
