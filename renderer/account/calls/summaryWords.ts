import type { CallsSnapshot } from '../../../preload/contract.ts';
import type { Translate } from '../../../i18n/translate.ts';

/** The line over the list, and whether it is the good news. */
export interface SummaryWords {
  readonly text: string;
  readonly isAllIn: boolean;
}

/** Says that all calls are in the CRM only when each one is, and all else that was written; otherwise exactly what is missing. */
export function summaryWords(
  t: Translate,
  { total, inCrm, unlogged, waiting, failed, writes }: CallsSnapshot['summary'],
): SummaryWords {
  const calls = { failed: failed - writes.failed, waiting: waiting - writes.waiting };
  const missing = [
    calls.failed > 0 ? t('account.failed', { count: calls.failed }) : null,
    unlogged > 0 ? t('account.unlogged', { count: unlogged }) : null,
    calls.waiting > 0 ? t('account.waiting', { count: calls.waiting }) : null,
    writes.failed > 0 ? t('account.writesFailed', { count: writes.failed }) : null,
    writes.waiting > 0 ? t('account.writesWaiting', { count: writes.waiting }) : null,
  ].filter((words) => words !== null);
  if (missing.length === 0 && total > 0 && inCrm === total)
    return { text: t('account.allIn', { total }), isAllIn: true };
  const start = total === 0 ? t('account.noCalls') : t('account.someIn', { inCrm, total });
  return { text: missing.length === 0 ? start : `${start}: ${missing.join(', ')}`, isAllIn: false };
}
