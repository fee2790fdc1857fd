import { describe, expect, it } from 'vitest';
import { secondsOfPhpDate } from '../../../../main/mirror/changes/phpDate.ts';

const at = (iso: string): number => Date.parse(iso) / 1_000;

describe('secondsOfPhpDate', () => {
  it('reads a date in the zone it is told: the account of the CRM, or UTC', () => {
    expect(secondsOfPhpDate('2024-09-17 16:43:34', 'UTC')).toBe(at('2024-09-17T16:43:34Z'));
    expect(secondsOfPhpDate('2024-09-17 16:43:34', 'Europe/Moscow')).toBe(at('2024-09-17T13:43:34Z'));
    expect(secondsOfPhpDate('2024-01-17 16:43:34', 'America/New_York')).toBe(at('2024-01-17T21:43:34Z'));
  });

  it('is right on both sides of a change of the clocks', () => {
    expect(secondsOfPhpDate('2024-03-10 01:59:59', 'America/New_York')).toBe(at('2024-03-10T06:59:59Z'));
    expect(secondsOfPhpDate('2024-03-10 03:00:00', 'America/New_York')).toBe(at('2024-03-10T07:00:00Z'));
    expect(secondsOfPhpDate('2024-11-03 03:00:00', 'America/New_York')).toBe(at('2024-11-03T08:00:00Z'));
  });

  it.each(['', '2024-09-17', '2024-13-01 00:00:00', '2024-02-30 00:00:00', 'tomorrow'])(
    'has no time for "%s"',
    (text) => {
      expect(secondsOfPhpDate(text, 'UTC')).toBeNull();
    },
  );

  it('is UTC in a zone that nobody knows: the account\u2019s comes from the CRM', () => {
    for (const zone of ['Mars/Olympus', '', 'UTC+25', '../etc', null]) {
      expect(secondsOfPhpDate('2024-09-17 16:43:34', zone)).toBe(at('2024-09-17T16:43:34Z'));
    }
  });
});
