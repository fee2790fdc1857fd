import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCallsUnderTest } from '../calls/callsUnderTest.ts';
import type { CallsUnderTest } from '../calls/callsUnderTest.ts';

let ringing: CallsUnderTest;
beforeEach(() => {
  ringing = createCallsUnderTest();
});
afterEach(() => {
  ringing.close();
});

const IVAN = '+79161234567';
const ANNA = '+79031112233';
const focusedNumber = () => {
  const shown = ringing.pop.snapshot();
  return shown.calls.find(({ call }) => call.id === shown.focused)?.call.number.e164;
};
const endedCall = async (number = IVAN): Promise<void> => {
  ringing.report('ringing', number);
  ringing.report('answered', number);
  await ringing.clock.advance(10_000);
  ringing.report('ended', number);
  await ringing.clock.settle();
};

describe('the pop comes and goes by itself', () => {
  it('a missed call leaves after half a minute', async () => {
    ringing.report('ringing', IVAN);
    ringing.report('missed', IVAN);
    await ringing.clock.advance(29_000);
    expect(ringing.visible()).toBe(true);
    await ringing.clock.advance(2_000);
    expect(ringing.visible()).toBe(false);
  });

  it('a call that was talked on waits five minutes for its result, and typing a note starts them anew', async () => {
    await endedCall();
    await ringing.clock.advance(4 * 60_000);
    ringing.actions.setNote('call-1', 'ask for the delivery date');
    await ringing.clock.advance(4 * 60_000);
    expect(ringing.visible()).toBe(true);
    await ringing.clock.advance(2 * 60_000);
    expect(ringing.visible()).toBe(false);
  });

  it('stays while a result can be undone', async () => {
    await endedCall();
    ringing.actions.log('call-1', 4);
    await ringing.clock.advance(9_000);
    expect(ringing.visible()).toBe(true);
  });

  it('put away while it rang, it comes back when the call was talked on', async () => {
    ringing.report('ringing', IVAN);
    ringing.pop.putAway();
    expect(ringing.visible()).toBe(false);
    ringing.report('answered', IVAN);
    expect(ringing.visible()).toBe(false);
    ringing.report('ended', IVAN);
    expect(ringing.visible()).toBe(true);
  });

  it('put away while it rang, a missed call does not come back', () => {
    ringing.report('ringing', IVAN);
    ringing.pop.putAway();
    ringing.report('missed', IVAN);
    expect(ringing.visible()).toBe(false);
  });
});

describe('two calls at once', () => {
  it('a new ring takes the pop while the first only rings', () => {
    ringing.report('ringing', IVAN);
    ringing.report('ringing', ANNA);
    expect(focusedNumber()).toBe(ANNA);
  });

  it('a new ring does not take the pop from a call that is talked on', () => {
    ringing.report('ringing', IVAN);
    ringing.report('answered', IVAN);
    ringing.report('ringing', ANNA);
    expect(focusedNumber()).toBe(IVAN);
    expect(ringing.pop.snapshot().calls).toHaveLength(2);
  });

  it('when the first leaves, the other is shown', async () => {
    ringing.report('ringing', ANNA);
    ringing.report('ringing', IVAN);
    ringing.report('missed', IVAN);
    await ringing.clock.advance(31_000);
    expect(focusedNumber()).toBe(ANNA);
  });
});

describe('Esc on a finished call', () => {
  it('goes to the call that rings meanwhile, and away from that one', async () => {
    ringing.report('ringing', IVAN);
    ringing.report('answered', IVAN);
    await ringing.clock.settle();
    ringing.report('ringing', ANNA);
    ringing.report('ended', IVAN);
    ringing.pop.focusCall('call-1');
    ringing.pop.putAway();
    expect(ringing.visible()).toBe(true);
    expect(focusedNumber()).toBe(ANNA);
    expect(ringing.pop.snapshot().calls).toHaveLength(1);
    ringing.pop.putAway();
    expect(ringing.visible()).toBe(false);
  });

  it('does not bring back a call that was put away while it rang', () => {
    ringing.report('ringing', ANNA);
    ringing.pop.putAway();
    ringing.report('ringing', IVAN);
    ringing.report('missed', IVAN);
    ringing.pop.putAway();
    expect(ringing.visible()).toBe(false);
  });
});

describe('a result', () => {
  it('that the CRM has takes the call off the pop a moment later', async () => {
    await endedCall();
    ringing.actions.log('call-1', 4);
    const [row] = ringing.journal.outbox.ofCall('a', 'call-1');
    ringing.journal.outbox.lease(row?.id ?? 0, ringing.clock.now());
    ringing.journal.outbox.done(row?.id ?? 0, 1, ringing.clock.now());
    ringing.pop.journalChanged('call-1');
    expect(ringing.callViews.get('call-1')?.log.state).toBe('logged');
    expect(ringing.visible()).toBe(true);
    await ringing.clock.advance(1_400);
    expect(ringing.visible()).toBe(true);
    await ringing.clock.advance(200);
    expect(ringing.visible()).toBe(false);
    expect(ringing.pop.snapshot().calls).toEqual([]);
  });
});

describe('the time from ring to name', () => {
  it('is kept once, in the journal', async () => {
    ringing.report('ringing', IVAN);
    await ringing.clock.advance(12);
    ringing.pop.painted('call-1');
    await ringing.clock.advance(50);
    ringing.pop.painted('call-1');
    expect(ringing.callViews.get('call-1')?.popMs).toBe(12);
  });
});

describe('the result keys that work everywhere', () => {
  it('mean the ended call on the pop, and nothing while it is talked on or already in the CRM', async () => {
    ringing.report('ringing', IVAN);
    expect(ringing.pop.awaitingResult()).toBeNull();
    ringing.report('answered', IVAN);
    await ringing.clock.settle();
    ringing.report('ended', IVAN);
    expect(ringing.pop.awaitingResult()).toBe('call-1');
    ringing.pop.putAway();
    expect(ringing.pop.awaitingResult()).toBeNull();
  });
});

describe('an unlogged call of the list', () => {
  it('is shown on the pop again, to the window of its own account only', async () => {
    await endedCall();
    ringing.pop.putAway();
    ringing.pop.showCall('call-1', 'b');
    expect(ringing.visible()).toBe(false);
    ringing.pop.showCall('call-1', 'a');
    expect(ringing.visible()).toBe(true);
    expect(focusedNumber()).toBe(IVAN);
  });
});
