import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOwedResults } from '../../../main/calls/history/owedResults.ts';
import { createCallsUnderTest, type CallsUnderTest } from '../calls/callsUnderTest.ts';

let ringing: CallsUnderTest;
beforeEach(() => {
  ringing = createCallsUnderTest();
});
afterEach(() => {
  ringing.close();
});

const IVAN = '+79161234567';
const ANNA = '+79031112233';
const talkedWith = async (number: string): Promise<void> => {
  ringing.report('ringing', number);
  ringing.report('answered', number);
  await ringing.clock.advance(10_000);
  ringing.report('ended', number);
  await ringing.clock.advance(200);
};
const owedIds = (): readonly string[] => ringing.pop.snapshot().owed?.map(({ id }) => id) ?? [];

describe('results that are required', () => {
  it('are not unless somebody says so: nothing of it is shown', async () => {
    await talkedWith(IVAN);
    expect(ringing.pop.snapshot()).not.toHaveProperty('wrapUp');
    expect(ringing.pop.snapshot()).not.toHaveProperty('owed');
  });

  it('keep a call on the pop while the time is counted, and it is put away like any other', async () => {
    ringing.required.wrapUp = 'counting';
    await talkedWith(IVAN);
    await ringing.clock.advance(3_600_000);
    expect(ringing.visible()).toBe(true);
    ringing.pop.putAway();
    expect(ringing.visible()).toBe(false);
    expect(ringing.owed.list().map(({ id }) => id)).toEqual(['call-1']);
  });

  it('let the pop go when the wrap-up time ends; the call stays open', async () => {
    ringing.required.wrapUp = '60';
    await talkedWith(IVAN);
    await ringing.clock.advance(55_000);
    expect(ringing.visible()).toBe(true);
    await ringing.clock.advance(10_000);
    expect(ringing.visible()).toBe(false);
    expect(ringing.owed.list()).toHaveLength(1);
  });

  it('never hold up the phone: the next call pops at once, with the open one beside it', async () => {
    ringing.required.wrapUp = '60';
    await talkedWith(IVAN);
    ringing.pop.putAway();
    ringing.report('ringing', ANNA);
    expect(ringing.visible()).toBe(true);
    expect(owedIds()).toEqual(['call-1']);
  });

  it('are settled from anywhere, also while the next call rings, and owed again when that is undone', async () => {
    ringing.required.wrapUp = 'counting';
    await talkedWith(IVAN);
    ringing.pop.putAway();
    ringing.report('ringing', ANNA);
    ringing.actions.log('call-1', 4);
    expect(owedIds()).toEqual([]);
    ringing.actions.undo('call-1');
    expect(owedIds()).toEqual(['call-1']);
  });

  it('are owed by calls that were talked on or tried, the latest first; not by missed ones', async () => {
    ringing.required.wrapUp = 'counting';
    await talkedWith(IVAN);
    await ringing.clock.advance(5_000);
    ringing.report('dialing', ANNA);
    ringing.report('ended', ANNA, { direction: 'outbound' });
    await ringing.clock.advance(5_000);
    ringing.report('ringing', '+79990000001');
    ringing.report('missed', '+79990000001');
    await ringing.clock.advance(200);
    expect(ringing.owed.list().map(({ number }) => number.e164)).toEqual([ANNA, IVAN]);
    expect(ringing.owed.count('a')).toBe(2);
    expect(ringing.owed.count('b')).toBe(0);
  });

  it('survive the end of the program: the next run reads them from the journal and goes on with their time', async () => {
    ringing.required.wrapUp = '60';
    await talkedWith(IVAN);
    ringing.pop.putAway();
    const { journal, callViews, clock } = ringing;
    const changed = (): void => undefined;
    const next = createOwedResults({ journal, callViews, clock, isRequired: () => true, changed });
    expect(next.list().map(({ id }) => id)).toEqual(['call-1']);
    ringing.pop.resumeWrapUp();
    expect(ringing.visible()).toBe(true);
    await ringing.clock.advance(65_000);
    expect(ringing.visible()).toBe(false);
    ringing.pop.resumeWrapUp();
    expect(ringing.visible()).toBe(false);
  });
});
