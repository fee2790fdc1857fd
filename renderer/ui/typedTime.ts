import { dateText, dayOfDate } from '../../i18n/calendar.ts';

/**
 * Days and times as people type and read them in a locale, as the fields hold them: `2026-11-30` and `14:05`.
 */
type DatePart = 'year' | 'month' | 'day';

const two = (value: number): string => String(value).padStart(2, '0');
const order = new Map<string, readonly DatePart[]>();

/** In which order a locale (BCP 47) writes a date. */
function orderOf(locale: string): readonly DatePart[] {
  const known = order.get(locale);
  if (known) return known;
  const made = dateShape(locale).flatMap(({ type }) =>
    type === 'year' || type === 'month' || type === 'day' ? [type] : [],
  );
  order.set(locale, made);
  return made;
}

const dateParts = { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' } as const;

/** A date of the locale in its parts, for what stands between them. */
export const dateShape = (locale: string): readonly Intl.DateTimeFormatPart[] =>
  new Intl.DateTimeFormat(locale, dateParts).formatToParts(0);

/** `2026-11-30` as the locale writes it, `30.11.2026`; an empty text stays one. */
export const writeDay = (locale: string, day: string): string =>
  day === '' ? '' : new Intl.DateTimeFormat(locale, dateParts).format(Date.parse(`${day}T00:00Z`));

/** `14:05` as the locale writes it, `2:05 PM`; an empty text stays one. */
export const writeTime = (locale: string, time: string): string =>
  time === '' ? '' : clockOf(locale).format(Date.parse(`1970-01-01T${time}Z`));

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Halves of a day that cannot be typed with Latin letters are not written either: then it is the 24 hours. */
function clockOf(locale: string): Intl.DateTimeFormat {
  const known = clocks.get(locale);
  if (known) return known;
  const usual = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' });
  const half = usual.formatToParts(0).find(({ type }) => type === 'dayPeriod')?.value ?? 'a';
  const made = /^[ap]/iu.test(half)
    ? usual
    : new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC', hourCycle: 'h23' });
  clocks.set(locale, made);
  return made;
}

/**
 * The day somebody typed: in the locale's order (`30.11.26`, `3011`, `30/11`) or as ISO 8601 has it. Without a year it is the nearest to
 * `now` (Unix ms). Null where it is none.
 */
export function readDay(locale: string, text: string, now: number): string | null {
  const typed = text.match(/\d+/gu) ?? [];
  const isIso = typed.length === 3 && (typed[0]?.length ?? 0) >= 4;
  const parts: readonly DatePart[] = isIso ? ['year', 'month', 'day'] : orderOf(locale);
  const short = parts.filter((part) => part !== 'year');
  const groups = typed.length === 1 ? splitDigits(typed[0] ?? '', parts) : typed;
  const named = groups.length === 2 ? short : parts;
  if (groups.length < 2 || groups.length > 3) return null;
  const valueOf = (part: DatePart): string | undefined => groups[named.indexOf(part)];
  const [month, day, year] = [Number(valueOf('month')), Number(valueOf('day')), valueOf('year')];
  if (year !== undefined) return whole(year.length <= 2 ? 2000 + Number(year) : Number(year), month, day);
  const thisYear = new Date(now).getFullYear();
  const near = [thisYear, thisYear - 1, thisYear + 1]
    .flatMap((one) => whole(one, month, day) ?? [])
    .toSorted((one, other) => distance(one, now) - distance(other, now));
  return near[0] ?? null;
}

/** Digits typed without anything between them: `3011`, `301126`, `30112026`. */
function splitDigits(digits: string, parts: readonly DatePart[]): readonly string[] {
  const yearLength = digits.length - 4;
  if (![0, 2, 4].includes(yearLength)) return [];
  const used = yearLength === 0 ? parts.filter((part) => part !== 'year') : parts;
  let at = 0;
  return used.map((part) => {
    const length = part === 'year' ? yearLength : 2;
    at += length;
    return digits.slice(at - length, at);
  });
}

function whole(year: number, month: number, day: number): string | null {
  const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  return dayOfDate(text) === null ? null : text;
}

const distance = (day: string, now: number): number => Math.abs((dayOfDate(day)?.start ?? 0) - now);

/** The time somebody typed: `9`, `930`, `9:30`, `21h30`, `9:30 pm`, `9:30 p. m.`. Null where it is none. */
export function readTime(text: string): string | null {
  const parted = text.replace(/^\s*(\d)(\d\d)(?!\d)/u, '$1:$2');
  const found = /^\s*(\d{1,2})(?:\D{0,3}?(\d{1,2}))?\s*(?:h|ч)?\s*(?:([ap])\.?\s*m\.?)?\s*$/iu.exec(parted);
  if (found === null) return null;
  const [, first = '', minutes = '0', half] = found;
  const minute = Number(minutes);
  const hour = half === undefined ? Number(first) : hourOfHalf(Number(first), half.toLowerCase() === 'p');
  return hour === null || hour > 23 || minute > 59 ? null : `${two(hour)}:${two(minute)}`;
}

/** Twelve is the first hour of a half of the day. */
const hourOfHalf = (hour: number, isAfterNoon: boolean): number | null =>
  hour < 1 || hour > 12 ? null : (hour % 12) + (isAfterNoon ? 12 : 0);

/** A day so many days later; the last or first that can be written stays. */
export function dayLater(day: string, days: number): string {
  const noon = Date.parse(`${day}T12:00`);
  const moved = new Date(noon);
  moved.setDate(moved.getDate() + days);
  const text = dateText(moved.getTime());
  return dayOfDate(text) === null ? day : text;
}

/** The next or last quarter of an hour; a day has no other side. */
export function quarterLater(time: string, step: 1 | -1): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const quarters = (hour * 60 + minute) / 15;
  const next = step === 1 ? Math.floor(quarters) + 1 : Math.ceil(quarters) - 1;
  const kept = (((next * 15) % (24 * 60)) + 24 * 60) % (24 * 60);
  return `${two(Math.floor(kept / 60))}:${two(kept % 60)}`;
}
