import type { PartyRow } from '../../../preload/contract.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Icon } from '../../ui/Icon.tsx';

/** That something is not in the CRM yet, and why not. */
export function PendingBadge({ pending }: { readonly pending: NonNullable<PartyRow['pending']> }) {
  const { t } = useLanguage();
  const reason = pending.failure === null ? undefined : t(`failure.${pending.failure}`);
  return pending.state === 'failed' ? (
    <Badge tone="bad">
      <Icon name="alert" />
      <span title={reason}>{t('chip.failed')}</span>
    </Badge>
  ) : (
    <Badge tone="warn">
      <Icon name="clock" />
      <span title={reason}>{t('chip.waiting')}</span>
    </Badge>
  );
}
