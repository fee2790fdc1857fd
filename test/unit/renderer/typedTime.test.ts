import { describe, expect, it } from 'vitest';
import { fc } from '../../property.ts';
import { LANGUAGES } from '../../../i18n/languages.ts';
import { halvesOf, valueOf, withDay } from '../../../renderer/ui/fieldTime.ts';
import {
  dayLater,
  quarterLater,
  readDay,
  readTime,
  writeDay,
  writeTime,
} from '../../../renderer/ui/typedTime.ts';

const locales = [
  ...LANGUAGES.map(({ tag }) => tag),
  'en-US',
  'en-GB',
  'es-MX',
  'de',
  'fr-CA',
  'sv',
  'ja',
  'ko',
  'hu',
];
const NOW = new Date(2026, 10, 30, 14, 5).getTime();
const two = (value: number): string => String(value).padStart(2, '0');
const someDay = fc
  .date({ min: new Date('1971-01-01T12:00Z'), max: new Date('2099-12-30T12:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const someTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${two(hour)}:${two(minute)}`);

describe('a day and a time as they are typed', () => {
  it('what a locale writes is read as the same, in every language', () => {
    fc.assert(
      fc.property(fc.constantFrom(...locales), someDay, someTime, (locale, day, time) => {
        expect(readDay(locale, writeDay(locale, day), NOW)).toBe(day);
        expect(readDay(locale, day, NOW)).toBe(day);
        expect(readTime(writeTime(locale, time))).toBe(time);
      }),
    );
  });

  it.each([
    ['ru', '3.12', '2026-12-03'],
    ['ru', '0312', '2026-12-03'],
    ['ru', '031226', '2026-12-03'],
    ['pt-BR', '03/12/26', '2026-12-03'],
    ['en-US', '12/3', '2026-12-03'],
    ['en-US', '12032026', '2026-12-03'],
    ['en-GB', '3-12', '2026-12-03'],
    // The nearest year: a task of January is next year's.
    ['ru', '15.01', '2027-01-15'],
    ['ru', '15.08', '2026-08-15'],
    ['ru', '29.02.28', '2028-02-29'],
  ])('%s: %s', (locale, typed, day) => {
    expect(readDay(locale, typed, NOW)).toBe(day);
  });

  it.each(['', '3', '31.02', '31.02.2026', '1.13.2026', '1.2.3.4', 'tomorrow', '99999'])(
    'no day: “%s”',
    (typed) => {
      expect(readDay('ru', typed, NOW)).toBeNull();
    },
  );

  it.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['1430', '14:30'],
    ['9.30', '09:30'],
    ['21h30', '21:30'],
    ['21h', '21:00'],
    ['9 pm', '21:00'],
    ['9:30 p. m.', '21:30'],
    ['12 am', '00:00'],
    ['12:15 PM', '12:15'],
  ])('time: %s', (typed, time) => {
    expect(readTime(typed)).toBe(time);
  });

  it.each(['', '24', '9:60', '13 pm', '0 am', 'noon', '99:99'])('no time: “%s”', (typed) => {
    expect(readTime(typed)).toBeNull();
  });

  it('arrows go by a day and by a quarter of an hour, whatever the clocks do', () => {
    expect(dayLater('2026-02-28', 1)).toBe('2026-03-01');
    expect(dayLater('1970-01-01', -1)).toBe('1970-01-01');
    expect(quarterLater('14:05', 1)).toBe('14:15');
    expect(quarterLater('14:05', -1)).toBe('14:00');
    expect(quarterLater('14:15', -1)).toBe('14:00');
    expect(quarterLater('23:50', 1)).toBe('00:00');
    expect(quarterLater('00:00', -1)).toBe('23:45');
    fc.assert(
      fc.property(someDay, (day) => {
        expect(dayLater(dayLater(day, 1), -1)).toBe(day);
      }),
    );
  });
});

describe('a field for a day and a time', () => {
  it('is empty until both are whole; a day alone gets the morning', () => {
    expect(valueOf({ day: '2026-12-03', time: '' }, 'both')).toBe('');
    expect(valueOf(withDay({ day: '', time: '' }, '2026-12-03', 'both'), 'both')).toBe('2026-12-03T10:00');
    expect(valueOf(withDay({ day: '', time: '16:00' }, '2026-12-03', 'both'), 'both')).toBe(
      '2026-12-03T16:00',
    );
    expect(withDay({ day: '', time: '' }, '2026-12-03', 'day')).toEqual({ day: '2026-12-03', time: '' });
  });

  it('a value and its halves are the same thing', () => {
    for (const [value, parts] of [
      ['2026-12-03T16:00', 'both'],
      ['2026-12-03', 'day'],
      ['16:00', 'time'],
      ['', 'both'],
    ] as const)
      expect(valueOf(halvesOf(value, parts), parts)).toBe(value);
  });
});
