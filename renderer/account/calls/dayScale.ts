import type { CallDay } from '../../../preload/contract.ts';

/**
 * The day that was counted last while it lasts; null after its midnight. Every call is counted anew, so that nothing has been
 * since. @param now Unix ms
 */
export const dayNow = (day: CallDay | null, now: number): CallDay | null =>
  day !== null && now < day.to ? day : null;

/** The part of a day its line shows, Unix ms: whole hours around what happened, working hours at least. */
export interface DayScale {
  readonly from: number;
  readonly to: number;
  /** Where hours are named. */
  readonly marks: readonly number[];
}

/** What is shown of every day, hours by this computer's clock. */
const FIRST = 9;
const LAST = 18;
/** Hours between two names, the least of them that gives few enough. */
const STEPS = [1, 2, 3, 4, 6];
const MOST_MARKS = 4;

/** @param now Unix ms, in the day */
export function dayScale(
  { from: midnight, to: nextMidnight, talks, missedAt, triedAt }: CallDay,
  now: number,
): DayScale {
  const hourOf = (hour: number): number => new Date(midnight).setHours(hour, 0, 0, 0);
  const moments = [now, ...missedAt, ...triedAt, ...talks.flatMap(({ from, to }) => [from, to])].filter(
    (at) => at >= midnight && at <= nextMidnight,
  );
  const first = Math.min(FIRST, ...moments.map((at) => new Date(at).getHours()));
  const last = Math.max(
    LAST,
    ...moments.map((at) => (at === nextMidnight ? 24 : new Date(at).getHours() + 1)),
  );
  const step = STEPS.find((hours) => (last - first) / hours < MOST_MARKS) ?? 6;
  const marks = Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) =>
    hourOf(first + index * step),
  );
  // Half an hour of Lord Howe's summer begins within an hour.
  return {
    from: hourOf(first),
    to: hourOf(last),
    marks: marks.filter((at) => new Date(at).getMinutes() === 0),
  };
}
