/**
 * Quiet hours: when nothing pops up. Nothing is lost in them: calls are listed and counted as ever. Pure, so
 * that whatever might disturb (the pop, a notification) asks the same rule.
 */
export interface QuietHours {
  readonly on: boolean;
  /** First quiet minute, `HH:MM` of the agent's clock. */
  readonly from: string;
  /** First minute that is not quiet any more; at or before `from` it is the next day's. */
  readonly to: string;
  /** Days on which the quiet time begins, 1 Monday to 7 Sunday (ISO 8601). */
  readonly days: readonly number[];
}

const MINUTES_A_DAY = 24 * 60;
/** From Monday, because that is how days are counted here. */
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/**
 * Whether it is quiet at `now`. Quiet hours go by the clock on the wall: in a night in which the clocks change
 * they are an hour longer or shorter.
 *
 * @param now Unix milliseconds
 * @param timezone IANA name; null for the computer's own
 */
export function isQuiet(setting: QuietHours, now: number, timezone: string | null): boolean {
  const from = minuteOf(setting.from);
  const to = minuteOf(setting.to);
  if (!setting.on || from === null || to === null) return false;
  const { day, minute } = wallClock(now, timezone);
  const length = (to - from + MINUTES_A_DAY) % MINUTES_A_DAY || MINUTES_A_DAY;
  const begunToday = minute >= from && minute < from + length;
  const begunYesterday = minute + MINUTES_A_DAY < from + length;
  const yesterday = day === 1 ? 7 : day - 1;
  return (begunToday && setting.days.includes(day)) || (begunYesterday && setting.days.includes(yesterday));
}

/** Minutes since midnight of `HH:MM`, null when it is no time of day. */
export function minuteOf(time: string): number | null {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/u.exec(time);
  return found === null ? null : Number(found[1]) * 60 + Number(found[2]);
}

function wallClock(now: number, timezone: string | null): { readonly day: number; readonly minute: number } {
  if (timezone === null) {
    const local = new Date(now);
    return { day: local.getDay() || 7, minute: local.getHours() * 60 + local.getMinutes() };
  }
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    weekday: 'short',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((one) => one.type === type)?.value ?? '';
  return {
    day: WEEKDAYS.indexOf(part('weekday')) + 1,
    minute: Number(part('hour')) * 60 + Number(part('minute')),
  };
}
