import type { TaskRow } from '../../../preload/contract.ts';
import { daysFrom, knownZone } from '../../../i18n/zonedTime.ts';

/** Which heading a task stands under: `late`, or days from today, by the account's clocks. */
export function dayOfTask(
  { completeTill }: Pick<TaskRow, 'completeTill'>,
  now: number,
  timezone: string | null,
): 'late' | number {
  return completeTill < now ? 'late' : daysFrom(now, completeTill, timezone);
}

/** Words for a day by its distance from today: today, tomorrow, else the day with its date. */
export function dayWords(locale: string, timezone: string | null): (days: number, at: number) => string {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const date = new Intl.DateTimeFormat(locale, {
    timeZone: knownZone(timezone),
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  return (days, at) => (days <= 1 ? relative.format(days, 'day') : date.format(at));
}
