import type { Translate } from '../../../i18n/translate.ts';
import { daysFrom, knownZone } from '../../../i18n/zonedTime.ts';

/**
 * How late a task is, in words: whole days by the account's clocks, of today since when.
 *
 * @param at Unix ms it was due, before `now`
 */
export function lateWords(
  t: Translate,
  locale: string,
  timezone: string | null,
  at: number,
  now: number,
): string {
  const days = daysFrom(at, now, timezone);
  if (days > 0) return t('person.lateDays', { count: days });
  const clock = new Intl.DateTimeFormat(locale, { timeZone: knownZone(timezone), timeStyle: 'short' });
  return t('person.lateSince', { time: clock.format(at) });
}
