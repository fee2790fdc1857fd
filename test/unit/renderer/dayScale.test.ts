import { fc } from '../../property.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayAt } from '../../../i18n/calendar.ts';
import type { CallDay } from '../../../preload/contract.ts';
import { dayScale } from '../../../renderer/account/calls/dayScale.ts';

const HOUR = 3_600_000;
/** Days whose clocks are changed, each way: at two, at midnight (Havana, Santiago, Beirut), by half an hour (Lord Howe). */
const DAYS = [
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['America/Santiago', '2026-04-04'],
  ['America/Santiago', '2026-09-06'],
  ['America/Havana', '2026-03-08'],
  ['America/Havana', '2026-11-01'],
  ['Asia/Beirut', '2026-03-29'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Europe/Moscow', '2026-11-30'],
] as const;

describe.each(DAYS)('the line of a day whose clocks change: %s, %s', (timeZone, date) => {
  const own = process.env['TZ'];
  beforeAll(() => {
    process.env['TZ'] = timeZone;
  });
  afterAll(() => {
    if (own === undefined) delete process.env['TZ'];
    else process.env['TZ'] = own;
  });

  it('holds all that happened, names whole hours in order, each once, and shows the working hours', () => {
    const { start, end } = dayAt(new Date(`${date}T12:00:00`).getTime(), null);
    expect(end - start === 24 * HOUR).toBe(timeZone === 'Europe/Moscow');
    const moment = fc.integer({ min: start, max: end - 1 });
    fc.assert(
      fc.property(
        moment,
        fc.array(moment, { maxLength: 4 }),
        fc.array(moment, { maxLength: 4 }),
        (now, missedAt, began) => {
          const talks = began.map((from) => ({ from, to: Math.min(end, from + HOUR) }));
          const day: CallDay = {
            from: start,
            to: end,
            calls: 0,
            conversations: 0,
            talkedMs: 0,
            averageMs: null,
            talks,
            triedAt: [],
            missedAt,
          };
          const { from, to, marks } = dayScale(day, now);
          for (const at of [now, ...missedAt, ...talks.flatMap((talk) => [talk.from, talk.to])]) {
            expect(from <= at && at <= to).toBe(true);
          }
          expect(new Date(from).getHours()).toBeLessThanOrEqual(9);
          expect(to === end || new Date(to).getHours() >= 18).toBe(true);
          expect(from >= start && to <= end).toBe(true);
          expect(marks.toSorted((a, b) => a - b)).toEqual(marks);
          expect(new Set(marks).size).toBe(marks.length);
          expect(marks.every((at) => new Date(at).getMinutes() === 0)).toBe(true);
          // Both of its midnights may be named.
          const names = marks.filter((at) => at < end).map((at) => new Date(at).getHours());
          expect(new Set(names).size).toBe(names.length);
        },
      ),
    );
  });
});
