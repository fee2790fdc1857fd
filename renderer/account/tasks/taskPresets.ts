import { SNOOZE_MS } from '../../../preload/constants.ts';
import { momentOf, wallTimeAt, weekdayAt } from '../../../i18n/zonedTime.ts';

/** The times a task is usually set to, in the order they are offered. */
export const taskPresets = ['inAnHour', 'tomorrow', 'monday'] as const;
export type TaskPreset = (typeof taskPresets)[number];

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const MONDAY = 1;
/** Tasks "of a day" begin with the working day. */
const MORNING = { hour: 10, minute: 0 };

/**
 * When a preset is due, Unix ms on a whole minute: an hour of 60 minutes from now whatever the clocks do, or ten
 * in the morning, by the account's clocks, of tomorrow or of the next Monday (never today). `timezone` is
 * IANA; null is the computer's own.
 */
export function presetTime(preset: TaskPreset, now: number, timezone: string | null): number {
  if (preset === 'inAnHour') return Math.floor((now + HOUR_MS) / MINUTE_MS) * MINUTE_MS;
  const days = preset === 'tomorrow' ? 1 : (MONDAY - weekdayAt(now, timezone) + 7) % 7 || 7;
  const today = wallTimeAt(now, timezone);
  return momentOf({ ...today, day: today.day + days, ...MORNING }, timezone);
}

/** A quarter of an hour from now, on a whole minute: what is due and cannot be done this moment. Unix ms. */
export const snoozedUntil = (now: number): number => Math.ceil((now + SNOOZE_MS) / MINUTE_MS) * MINUTE_MS;

/** A moment as a `datetime-local` field holds it, by the clocks of a zone. */
export function fieldOfTime(at: number, timezone: string | null): string {
  const { year, month, day, hour, minute } = wallTimeAt(at, timezone);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

/** What a `datetime-local` field holds as Unix ms, by the clocks of a zone; null while it is not whole. */
export function timeOfField(text: string, timezone: string | null): number | null {
  const found = /^(\d{4,6})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(text);
  if (!found) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1).map(Number);
  return momentOf({ year, month, day, hour, minute }, timezone);
}
