import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCallsUnderTest } from '../calls/callsUnderTest.ts';
import type { CallsUnderTest } from '../calls/callsUnderTest.ts';

const IVAN = '+79161234567';
let ringing: CallsUnderTest;
beforeEach(() => {
  ringing = createCallsUnderTest();
});
afterEach(() => {
  ringing.close();
});
const onPop = () => ringing.shown.at(-1)?.calls.map(({ call }) => call.id) ?? [];
const listed = () => ringing.callViews.today('a').calls.map(({ id }) => id);

describe('a call that must not pop', () => {
  it('in the quiet hours is listed, counted as missed, and can be fetched from the list', async () => {
    ringing.popPreferences.quiet = true;
    ringing.report('ringing', IVAN);
    ringing.report('missed', IVAN);
    await ringing.clock.settle();
    expect(ringing.visible()).toBe(false);
    expect(onPop()).toEqual([]);
    expect(ringing.callViews.get('call-1')).toMatchObject({ endReason: 'missed' });
    expect(listed()).toEqual(['call-1']);
    ringing.pop.showCall('call-1', 'a');
    expect(ringing.visible()).toBe(true);
  });

  it('pops when it is answered, where the agent wants it then, with what was written meanwhile', async () => {
    ringing.popPreferences.pop = { ...ringing.popPreferences.pop, incoming: 'answer' };
    ringing.report('ringing', IVAN);
    await ringing.clock.settle();
    expect(ringing.visible()).toBe(false);
    ringing.actions.setNote('call-1', 'before');
    ringing.report('answered', IVAN);
    expect(ringing.visible()).toBe(true);
    expect(ringing.shown.at(-1)?.calls).toMatchObject([
      { call: { state: 'talking', note: 'before' }, caller: { certainty: 'unknown', freshness: 'offline' } },
    ]);
    ringing.report('ended', IVAN);
    await ringing.clock.settle();
    expect(ringing.shown.at(-1)?.calls).toMatchObject([{ call: { state: 'ended', endReason: 'completed' } }]);
  });

  it('that was missed before it was answered never pops', async () => {
    ringing.popPreferences.pop = { ...ringing.popPreferences.pop, incoming: 'answer' };
    ringing.report('ringing', IVAN);
    ringing.report('ended', IVAN);
    await ringing.clock.settle();
    expect(ringing.shown).toEqual([]);
    expect(listed()).toEqual(['call-1']);
  });
});

describe('a colleague’s call', () => {
  it('is listed and does not pop, until it becomes a customer’s', async () => {
    const ami = { source: 'asterisk', sourceCallId: 'L1' };
    ringing.popPreferences.pop = { ...ringing.popPreferences.pop, internal: 'list' };
    ringing.report('ringing', '102', ami);
    ringing.report('answered', '102', ami);
    await ringing.clock.settle();
    expect(ringing.visible()).toBe(false);
    expect(listed()).toEqual(['call-1']);
    ringing.report('renumbered', IVAN, ami);
    expect(ringing.visible()).toBe(true);
    expect(ringing.shown.at(-1)?.calls).toMatchObject([{ call: { number: { e164: IVAN } } }]);
  });

  it('that is to be ignored is nowhere, and becomes a call when it is put through to a customer', async () => {
    const ami = { source: 'asterisk', sourceCallId: 'L1' };
    ringing.popPreferences.pop = { ...ringing.popPreferences.pop, internal: 'ignore' };
    ringing.report('ringing', '102', ami);
    ringing.report('answered', '102', ami);
    await ringing.clock.settle();
    expect(listed()).toEqual([]);
    expect(ringing.lines.list()).toEqual([]);
    ringing.report('renumbered', IVAN, ami);
    await ringing.clock.settle();
    expect(ringing.callViews.get('call-1')).toMatchObject({ state: 'talking', number: { e164: IVAN } });
    expect(ringing.visible()).toBe(true);
  });
});
