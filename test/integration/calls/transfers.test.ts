import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contactOrCompany } from '../../unit/mirror/mirrorFile.ts';
import { createCallsUnderTest } from './callsUnderTest.ts';
import type { CallsUnderTest } from './callsUnderTest.ts';

const IVAN = '+79161234567';
const AMI = { source: 'asterisk', sourceCallId: 'L1' } as const;
let ringing: CallsUnderTest;
beforeEach(() => {
  ringing = createCallsUnderTest();
  ringing.mirror.save({ list: 'contacts', rows: [contactOrCompany(1, [IVAN], { name: 'Ivan' })] }, 'a');
});
afterEach(() => {
  ringing.close();
});
const entry = () => ringing.shown.at(-1)?.calls[0];

describe('a call put through to me', () => {
  it('shows the customer instead of the colleague, in the journal too', async () => {
    ringing.report('ringing', '102', AMI);
    expect(entry()?.caller.certainty).toBe('internal');
    ringing.report('answered', '102', AMI);
    ringing.report('renumbered', IVAN, AMI);
    expect(entry()).toMatchObject({
      call: { state: 'talking', callerName: 'Ivan', number: { e164: IVAN } },
      caller: { certainty: 'certain', matches: [{ name: 'Ivan' }] },
    });
    await ringing.clock.settle();
    expect(ringing.journal.calls.get('a', 'call-1')).toMatchObject({ e164: IVAN, callerName: 'Ivan' });
  });

  it('stays in the account it rang in', async () => {
    ringing.mirror.save({ list: 'contacts', rows: [contactOrCompany(7, ['+79990000000'])] }, 'b');
    ringing.report('ringing', '+79990000000', AMI);
    expect(entry()?.account.key).toBe('b');
    ringing.report('renumbered', IVAN, AMI);
    expect(entry()).toMatchObject({ account: { key: 'b' }, caller: { certainty: 'unknown' } });
  });
});

describe('a call a colleague took', () => {
  it('leaves the pop after two seconds, is not missed, and is not counted as without a result', async () => {
    ringing.report('ringing', IVAN, AMI);
    ringing.report('ended', '', { ...AMI, reason: 'answeredElsewhere' });
    await ringing.clock.advance(1_900);
    expect(ringing.visible()).toBe(true);
    await ringing.clock.advance(200);
    expect(ringing.visible()).toBe(false);
    expect(ringing.callViews.get('call-1')?.endReason).toBe('answeredElsewhere');
    expect(ringing.callViews.today('a').summary).toMatchObject({ total: 0, unlogged: 0 });
  });

  it('also when my phone told a moment before that its ringing stopped', async () => {
    ringing.report('ringing', IVAN);
    ringing.report('ringing', IVAN, AMI);
    ringing.report('ended', IVAN);
    await ringing.clock.settle();
    expect(ringing.callViews.get('call-1')?.endReason).toBe('missed');
    ringing.report('ended', '', { ...AMI, reason: 'answeredElsewhere' });
    await ringing.clock.settle();
    expect(ringing.callViews.get('call-1')?.endReason).toBe('answeredElsewhere');
    expect(ringing.journal.calls.since('a', 0)).toHaveLength(1);
  });
});
