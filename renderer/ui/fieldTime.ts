/** The value of a field for a day, a time or both, as its two halves; what is not whole yet is empty. */
export interface Halves {
  readonly day: string;
  readonly time: string;
}

/** `both` as `2026-11-30T14:05`, `day` as `2026-11-30`, `time` as `14:05`. */
export type TimeParts = 'both' | 'day' | 'time';

export const NO_TIME: Halves = { day: '', time: '' };
/** Where only a day is chosen a time is needed: the working day begins. */
const MORNING = '10:00';

/** A value in its halves. */
export function halvesOf(value: string, parts: TimeParts): Halves {
  if (parts === 'day') return { day: value, time: '' };
  if (parts === 'time') return { day: '', time: value };
  const [day = '', time = ''] = value.split('T');
  return { day, time };
}

/** Halves as a value; empty while something is missing. */
export function valueOf({ day, time }: Halves, parts: TimeParts): string {
  if (parts === 'day') return day;
  if (parts === 'time') return time;
  return day === '' || time === '' ? '' : `${day}T${time}`;
}

/** A day was chosen where there was no time: it gets the morning's. */
export const withDay = (halves: Halves, day: string, parts: TimeParts): Halves => ({
  day,
  time: parts === 'both' && day !== '' && halves.time === '' ? MORNING : halves.time,
});
