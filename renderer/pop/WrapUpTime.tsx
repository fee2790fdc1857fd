import { owesResult } from '../../preload/constants.ts';
import type { Call, PopSnapshot } from '../../preload/contract.ts';
import { formatDuration } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { SECOND, useNow } from '../state/now.ts';

/** How long the result of an ended call may take; null where none is owed. */
export function wrapUpOf(call: Call, { wrapUp }: PopSnapshot): { readonly limitMs: number | null } | null {
  return wrapUp !== undefined && owesResult(call) ? wrapUp : null;
}

/** How long the result has taken, or may still take: from the call's end on, whatever was closed and opened since. */
export function WrapUpTime({ call, limitMs }: { readonly call: Call; readonly limitMs: number | null }) {
  const { t } = useLanguage();
  const since = call.endedAt ?? 0;
  const passed = Math.max(0, useNow(SECOND, since) - since);
  if (limitMs === null) return t('wrapUp.since', { time: formatDuration(passed) });
  const left = limitMs - passed;
  return left > 0 ? t('wrapUp.left', { time: formatDuration(left) }) : t('wrapUp.over');
}
