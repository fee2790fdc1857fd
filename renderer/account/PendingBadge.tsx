import { CircleAlert, Clock } from 'lucide-react';
import type { LeadRow } from '../../preload/contract.ts';
import { useLanguage } from '../i18n/language.ts';
import { Badge } from '../ui/Badge.tsx';
import { Icon } from '../ui/Icon.tsx';

interface PendingBadgeProps {
  readonly pending: LeadRow['pending'];
}

/** What of an entry is not in the CRM yet, and why; nothing when all of it is. */
export function PendingBadge({ pending }: PendingBadgeProps) {
  const { t } = useLanguage();
  if (pending === null) return null;
  const reason = pending.failure === null ? null : t(`failure.${pending.failure}`);
  if (pending.state === 'failed') {
    return (
      <Badge tone="bad">
        <Icon of={CircleAlert} />
        <span>{t('pending.failed', { reason: reason ?? t('failure.internal') })}</span>
      </Badge>
    );
  }
  return (
    <Badge tone="warn">
      <Icon of={Clock} />
      <span>{reason === null ? t('pending.waiting') : t('pending.waitingBecause', { reason })}</span>
    </Badge>
  );
}
