import type { CallsSnapshot } from '../../../preload/contract.ts';
import type { Translate } from '../../i18n/translate.ts';

/** The line over the list, and whether it is the good news. */
export interface SummaryWords {
  readonly text: string;
  readonly isAllIn: boolean;
}

/** Says that all calls are in the CRM only when each one is; otherwise exactly what is missing. */
export function summaryWords(
  t: Translate,
  { total, inCrm, unlogged, waiting, failed }: CallsSnapshot['summary'],
): SummaryWords {
  if (total === 0) return { text: t('account.noCalls'), isAllIn: false };
  if (inCrm === total) return { text: t('account.allIn', { total }), isAllIn: true };
  const missing = [
    failed > 0 ? t('account.failed', { count: failed }) : null,
    unlogged > 0 ? t('account.unlogged', { count: unlogged }) : null,
    waiting > 0 ? t('account.waiting', { count: waiting }) : null,
  ].filter((words) => words !== null);
  const start = t('account.someIn', { inCrm, total });
  return { text: missing.length === 0 ? start : `${start}: ${missing.join(', ')}`, isAllIn: false };
}
