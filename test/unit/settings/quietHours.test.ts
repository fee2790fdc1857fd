import { describe, expect, it } from 'vitest';
import { isQuiet, minuteOf } from '../../../main/settings/quietHours.ts';
import type { QuietHours } from '../../../main/settings/quietHours.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const quiet = (from: string, to: string, days = everyDay): QuietHours => ({ on: true, from, to, days });
/** Wednesday 15 May 2024 and around, in UTC. */
const at = (day: number, time: string): number => Date.parse(`2024-05-${day}T${time}:00Z`);
const inUtc = (setting: QuietHours, now: number): boolean => isQuiet(setting, now, 'UTC');

describe('quiet hours', () => {
  it('hold from their first minute to the last before their end', () => {
    const lunch = quiet('13:00', '14:00');
    expect(inUtc(lunch, at(15, '12:59'))).toBe(false);
    expect(inUtc(lunch, at(15, '13:00'))).toBe(true);
    expect(inUtc(lunch, at(15, '13:59'))).toBe(true);
    expect(inUtc(lunch, at(15, '14:00'))).toBe(false);
  });

  it('go on past midnight, by the day they began on', () => {
    const friday = quiet('22:00', '07:00', [5]);
    expect(inUtc(friday, at(17, '21:59'))).toBe(false);
    expect(inUtc(friday, at(17, '22:00'))).toBe(true);
    expect(inUtc(friday, at(18, '00:00'))).toBe(true);
    expect(inUtc(friday, at(18, '06:59'))).toBe(true);
    expect(inUtc(friday, at(18, '07:00'))).toBe(false);
    expect(inUtc(friday, at(18, '22:30'))).toBe(false);
    expect(inUtc(friday, at(17, '03:00'))).toBe(false);
  });

  it('of a Sunday reach into Monday', () => {
    const sunday = quiet('20:00', '08:00', [7]);
    expect(inUtc(sunday, at(19, '20:00'))).toBe(true);
    expect(inUtc(sunday, at(20, '07:59'))).toBe(true);
    expect(inUtc(sunday, at(20, '20:00'))).toBe(false);
  });

  it('that end when they begin are the whole day, from then', () => {
    const day = quiet('09:00', '09:00', [3]);
    expect(inUtc(day, at(15, '08:59'))).toBe(false);
    expect(inUtc(day, at(15, '09:00'))).toBe(true);
    expect(inUtc(day, at(16, '08:59'))).toBe(true);
    expect(inUtc(day, at(16, '09:00'))).toBe(false);
  });

  it('go by the clock of the given zone', () => {
    const night = quiet('22:00', '07:00', [3]);
    // 19:30 UTC is 22:30 in Moscow and 15:30 in New York.
    expect(isQuiet(night, at(15, '19:30'), 'Europe/Moscow')).toBe(true);
    expect(isQuiet(night, at(15, '19:30'), 'America/New_York')).toBe(false);
    // Wednesday 23:00 in New York is Thursday in Moscow.
    expect(isQuiet(night, at(16, '03:00'), 'America/New_York')).toBe(true);
  });

  it('by the computer’s clock are those of its own zone', () => {
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    const night = quiet('22:00', '07:00', [1, 3, 6]);
    for (let hour = 0; hour < 24 * 7; hour += 1) {
      const now = at(13, '00:20') + hour * 3_600_000;
      expect(isQuiet(night, now, null)).toBe(isQuiet(night, now, zone));
    }
  });

  it('keep their wall-clock times in the night the clocks change', () => {
    const night = quiet('22:00', '07:00', [6]);
    // Berlin, 31 March 2024: 2:00 becomes 3:00. 04:59 UTC is 6:59 there, 05:00 UTC is 7:00.
    expect(isQuiet(night, Date.parse('2024-03-31T04:59:00Z'), 'Europe/Berlin')).toBe(true);
    expect(isQuiet(night, Date.parse('2024-03-31T05:00:00Z'), 'Europe/Berlin')).toBe(false);
  });

  it('that are off, on no day, or no times of day are never', () => {
    expect(inUtc({ ...quiet('00:00', '00:00'), on: false }, at(15, '12:00'))).toBe(false);
    expect(inUtc(quiet('00:00', '00:00', []), at(15, '12:00'))).toBe(false);
    expect(inUtc(quiet('24:00', '07:00'), at(15, '03:00'))).toBe(false);
    expect(inUtc(quiet('22:00', 'seven'), at(15, '23:00'))).toBe(false);
  });
});

describe('a time of day', () => {
  it('is two digits, a colon and two digits', () => {
    expect(minuteOf('00:00')).toBe(0);
    expect(minuteOf('23:59')).toBe(1439);
    for (const text of ['', '7:00', '24:00', '12:60', '12:00 ', '１２:００'])
      expect(minuteOf(text)).toBe(null);
  });
});
