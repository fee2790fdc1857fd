import type { Call } from '../../../preload/contract.ts';

/** One line of the list: the name of a day, or a call. */
export type CallLine =
  | { readonly kind: 'day'; readonly key: string; readonly day: DayName }
  | { readonly kind: 'call'; readonly key: string; readonly call: Call };

/** A calendar day of this computer (Unix ms of its midnight), or older calls that are not in the CRM yet. */
export type DayName = { readonly kind: 'day'; readonly midnight: number } | { readonly kind: 'earlier' };

const midnightOf = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/**
 * The list of all calls: today's, then older ones that still miss in the CRM (main tells of them with
 * today's, so that none is forgotten), then the days before as far as they were read. A call is there once.
 *
 * @param now Unix ms
 */
export function linesOfAll(today: readonly Call[], older: readonly Call[], now: number): readonly CallLine[] {
  const start = midnightOf(now);
  const isToday = (call: Call): boolean => call.startedAt >= start;
  const shown = new Set(today.map(({ id }) => id));
  const missing = today.filter((call) => !isToday(call));
  return [
    ...linesByDay(today.filter(isToday)),
    ...(missing.length === 0 ? [] : [dayLine({ kind: 'earlier' })]),
    ...missing.map(callLine),
    ...linesByDay(older.filter(({ id }) => !shown.has(id))),
  ];
}

/** Calls, newest first, each day under its name. */
export function linesByDay(calls: readonly Call[]): readonly CallLine[] {
  const lines: CallLine[] = [];
  let last: number | null = null;
  for (const call of calls) {
    const midnight = midnightOf(call.startedAt);
    if (midnight !== last) lines.push(dayLine({ kind: 'day', midnight }));
    last = midnight;
    lines.push(callLine(call));
  }
  return lines;
}

const callLine = (call: Call): CallLine => ({ kind: 'call', key: call.id, call });
const dayLine = (day: DayName): CallLine => ({
  kind: 'day',
  key: day.kind === 'day' ? `day ${day.midnight}` : 'earlier',
  day,
});
