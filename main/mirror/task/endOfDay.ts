const LONGEST_DAY_MS = 26 * 3_600_000;

const calendars = new Map<string, Intl.DateTimeFormat>();

/** The calendar of a zone (IANA; null, and a zone this computer does not know, is the computer's own). */
function calendarOf(timezone: string | null): Intl.DateTimeFormat {
  const known = calendars.get(timezone ?? '');
  if (known) return known;
  const made = calendarIn(timezone ?? undefined) ?? new Intl.DateTimeFormat('en', { dateStyle: 'short' });
  calendars.set(timezone ?? '', made);
  return made;
}

function calendarIn(timeZone: string | undefined): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short' });
  } catch {
    return null;
  }
}

/**
 * The first moment of tomorrow in a zone, Unix ms: found by asking the calendar, so that days of 23 and 25
 * hours, and days that do not begin at midnight, are what they are there.
 */
export function endOfDay(now: number, timezone: string | null): number {
  const calendar = calendarOf(timezone);
  const today = calendar.format(now);
  let during = now;
  let after = now + LONGEST_DAY_MS;
  while (after - during > 1) {
    const middle = Math.floor((during + after) / 2);
    if (calendar.format(middle) === today) during = middle;
    else after = middle;
  }
  return after;
}
