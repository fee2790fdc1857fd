import { describe, expect, it } from 'vitest';
import { fieldOfTime, presetTime, timeOfField } from '../../../../renderer/account/tasks/taskPresets.ts';

const said = (at: number): string => new Date(at).toISOString();
const at = (text: string): number => Date.parse(text);

describe('in 1 hour', () => {
  it('is 60 minutes on, on a whole minute, whatever the clocks do', () => {
    expect(said(presetTime('inAnHour', at('2026-11-23T14:32:10.500Z'), 'Europe/Moscow'))).toBe(
      '2026-11-23T15:32:00.000Z',
    );
    // 00:30 in New York on the night the clocks go back: the hour after next on the wall.
    expect(said(presetTime('inAnHour', at('2026-11-01T05:30:00Z'), 'America/New_York'))).toBe(
      '2026-11-01T06:30:00.000Z',
    );
  });
});

describe('tomorrow 10:00', () => {
  it.each([
    ['Europe/Moscow', '2026-11-23T14:32:00Z', '2026-11-24T07:00:00.000Z'],
    // Already tomorrow in Moscow, still today in London.
    ['Europe/Moscow', '2026-11-23T21:30:00Z', '2026-11-25T07:00:00.000Z'],
    ['Europe/London', '2026-11-23T21:30:00Z', '2026-11-24T10:00:00.000Z'],
    // Still yesterday in New York.
    ['America/New_York', '2026-11-23T03:00:00Z', '2026-11-23T15:00:00.000Z'],
    ['Asia/Kathmandu', '2026-11-23T14:32:00Z', '2026-11-24T04:15:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-23T14:32:00Z', '2026-11-24T20:00:00.000Z'],
    ['UTC', '2026-12-31T12:00:00Z', '2027-01-01T10:00:00.000Z'],
    ['UTC', '2028-02-28T12:00:00Z', '2028-02-29T10:00:00.000Z'],
  ])('is ten in %s at %s', (zone, now, due) => {
    expect(said(presetTime('tomorrow', at(now), zone))).toBe(due);
  });

  it('is ten on the wall after the clocks went forward and after they went back', () => {
    expect(said(presetTime('tomorrow', at('2027-03-27T20:00:00Z'), 'Europe/London'))).toBe(
      '2027-03-28T09:00:00.000Z',
    );
    expect(said(presetTime('tomorrow', at('2026-10-24T20:00:00Z'), 'Europe/London'))).toBe(
      '2026-10-25T10:00:00.000Z',
    );
  });
});

describe('Monday', () => {
  it.each([
    ['a Sunday', '2026-11-22T12:00:00Z', '2026-11-23T10:00:00.000Z'],
    ['a Tuesday', '2026-11-24T12:00:00Z', '2026-11-30T10:00:00.000Z'],
    ['a Saturday', '2026-11-28T23:59:00Z', '2026-11-30T10:00:00.000Z'],
    ['a Monday, which means the next', '2026-11-23T08:00:00Z', '2026-11-30T10:00:00.000Z'],
  ])('after %s', (_day, now, due) => {
    expect(said(presetTime('monday', at(now), 'UTC'))).toBe(due);
  });

  it('is counted from the account’s day, not from the computer’s', () => {
    const sundayNight = at('2026-11-22T22:30:00Z');
    expect(said(presetTime('monday', sundayNight, 'Europe/Moscow'))).toBe('2026-11-30T07:00:00.000Z');
    expect(said(presetTime('monday', sundayNight, 'Europe/London'))).toBe('2026-11-23T10:00:00.000Z');
  });

  it('is ten on the wall across a change of the clocks', () => {
    expect(said(presetTime('monday', at('2026-10-23T12:00:00Z'), 'Europe/London'))).toBe(
      '2026-10-26T10:00:00.000Z',
    );
    expect(said(presetTime('monday', at('2027-03-26T12:00:00Z'), 'Europe/London'))).toBe(
      '2027-03-29T09:00:00.000Z',
    );
  });
});

describe('the field for a day and a time', () => {
  it('shows and reads the clocks of the account', () => {
    const due = at('2026-11-23T07:05:00Z');
    expect(fieldOfTime(due, 'Europe/Moscow')).toBe('2026-11-23T10:05');
    expect(timeOfField('2026-11-23T10:05', 'Europe/Moscow')).toBe(due);
    expect(timeOfField('2026-11-23T10:05', 'America/New_York')).toBe(at('2026-11-23T15:05:00Z'));
  });

  it('is nothing while it is not whole', () => {
    expect(timeOfField('', 'UTC')).toBeNull();
    expect(timeOfField('2026-11-', 'UTC')).toBeNull();
  });
});
