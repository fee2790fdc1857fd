import { describe, expect, it } from 'vitest';
import { dayOfTask, dayWords } from '../../../../renderer/account/tasks/taskDays.ts';

const HOUR = 3_600_000;
/** 21:30 in Moscow, 13:30 in New York. */
const NOW = Date.UTC(2026, 10, 23, 18, 30);

describe('the heading a task stands under', () => {
  it('is “late” for what is overdue, and the day by the account’s clocks, not the computer’s', () => {
    const day = (after: number, timezone: string) => dayOfTask({ completeTill: NOW + after }, NOW, timezone);
    expect(day(-1, 'Europe/Moscow')).toBe('late');
    expect(day(HOUR, 'Europe/Moscow')).toBe(0);
    expect(day(4 * HOUR, 'Europe/Moscow')).toBe(1);
    expect(day(4 * HOUR, 'America/New_York')).toBe(0);
  });

  it('is said in words: today, tomorrow, then the day itself', () => {
    const words = dayWords('en', 'Europe/Moscow');
    expect(words(0, NOW)).toBe('today');
    expect(words(1, NOW)).toBe('tomorrow');
    expect(words(3, NOW + 72 * HOUR)).toBe('Thursday, November 26');
  });
});
