import { describe, expect, it } from 'vitest';
import { dueFormat } from '../../../../renderer/account/tasks/dueWords.ts';

/** Intl separates with narrow and no-break blanks; which of them is its own affair. */
const plain = (text: string): string => text.replaceAll(/\s/gu, ' ');
const now = Date.parse('2026-11-23T14:32:00Z');

describe('when a task is due', () => {
  it.each([
    ['2026-11-23T20:30:00Z', 'today, 11:30 PM', 'сегодня, 23:30'],
    ['2026-11-23T21:30:00Z', 'tomorrow, 12:30 AM', 'завтра, 00:30'],
    ['2026-11-21T22:00:00Z', 'yesterday, 1:00 AM', 'вчера, 01:00'],
    ['2026-11-27T07:00:00Z', 'Fri, Nov 27, 10:00 AM', 'пт, 27 нояб., 10:00'],
    ['2026-11-30T07:00:00Z', 'Nov 30, 10:00 AM', '30 нояб., 10:00'],
    ['2027-01-11T07:00:00Z', 'Jan 11, 2027, 10:00 AM', '11 янв. 2027 г., 10:00'],
    ['2026-11-16T07:00:00Z', 'Nov 16, 10:00 AM', '16 нояб., 10:00'],
  ])('%s is read %s, %s by the clocks of Moscow', (due, english, russian) => {
    expect(plain(dueFormat('en', 'Europe/Moscow').due(Date.parse(due), now))).toBe(english);
    expect(plain(dueFormat('ru', 'Europe/Moscow').due(Date.parse(due), now))).toBe(russian);
  });

  it('is another day by the clocks of another account', () => {
    const due = Date.parse('2026-11-24T04:30:00Z');
    expect(plain(dueFormat('en', 'America/New_York').due(due, now))).toBe('today, 11:30 PM');
    expect(plain(dueFormat('en', 'Europe/Moscow').due(due, now))).toBe('tomorrow, 7:30 AM');
  });
});
