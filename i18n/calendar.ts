/**
 * What a day is, said once: of a time zone (IANA), or (null, and a zone this computer does not know) of the computer. A day begins with
 * its first moment, which is not midnight where a change of the clocks leaves that out, and has 23, 24 or 25 hours.
 */

const LONGEST_DAY_MS = 26 * 3_600_000;

/** A day: its first moment and the next one's, Unix ms. */
export interface Day {
  readonly start: number;
  readonly end: number;
}

const calendars = new Map<string, Intl.DateTimeFormat | null>();
/** The day of each zone that was asked for last: most are asked for again at once. */
const lastDays = new Map<string, Day>();

/** The calendar of a zone; null for the computer's own, which may become another one while Ringside runs. */
function calendarOf(timezone: string | null): Intl.DateTimeFormat | null {
  if (timezone === null) return null;
  const known = calendars.get(timezone);
  if (known !== undefined) return known;
  const made = calendarIn(timezone);
  calendars.set(timezone, made);
  return made;
}

function calendarIn(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short' });
  } catch {
    return null;
  }
}

/** The day that a moment (Unix ms) is in. */
export function dayAt(at: number, timezone: string | null): Day {
  const calendar = calendarOf(timezone);
  if (timezone === null || calendar === null) return ownDay(at);
  const known = lastDays.get(timezone);
  if (known !== undefined && known.start <= at && at < known.end) return known;
  const today = calendar.format(at);
  const isToday = (moment: number): boolean => calendar.format(moment) === today;
  const end = change(at, at + LONGEST_DAY_MS, isToday);
  const start = change(at - LONGEST_DAY_MS, at, (moment) => !isToday(moment));
  const day = { start, end };
  lastDays.set(timezone, day);
  return day;
}

/** The computer's own, by its own clocks. */
function ownDay(at: number): Day {
  const date = new Date(at);
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
  return { start: new Date(year, month, day).getTime(), end: new Date(year, month, day + 1).getTime() };
}

/** The first moment at which that is no longer so; it is at `from` and is not at `to`. Found by asking the calendar. */
function change(from: number, to: number, isSo: (moment: number) => boolean): number {
  let [during, after] = [from, to];
  while (after - during > 1) {
    const middle = Math.floor((during + after) / 2);
    if (isSo(middle)) during = middle;
    else after = middle;
  }
  return after;
}

export const startOfDay = (at: number, timezone: string | null): number => dayAt(at, timezone).start;

/** The first moment of tomorrow. */
export const endOfDay = (at: number, timezone: string | null): number => dayAt(at, timezone).end;

const two = (value: number): string => String(value).padStart(2, '0');

/** The computer's day of a moment as date fields and file names have it, `2026-11-30`. */
export function dateText(at: number): string {
  const date = new Date(at);
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The computer's day that such a text names; null where it names none. */
export function dayOfDate(text: string): Day | null {
  const found = /^(\d{4,6})-(\d{2})-(\d{2})$/u.exec(text);
  if (found === null) return null;
  const [year = 0, month = 0, day = 0] = found.slice(1).map(Number);
  const noon = new Date(year, month - 1, day, 12);
  const isDay = year >= 1970 && noon.getMonth() === month - 1 && noon.getDate() === day;
  return isDay ? ownDay(noon.getTime()) : null;
}

/** The first moment of the computer's month that a moment is in. */
export function startOfMonth(at: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), 1).getTime();
}

/** Midnights from one moment to another by the computer's calendar; negative when the second is the earlier. */
export function daysBetween(from: number, to: number): number {
  const number = (at: number): number => {
    const date = new Date(at);
    return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  };
  return (number(to) - number(from)) / 86_400_000;
}
