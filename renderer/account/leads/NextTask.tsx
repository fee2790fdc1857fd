import { CalendarClock, CircleDashed, ClockAlert } from 'lucide-react';
import type { Account, LeadRow } from '../../../preload/contract.ts';
import { clip } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useCrmNow } from '../../state/now.ts';
import { Icon } from '../../ui/Icon.tsx';
import { dueFormat } from '../tasks/dueWords.ts';
import { lateWords } from '../tasks/lateWords.ts';
import { daysFrom } from '../../../i18n/zonedTime.ts';
import css from './BoardCard.module.css';

interface NextTaskProps {
  readonly lead: LeadRow;
  readonly account: Pick<Account, 'timezone' | 'clockAhead' | 'userId'>;
}

/**
 * When the next task of a deal is due, amber when it is late; of an open deal of the agent's own without one, that and how many
 * days it has been left alone. Tasks of others are not known here, so nothing is said of theirs.
 */
export function NextTask({ lead, account }: NextTaskProps) {
  const { t, locale } = useLanguage();
  const now = useCrmNow(account);
  const { nextTask, outcome, responsibleId, updatedAt } = lead;
  const { timezone } = account;
  if (nextTask !== null) {
    const isLate = nextTask.at < now;
    const when = isLate
      ? lateWords(t, locale, timezone, nextTask.at, now)
      : dueFormat(locale, timezone).due(nextTask.at, now);
    return (
      <span className={css['task']} data-late={isLate} title={`${clip(nextTask.text, 200)} · ${when}`}>
        <Icon of={isLate ? ClockAlert : CalendarClock} size={14} />
        <span>{when}</span>
      </span>
    );
  }
  if (outcome !== 'open' || responsibleId !== account.userId) return null;
  return (
    <span className={css['task']}>
      <Icon of={CircleDashed} size={14} />
      <span>{t('deals.noTask', { count: Math.max(0, daysFrom(updatedAt, now, timezone)) })}</span>
    </span>
  );
}
