import { describe, expect, it } from 'vitest';
import { accountDot } from '../../../renderer/account/accountDot.ts';
import { dayNow, dayScale } from '../../../renderer/account/calls/dayScale.ts';
import { greeting } from '../../../renderer/account/calls/greeting.ts';
import { phoneReady } from '../../../renderer/account/phoneReady.ts';
import { busyDay, quietDay } from '../../renderer/calls.ts';
import { plainWorld, settings } from '../../renderer/world.ts';

const { sources, sync } = plainWorld();
const ready = { state: 'ready' } as const;
const none = { waiting: 0, failed: 0 };

describe('the dot of the account', () => {
  it('is green only when nothing is left to do and nothing on its way', () => {
    expect(accountDot(ready, none, sync)).toBe('allIn');
    expect(accountDot(ready, { waiting: 1, failed: 0 }, sync)).toBe('onItsWay');
    expect(accountDot(ready, null, sync)).toBe('onItsWay');
  });

  it('says what needs the agent before that there is no line', () => {
    const offline = { ...sync, phase: 'waiting', failure: 'network' } as const;
    expect(accountDot(ready, none, offline)).toBe('offline');
    expect(accountDot(ready, { waiting: 0, failed: 2 }, offline)).toBe('needsYou');
    expect(accountDot({ state: 'needsSignIn' }, none, offline)).toBe('needsYou');
    expect(accountDot(ready, none, { ...offline, failure: 'rateLimited' })).toBe('allIn');
  });
});

describe('the state of the phone', () => {
  const [first] = sources.sources;
  const only = (state: 'ready' | 'failed') => ({
    ...sources,
    sources: first === undefined ? [] : [{ ...first, state }],
  });
  it('is not known before both are, and good with a source that is connected', () => {
    expect(phoneReady(null, settings('listening'), false)).toBeNull();
    expect(phoneReady(only('ready'), settings('portInUse'), false)).toBe(true);
  });

  it('is good with a hook that listens and was heard, and not with one nobody uses or reaches', () => {
    const heard = settings('listening');
    const silent = { ...heard, hook: { ...heard.hook, lastEventAt: null } };
    expect(phoneReady(only('failed'), heard, false)).toBe(true);
    expect(phoneReady(only('failed'), silent, true)).toBe(true);
    expect(phoneReady(only('failed'), silent, false)).toBe(false);
    expect(phoneReady(only('failed'), settings('portInUse'), true)).toBe(false);
  });
});

describe('the line of the day', () => {
  const local = { from: new Date(2026, 10, 23).getTime(), to: new Date(2026, 10, 24).getTime() };
  const at = (hour: number, minute = 0): number => new Date(2026, 10, 23, hour, minute).getTime();
  const quiet = { ...quietDay, ...local };

  it('shows working hours, and more only where something was', () => {
    expect(dayScale(quiet, at(12))).toEqual({
      from: at(9),
      to: at(18),
      marks: [at(9), at(12), at(15), at(18)],
    });
    const early = dayScale({ ...quiet, missedAt: [at(7, 40)] }, at(20, 10));
    expect([early.from, early.to]).toEqual([at(7), at(21)]);
  });

  it('is of the day that is counted, and after its midnight of none until a call is', () => {
    const today = { ...busyDay, ...local };
    expect(dayNow(today, at(24) - 1)).toBe(today);
    expect(dayNow(today, at(24))).toBeNull();
    expect(dayNow(null, at(12))).toBeNull();
  });

  it('never goes over the day, though a conversation does', () => {
    const late = { ...quiet, talks: [{ from: at(23, 50), to: at(24, 30) }] };
    expect(dayScale(late, at(23, 59)).to).toBe(at(24));
    expect(dayScale({ ...busyDay, ...local, talks: [], missedAt: [], triedAt: [] }, at(0, 1)).from).toBe(
      at(0),
    );
  });
});

describe('the greeting', () => {
  it.each([
    [3, 'evening'],
    [4, 'morning'],
    [11, 'morning'],
    [12, 'afternoon'],
    [17, 'afternoon'],
    [18, 'evening'],
  ] as const)('at %i is that of the %s', (hour, expected) => {
    expect(greeting(new Date(2026, 10, 23, hour).getTime())).toBe(expected);
  });
});
