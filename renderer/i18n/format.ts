import { daysBetween } from '../../i18n/calendar.ts';

const SECOND = 1000;
const MINUTE = 60;
const HOUR = 3600;

/** What a window shows of numbers and moments, by one locale and the computer's time zone. */
export interface Format {
  /** Whole units of an ISO 4217 currency; a code unknown to Intl is written after the number. */
  readonly money: (amount: number, currency: string) => string;
  /** The same, shortened where it is long: `$182K`; for heads of columns. */
  readonly moneyShort: (amount: number, currency: string) => string;
  /** A whole number with its groups. */
  readonly count: (number: number) => string;
  /** A part of 1 in percent, whole. */
  readonly share: (part: number) => string;
  /** Hours and minutes of a Unix time in ms. */
  readonly time: (at: number) => string;
  /** The same by the clocks of a time zone (IANA); null where this program does not know it. */
  readonly timeIn: (at: number, timezone: string) => string | null;
  /** Day, month and year of a Unix time in ms. */
  readonly date: (at: number) => string;
  /** Time today, `yesterday, 14:05`, day and month this year, else with the year. Unix ms. */
  readonly when: (at: number, now: number) => string;
  /** The day of a Unix time in ms: `today`, `yesterday`, weekday and date this year, else with the year. */
  readonly dayName: (at: number, now: number) => string;
  /** The same over a list: `today, 30 November`. */
  readonly dayHeading: (at: number, now: number) => string;
  /** How long ago: `now`, `20 minutes ago`, `3 hours ago`, `yesterday`, `5 days ago`. Unix ms. */
  readonly ago: (at: number, now: number) => string;
}

/** Made when it is first needed, and then kept. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/**
 * Creates the formats of a locale (BCP 47). Each Intl object costs milliseconds: it is made once, and only when a
 * window says something with it. (The pop says everything once before the first ring: pop/warmUp.tsx.)
 */
export function createFormat(locale: string): Format {
  const clock = once(() => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }));
  const dayMonth = once(() => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }));
  const dayMonthYear = once(
    () => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }),
  );
  /** Without the Russian “г.”: behind it a sentence would end in two full stops. */
  const withYear = (at: number): string =>
    dayMonthYear()
      .format(at)
      .replace(/\s*г\.$/u, '');
  const relative = once(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
  const longDay = once(() => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' }));
  const weekday = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  const thisYear = once(() => new Intl.DateTimeFormat(locale, weekday));
  const otherYear = once(() => new Intl.DateTimeFormat(locale, { ...weekday, year: 'numeric' }));
  const currencies = new Map<string, Intl.NumberFormat | null>();

  const currencyFormat = (currency: string): Intl.NumberFormat | null => {
    const known = currencies.get(currency);
    if (known !== undefined) return known;
    const made = /^[A-Za-z]{3}$/.test(currency)
      ? new Intl.NumberFormat(locale, {
          style: 'currency',
          currency,
          currencyDisplay: 'narrowSymbol',
          maximumFractionDigits: 0,
        })
      : null;
    currencies.set(currency, made);
    return made;
  };

  const dayName: Format['dayName'] = (at, now) => {
    const days = daysBetween(at, now);
    if (days === 0 || days === 1) return relative().format(0 - days, 'day');
    const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
    return (sameYear ? thisYear() : otherYear()).format(at);
  };

  return {
    money(amount, currency) {
      const format = currencyFormat(currency);
      return format ? format.format(amount) : `${amount.toLocaleString(locale)} ${currency}`.trim();
    },
    moneyShort(amount, currency) {
      const compact = { notation: 'compact', maximumFractionDigits: 1 } as const;
      return currencyFormat(currency) === null
        ? `${amount.toLocaleString(locale, compact)} ${currency}`.trim()
        : amount.toLocaleString(locale, {
            ...compact,
            style: 'currency',
            currency,
            currencyDisplay: 'narrowSymbol',
          });
    },
    count: (number) => number.toLocaleString(locale),
    share: (part) => part.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 0 }),
    time: (at) => clock().format(at),
    timeIn(at, timeZone) {
      try {
        return new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }).format(at);
      } catch {
        return null;
      }
    },
    date: (at) => withYear(at),
    when(at, now) {
      const days = daysBetween(at, now);
      if (days === 0) return clock().format(at);
      if (days === 1) return `${relative().format(-1, 'day')}, ${clock().format(at)}`;
      const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
      return sameYear ? dayMonth().format(at) : withYear(at);
    },
    dayName,
    dayHeading(at, now) {
      const days = daysBetween(at, now);
      if (days !== 0 && days !== 1) return dayName(at, now);
      return `${relative().format(0 - days, 'day')}, ${longDay().format(at)}`;
    },
    ago(at, now) {
      const minutes = Math.max(0, Math.floor((now - at) / SECOND / MINUTE));
      if (minutes === 0) return relative().format(0, 'second');
      if (minutes < HOUR / MINUTE) return relative().format(-minutes, 'minute');
      const days = daysBetween(at, now);
      const hours = Math.floor((minutes * MINUTE) / HOUR);
      return days === 0 || hours < 12 ? relative().format(-hours, 'hour') : relative().format(-days, 'day');
    },
  };
}

/** A length of time in ms as `0:42`, `12:05` or `1:02:03`; never negative. */
export function formatDuration(ms: number): string {
  const total = Math.max(0, Math.floor(ms / SECOND));
  const hours = Math.floor(total / HOUR);
  const minutes = Math.floor((total % HOUR) / MINUTE);
  const seconds = String(total % MINUTE).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}

/** Whole seconds left until a Unix time in ms, rounded up, never negative. */
export function secondsLeft(until: number, now: number): number {
  return Math.max(0, Math.ceil((until - now) / SECOND));
}

/**
 * The start of a text that may be absurdly long (names come from the CRM and from callers): laying
 * out ten thousand letters would cost the pop its frame. Cuts between characters, not inside one.
 */
export function clip(text: string, most = 160): string {
  if (text.length <= most) return text;
  return `${Array.from(text.slice(0, most * 2))
    .slice(0, most - 1)
    .join('')}…`;
}
