import { dateText, dayAt, startOfDay, startOfMonth } from '../../../i18n/calendar.ts';
import { firstWeekday } from '../../i18n/week.ts';
import { assertNever } from '../../state/assertNever.ts';
import type { FilterOf } from '../places.ts';

/** Days that are looked at together, by this computer's calendar. */
export interface Span {
  /** First moments of the first and the last of them, Unix ms. */
  readonly from: number;
  readonly to: number;
  /** The same as dates, `2026-11-30`. */
  readonly days: { readonly from: string; readonly to: string };
}

export type SpanKind = FilterOf<'numbers'>;

/**
 * The day, the week or the month that a moment (Unix ms) is in.
 *
 * @param locale BCP 47: whose weeks
 */
export function spanAt(kind: SpanKind, at: number, locale: string): Span {
  const from = startOf(kind, at, locale);
  const next = startOf(kind, beyond(kind, from), locale);
  // The day before the next one's first moment.
  const to = startOfDay(next - 1, null);
  return { from, to, days: { from: dateText(from), to: dateText(to) } };
}

/** A moment of the span after (`1`) or before (`-1`) one. */
export function beside(kind: SpanKind, { from }: Span, way: 1 | -1): number {
  return way === 1 ? beyond(kind, from) : from - 1;
}

function startOf(kind: SpanKind, at: number, locale: string): number {
  switch (kind) {
    case 'day':
      return startOfDay(at, null);
    case 'month':
      return startOfMonth(at);
    case 'week': {
      const weekday = new Date(at).getDay() || 7;
      let start = startOfDay(at, null);
      for (let back = (weekday - firstWeekday(locale) + 7) % 7; back > 0; back -= 1) {
        start = startOfDay(start - 1, null);
      }
      return start;
    }
    default:
      return assertNever(kind);
  }
}

/** A moment of the next span: no day has more than 25 hours, no week more than one such day. */
function beyond(kind: SpanKind, from: number): number {
  const days = { day: 1, week: 7, month: 31 }[kind];
  let at = from;
  for (let day = 0; day < days; day += 1) at = dayAt(at, null).end;
  return at;
}
