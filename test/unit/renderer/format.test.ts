import { describe, expect, it } from 'vitest';
import { clip, createFormat, formatDuration, secondsLeft } from '../../../renderer/i18n/format.ts';
import { lastBeat } from '../../../renderer/state/now.ts';

/** Intl separates with narrow and no-break blanks; which of them is its own affair. */
const plainBlanks = (text: string): string => text.replace(/\s/gu, ' ');

describe('lengths of time', () => {
  it.each([
    [0, '0:00'],
    [999, '0:00'],
    [42_000, '0:42'],
    [725_000, '12:05'],
    [3_723_000, '1:02:03'],
    [-5, '0:00'],
  ])('%i ms is read %s', (ms, words) => {
    expect(formatDuration(ms)).toBe(words);
  });

  it('counts the undo time down from 10 to 0, a second at a time, on its own beat', () => {
    const until = 10_437;
    const shown = [437, 1000, 1437, 10_436, 10_437, 99_999].map((now) =>
      secondsLeft(until, lastBeat(now, 1000, until)),
    );
    expect(shown).toEqual([10, 10, 9, 1, 0, 0]);
  });
});

describe('moments', () => {
  const now = new Date(2026, 10, 23, 14, 32).getTime();
  const english = createFormat('en');
  const russian = createFormat('ru');

  it('says only the time today', () => {
    expect(plainBlanks(english.when(new Date(2026, 10, 23, 0, 5).getTime(), now))).toBe('12:05 AM');
    expect(russian.when(new Date(2026, 10, 23, 0, 5).getTime(), now)).toBe('00:05');
  });

  it('says yesterday by the calendar, not by 24 hours', () => {
    expect(russian.when(new Date(2026, 10, 22, 23, 59).getTime(), now)).toBe('вчера, 23:59');
    expect(plainBlanks(english.when(new Date(2026, 10, 22, 0, 1).getTime(), now))).toBe(
      'yesterday, 12:01 AM',
    );
  });

  it('says a Russian date so that a sentence can end behind it', () => {
    const end = new Date(2027, 11, 28).getTime();
    expect(plainBlanks(russian.date(end))).toBe('28 дек. 2027');
    expect(plainBlanks(russian.when(end, now))).toBe('28 дек. 2027');
  });

  it('says the year only when it is another', () => {
    expect(english.when(new Date(2026, 4, 12).getTime(), now)).toBe('May 12');
    expect(english.when(new Date(2025, 4, 12).getTime(), now)).toBe('May 12, 2025');
  });
});

describe('money', () => {
  it('is whole, in the currency of the account', () => {
    expect(plainBlanks(createFormat('ru').money(1_840_000, 'RUB'))).toBe('1 840 000 ₽');
    expect(createFormat('en').money(18_400, 'USD')).toBe('$18,400');
  });

  it('survives a currency Intl does not know', () => {
    expect(plainBlanks(createFormat('en').money(5, 'bonus points'))).toBe('5 bonus points');
    expect(plainBlanks(createFormat('en').money(5, ''))).toBe('5');
  });
});

describe('long texts', () => {
  it('are cut to what a line can show, and short ones are left alone', () => {
    expect(clip('Anna')).toBe('Anna');
    expect(clip('x'.repeat(10_000))).toHaveLength(160);
  });

  it('are cut between characters, not inside one', () => {
    expect(clip('😀'.repeat(500), 4)).toBe('😀😀😀…');
  });
});
