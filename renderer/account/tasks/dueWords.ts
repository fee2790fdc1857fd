import { clip } from '../../i18n/format.ts';
import { daysFrom, knownZone, wallTimeAt } from '../../../i18n/zonedTime.ts';

/** When something is due, in words, by the clocks of an account. */
export interface DueFormat {
  /** `today, 14:05`, a day of the coming week with its name, any other with its date. Unix ms. */
  readonly due: (at: number, now: number) => string;
}

const made = new Map<string, DueFormat>();

/** The words for due times in a locale (BCP 47) and a zone (IANA, null: the computer's). Made once for each pair. */
export function dueFormat(locale: string, timezone: string | null): DueFormat {
  const key = `${locale} ${timezone ?? ''}`;
  const known = made.get(key);
  if (known) return known;
  const format = createDueFormat(locale, timezone);
  made.set(key, format);
  return format;
}

function createDueFormat(locale: string, timezone: string | null): DueFormat {
  const timeZone = knownZone(timezone);
  const clock = new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short' });
  const dayMonth = { timeZone, day: 'numeric', month: 'short' } as const;
  const thisWeek = new Intl.DateTimeFormat(locale, { ...dayMonth, weekday: 'short' });
  const thisYear = new Intl.DateTimeFormat(locale, dayMonth);
  const otherYear = new Intl.DateTimeFormat(locale, { ...dayMonth, year: 'numeric' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

  const day = (at: number, now: number): string => {
    const days = daysFrom(now, at, timezone);
    if (Math.abs(days) <= 1) return relative.format(days, 'day');
    if (days > 0 && days < 7) return thisWeek.format(at);
    const isThisYear = wallTimeAt(at, timezone).year === wallTimeAt(now, timezone).year;
    return (isThisYear ? thisYear : otherYear).format(at);
  };
  return { due: (at, now) => clip(`${day(at, now)}, ${clock.format(at)}`) };
}

/** The name of a zone other than the computer's, for a line that says whose clocks are meant; null when they agree. */
export function foreignZone(timezone: string | null): string | null {
  const zone = knownZone(timezone);
  if (zone === undefined || zone === knownZone(Intl.DateTimeFormat().resolvedOptions().timeZone)) return null;
  return timezone;
}
