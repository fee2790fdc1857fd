import { fc, runs } from '../../property.ts';
import { describe, expect, it } from 'vitest';
import { daysFrom, knownZone, momentOf, offsetAt, wallTimeAt, weekdayAt } from '../../../i18n/zonedTime.ts';

const HOUR = 3_600_000;
/** Half hours, quarter hours, a half-hour change of the clocks, both hemispheres, both sides of the date line. */
const zones = [
  'Europe/Moscow',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'UTC',
];

describe('the clocks of a zone', () => {
  it.each([
    ['Europe/Moscow', '2026-11-22T21:30:00Z', 23, 0, 30],
    ['America/New_York', '2026-11-23T04:59:00Z', 22, 23, 59],
    ['Asia/Kathmandu', '2026-11-23T00:00:00Z', 23, 5, 45],
  ])('in %s at %s show the %i., %i:%i', (zone, at, day, hour, minute) => {
    expect(wallTimeAt(Date.parse(at), zone)).toEqual({ year: 2026, month: 11, day, hour, minute });
  });

  it('lead back to the minute they were read at, in every zone and year', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2060, 0) }),
        fc.constantFrom(...zones),
        (at, zone) => {
          const minute = Math.floor(at / 60_000) * 60_000;
          const back = momentOf(wallTimeAt(minute, zone), zone);
          // In the hour that comes twice the first is meant.
          expect(wallTimeAt(back, zone)).toEqual(wallTimeAt(minute, zone));
          expect(minute - back).toBeGreaterThanOrEqual(0);
          expect(minute - back).toBeLessThanOrEqual(HOUR);
        },
      ),
      { numRuns: runs(2000) },
    );
  });

  it('are right in the hours before a change of the clocks, 14 hours off UTC too', () => {
    // Samoa's summer time began an hour later.
    const twoAtNight = { year: 2012, month: 9, day: 30, hour: 2, minute: 0 };
    expect(momentOf(twoAtNight, 'Pacific/Apia')).toBe(Date.UTC(2012, 8, 29, 13));
  });

  it('take a time the change of the clocks leaves out as after the change', () => {
    const halfPastTwo = { year: 2027, month: 3, day: 14, hour: 2, minute: 30 };
    expect(wallTimeAt(momentOf(halfPastTwo, 'America/New_York'), 'America/New_York')).toEqual({
      ...halfPastTwo,
      hour: 3,
    });
  });

  it('take the first of a time that comes twice', () => {
    const halfPastOne = { year: 2026, month: 11, day: 1, hour: 1, minute: 30 };
    const at = momentOf(halfPastOne, 'America/New_York');
    expect(offsetAt(at, 'America/New_York')).toBe(-4 * HOUR);
    expect(offsetAt(at + HOUR, 'America/New_York')).toBe(-5 * HOUR);
    expect(wallTimeAt(at + HOUR, 'America/New_York')).toEqual(halfPastOne);
  });

  it('carry days past the end of a month into the next', () => {
    expect(momentOf({ year: 2026, month: 12, day: 32, hour: 10, minute: 0 }, 'UTC')).toBe(
      Date.UTC(2027, 0, 1, 10),
    );
  });

  it('are the computer’s own for a zone this computer does not know', () => {
    const at = Date.UTC(2026, 10, 23, 14);
    expect(wallTimeAt(at, 'Mars/Olympus_Mons')).toEqual(wallTimeAt(at, null));
    expect(knownZone('Mars/Olympus_Mons')).toBeUndefined();
    expect(knownZone('Europe/Moscow')).toBe('Europe/Moscow');
  });
});

describe('days of a zone', () => {
  const sundayNight = Date.parse('2026-11-22T22:30:00Z');

  it('are counted by its calendar, not by 24 hours', () => {
    // Half past one on Monday in Moscow, still Sunday in London.
    expect(weekdayAt(sundayNight, 'Europe/Moscow')).toBe(1);
    expect(weekdayAt(sundayNight, 'Europe/London')).toBe(0);
    expect(daysFrom(sundayNight, sundayNight + 2 * HOUR, 'Europe/London')).toBe(1);
    expect(daysFrom(sundayNight, sundayNight + 2 * HOUR, 'Europe/Moscow')).toBe(0);
    expect(daysFrom(sundayNight, sundayNight - 2 * HOUR, 'Europe/Moscow')).toBe(-1);
  });

  it('are whole where the clocks change', () => {
    const noon = Date.parse('2026-10-24T11:00:00Z');
    expect(daysFrom(noon, noon + 25 * HOUR, 'Europe/London')).toBe(1);
  });
});
