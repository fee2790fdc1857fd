import { describe, expect, it } from 'vitest';
import type { Account } from '../../../preload/contract.ts';
import { englishAccount } from '../../renderer/people.ts';
import { daysOfToken, hasTrouble } from '../../../renderer/account/accountTroubles.ts';

const NOW = Date.UTC(2026, 9, 1, 12);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ready = (tokenEndsAt: number | null): Account => ({ ...englishAccount, way: 'token', tokenEndsAt });

describe('the warning before a long-lived token ends', () => {
  it.each([
    [15 * DAY, null],
    [14 * DAY + 1, null],
    [14 * DAY, 14],
    [14 * DAY - 1, 13],
    [DAY, 1],
    [HOUR, 0],
    [0, null],
    [-DAY, null],
  ])('%i ms before the end: days left %s', (left, days) => {
    expect(daysOfToken(ready(NOW + left), NOW)).toBe(days);
    expect(hasTrouble(ready(NOW + left), NOW)).toBe(days !== null);
  });

  it.each([-24 * HOUR, 24 * HOUR])(
    'goes by the CRM’s clock, %i ms ahead of this computer’s',
    (clockAhead) => {
      const account = { ...ready(NOW + 14 * DAY), clockAhead };
      expect(daysOfToken(account, NOW - clockAhead)).toBe(14);
      expect(daysOfToken(account, NOW - clockAhead - 1)).toBeNull();
    },
  );

  it('is none for an account whose tokens renew themselves', () => {
    expect(daysOfToken(ready(null), NOW)).toBeNull();
  });
});
