/** A moment as the clocks of one time zone show it. */
export interface WallTime {
  readonly year: number;
  /** 1-12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timezone: string | null): Intl.DateTimeFormat {
  const key = timezone ?? '';
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone: knownZone(timezone),
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  formats.set(key, made);
  return made;
}

/**
 * The zone as Intl takes it: undefined, which is the computer's own, for null and for a name this computer
 * does not know (zones come from the CRM).
 */
export function knownZone(timezone: string | null): string | undefined {
  if (timezone === null) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** What the clocks of a zone show at a Unix time in ms. */
export function wallTimeAt(at: number, timezone: string | null): WallTime {
  const parts = new Map<string, number>();
  for (const { type, value } of formatOf(timezone).formatToParts(at)) parts.set(type, Number(value));
  const part = (name: string): number => parts.get(name) ?? 0;
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
  };
}

/**
 * The Unix time in ms at which the clocks of a zone show this; days and months past the end of theirs carry on,
 * so "day + 1" is tomorrow. A time that a change of the clocks leaves out is taken as long after the change as it
 * is after its start (02:30 becomes 03:30); of a time that comes twice it is the first.
 */
export function momentOf(wall: WallTime, timezone: string | null): number {
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  // The offset a day before and after: the two it can be around a change of the clocks. Half a day is too near, as
  // zones are up to 14 hours off UTC: in Samoa the change of the same night counted as past already.
  const before = asUtc - offsetAt(asUtc - DAY_MS, timezone);
  const after = asUtc - offsetAt(asUtc + DAY_MS, timezone);
  const fits = [before, after].filter((moment) => moment + offsetAt(moment, timezone) === asUtc);
  return fits.length === 0 ? before : Math.min(...fits);
}

/** Days from one moment's calendar day to another's in a zone; positive when `at` is later than `now`. */
export function daysFrom(now: number, at: number, timezone: string | null): number {
  const dayNumber = (moment: number): number => {
    const { year, month, day } = wallTimeAt(moment, timezone);
    return Date.UTC(year, month - 1, day) / DAY_MS;
  };
  return dayNumber(at) - dayNumber(now);
}

/** Day of the week in a zone, 0 Sunday to 6 Saturday. */
export function weekdayAt(at: number, timezone: string | null): number {
  const { year, month, day } = wallTimeAt(at, timezone);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

/** Ms the clocks of a zone are ahead of UTC, in whole minutes. */
export function offsetAt(at: number, timezone: string | null): number {
  const { year, month, day, hour, minute } = wallTimeAt(at, timezone);
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / MINUTE_MS) * MINUTE_MS;
}
