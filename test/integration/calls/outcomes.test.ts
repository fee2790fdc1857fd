import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutboxRow } from '../../../main/journal/journal.ts';
import { sampleOutcome } from '../../unit/calls/sampleOutcome.ts';
import { createCallsUnderTest, type CallsUnderTest } from './callsUnderTest.ts';

let ringing: CallsUnderTest;
beforeEach(() => {
  ringing = createCallsUnderTest();
});
afterEach(() => ringing.close());

const NUMBER = '+79161234567';
const demo = sampleOutcome({
  tags: { contact: ['hot'], deal: ['demo'] },
  task: { text: 'Call about the demo', due: { minutes: 60 } },
  bot: { id: 12, on: 'contact' },
});
const wrong = sampleOutcome({ id: 'wrong', label: 'Wrong person', key: '2', status: 5, lines: [] });

/** A call that is over; its id. */
async function ended(): Promise<string> {
  ringing.report('ringing', NUMBER);
  ringing.report('answered', NUMBER);
  ringing.report('ended', NUMBER);
  await ringing.clock.advance(200);
  return ringing.shown.at(-1)?.calls[0]?.call.id ?? '';
}

const rowsOf = (callId: string): readonly OutboxRow[] => ringing.journal.outbox.ofCall('a', callId);
const kindsOf = (callId: string): readonly string[] => rowsOf(callId).map(({ write }) => write.kind);

describe('an outcome of the team', () => {
  it('is its status at the CRM, its own name here, and all it does goes with the call in order', async () => {
    ringing.outcomes.push(demo, wrong);
    const callId = await ended();
    const given = ringing.actions.finish({ callId, result: 1, outcome: 'demo', note: 'Tuesday' });
    expect(given).toMatchObject({
      ok: true,
      value: { result: 4, outcome: { id: 'demo', label: 'Demo booked' }, log: { state: 'undoable' } },
    });
    expect(kindsOf(callId)[0]).toBe('logCall');
    // One moment for all of it, in the lane of the call.
    expect(new Set(rowsOf(callId).map(({ notBefore }) => notBefore)).size).toBe(1);
    expect(new Set(rowsOf(callId).map(({ lane }) => lane))).toEqual(new Set([callId]));
  });

  it('is replaced by another as a whole, and taken back as a whole', async () => {
    ringing.outcomes.push(demo, wrong);
    const callId = await ended();
    ringing.actions.finish({ callId, result: 4, outcome: 'demo' });
    ringing.actions.finish({ callId, result: 5, outcome: 'wrong' });
    expect(kindsOf(callId)).toEqual(['logCall']);
    expect(ringing.callViews.get(callId)).toMatchObject({ result: 5, outcome: { label: 'Wrong person' } });
    ringing.actions.undo(callId);
    expect(rowsOf(callId)).toEqual([]);
    expect(ringing.callViews.get(callId)).toMatchObject({ result: null, outcome: null });
  });

  it('is what its digit means from anywhere, and no other digit means anything', async () => {
    ringing.outcomes.push(demo, wrong);
    const callId = await ended();
    expect(ringing.actions.press(callId, 7)).toMatchObject({ ok: false });
    expect(ringing.callViews.get(callId)).toMatchObject({ result: null });
    expect(ringing.actions.press(callId, 2)).toMatchObject({ ok: true, value: { result: 5 } });
  });

  it('of another line is not offered, and without any the digits are the CRM\u2019s', async () => {
    ringing.outcomes.push(sampleOutcome({ lines: ['support'] }));
    const callId = await ended();
    expect(ringing.actions.press(callId, 1)).toMatchObject({ ok: true, value: { result: 1, outcome: null } });
  });

  it('that is in the file no more is refused, and nothing of it is kept', async () => {
    const callId = await ended();
    expect(ringing.actions.finish({ callId, result: 4, outcome: 'demo' })).toMatchObject({
      ok: false,
      error: { code: 'notNow' },
    });
    expect(rowsOf(callId)).toEqual([]);
  });

  it('marks the contact that is made for the number, before the CRM has it', async () => {
    ringing.outcomes.push(demo);
    const callId = await ended();
    await ringing.actions.createContact(callId, { name: 'Ivan', evenIfDuplicates: true });
    ringing.actions.finish({ callId, result: 4, outcome: 'demo' });
    const made = rowsOf(callId).find(({ write }) => write.kind === 'newContact');
    expect(kindsOf(callId)).toEqual(['newContact', 'logCall', 'patchContact', 'createTask', 'runBot']);
    expect(rowsOf(callId).find(({ write }) => write.kind === 'patchContact')?.waitsFor).toBe(made?.id);
    expect(ringing.callViews.get(callId)).toMatchObject({ outcome: { without: ['deal'] } });
  });
});
