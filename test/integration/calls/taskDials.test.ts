import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OWN_DIALS } from '../../../main/calls/tracking/callEvent.ts';
import { fail, ok } from '../../../main/common/result.ts';
import { createCallsUnderTest, type CallsUnderTest } from './callsUnderTest.ts';

let ringing: CallsUnderTest;
beforeEach(() => {
  ringing = createCallsUnderTest();
});
afterEach(() => ringing.close());

const NUMBER = '+79161234567';
const TASK = 77;

/** Dials as the dialer does: the call is reported when the phone has taken it. */
const phone = {
  dial: (number: string) => {
    ringing.report('dialing', number, { source: OWN_DIALS });
    return Promise.resolve(ok('system' as const));
  },
};

/** A call from a task, talked on and over; its id. */
async function calledFrom(taskId: number, number = NUMBER): Promise<string> {
  await ringing.taskDials.dial(phone, 'a', number, taskId);
  ringing.report('answered', number, { source: OWN_DIALS, direction: 'outbound' });
  ringing.report('ended', number, { source: OWN_DIALS, direction: 'outbound' });
  await ringing.clock.advance(200);
  return ringing.journal.calls.since('a', 0)[0]?.id ?? '';
}

const done = (callId: string) =>
  ringing.journal.outbox
    .ofCall('a', callId)
    .flatMap(({ write }) => (write.kind === 'completeTask' ? [[write.taskId, write.resultText]] : []));

describe('a call that is dialled from a task', () => {
  it('completes it with its result, in the lane of the call and once', async () => {
    const callId = await calledFrom(TASK);
    expect(ringing.journal.calls.get('a', callId)).toMatchObject({ taskId: TASK });
    ringing.actions.setNote(callId, 'Wants the blue ones');
    ringing.actions.log(callId, 4);
    ringing.actions.log(callId, 2);
    expect(done(callId)).toEqual([[TASK, 'Result 2\nWants the blue ones']]);
    expect(ringing.journal.outbox.ofCall('a', callId).map(({ write }) => write.kind)).toEqual([
      'logCall',
      'completeTask',
    ]);
  });

  it.each([3, 6, 7] as const)('leaves it to be done when nobody was reached (%s)', async (result) => {
    const callId = await calledFrom(TASK);
    ringing.actions.log(callId, 4);
    ringing.actions.log(callId, result);
    expect(done(callId)).toEqual([]);
  });

  it('takes that back with the result', async () => {
    const callId = await calledFrom(TASK);
    ringing.actions.log(callId, 4);
    ringing.actions.undo(callId);
    expect(done(callId)).toEqual([]);
  });

  it('completes it with the form as well', async () => {
    const callId = await calledFrom(TASK);
    const task = { text: 'Call again', typeId: 1, completeTill: 1_900_000_000, responsible: null };
    ringing.actions.finish({ callId, result: 2, task });
    ringing.actions.finish({ callId, result: 2, task });
    expect(ringing.journal.outbox.ofCall('a', callId).map(({ write }) => write.kind)).toEqual([
      'logCall',
      'completeTask',
      'createTask',
    ]);
  });
});

describe('what is no call of the task', () => {
  it('is one to another number, one that came in, and one dialled later by hand', async () => {
    await ringing.taskDials.dial({ dial: () => Promise.resolve(ok('system')) }, 'a', NUMBER, TASK);
    ringing.report('dialing', '+79990000001', { source: OWN_DIALS });
    ringing.report('ringing', NUMBER);
    await ringing.clock.advance(61_000);
    ringing.report('dialing', NUMBER, { source: 'baresip' });
    await ringing.clock.advance(200);
    expect(ringing.journal.calls.since('a', 0).map(({ taskId }) => taskId)).toEqual([null, null, null]);
  });

  it('is one after the phone refused to dial', async () => {
    await ringing.taskDials.dial({ dial: () => Promise.resolve(fail('refused')) }, 'a', NUMBER, TASK);
    ringing.report('dialing', NUMBER, { source: OWN_DIALS });
    await ringing.clock.advance(200);
    expect(ringing.journal.calls.since('a', 0)[0]?.taskId).toBeNull();
  });
});
