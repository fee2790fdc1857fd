import { fc } from '../../property.ts';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { dateText, dayAt, dayOfDate, daysBetween, startOfMonth } from '../../../i18n/calendar.ts';

const HOUR = 3_600_000;
/** Summer time both ways, midnights that are left out or come twice, offsets of half hours, the ends of the world. */
const ZONES = [
  'UTC',
  'Europe/Moscow',
  'Europe/Berlin',
  'America/Havana',
  'Africa/Cairo',
  'Asia/Beirut',
  'America/Santiago',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
] as const;
const moment = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2036, 0, 1) });
/** Near a change of the clocks in some of the zones. */
const change = fc
  .tuple(
    fc.constantFrom(
      Date.UTC(2026, 2, 29),
      Date.UTC(2026, 9, 25),
      Date.UTC(2027, 2, 14, 5),
      Date.UTC(2026, 3, 23, 22),
      Date.UTC(2026, 9, 4),
    ),
    fc.integer({ min: -30 * HOUR, max: 30 * HOUR }),
  )
  .map(([at, off]) => at + off);
const at = fc.oneof(moment, change);

describe('a day', () => {
  it.each(ZONES)('in %s is all moments of one date and no other', (timeZone) => {
    const calendar = new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short' });
    fc.assert(
      fc.property(at, fc.double({ min: 0, max: 1, noNaN: true }), (now, share) => {
        const { start, end } = dayAt(now, timeZone);
        const within = Math.min(end - 1, Math.floor(start + share * (end - start)));
        expect(start <= now && now < end).toBe(true);
        expect(new Set([start, within, now, end - 1].map((one) => calendar.format(one))).size).toBe(1);
        expect([start - 1, end].map((one) => calendar.format(one))).not.toContain(calendar.format(now));
        expect(dayAt(end, timeZone).start).toBe(end);
        expect(dayAt(within, timeZone)).toEqual({ start, end });
      }),
    );
  });
});

describe('a day of the computer', () => {
  const own = process.env['TZ'];
  afterAll(() => {
    if (own === undefined) delete process.env['TZ'];
    else process.env['TZ'] = own;
  });

  describe.each(ZONES)('whose clocks are set to %s', (timeZone) => {
    beforeEach(() => {
      process.env['TZ'] = timeZone;
    });

    it('is the same day as in that zone, in date fields too', () => {
      fc.assert(
        fc.property(at, (now) => {
          const day = dayAt(now, null);
          expect(day).toEqual(dayAt(now, timeZone));
          expect(dayOfDate(dateText(now))).toEqual(day);
          expect(daysBetween(now, day.end)).toBe(1);
          expect(daysBetween(now, day.start - 1)).toBe(-1);
          expect(dateText(startOfMonth(now))).toBe(`${dateText(now).slice(0, 7)}-01`);
          expect(dayAt(now, 'Nowhere/Land')).toEqual(day);
        }),
      );
    });
  });

  it.each(['', '2026', '2026-13-01', '2026-02-30', '2026-11-31', '0001-01-01', '2026-1-1', 'x'])(
    'is not named by "%s"',
    (text) => {
      expect(dayOfDate(text)).toBeNull();
    },
  );
});
