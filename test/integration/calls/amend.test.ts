import { afterEach, beforeEach, expect, it } from 'vitest';
import { sampleOutcome } from '../../unit/calls/sampleOutcome.ts';
import { createCallsUnderTest, type CallsUnderTest } from './callsUnderTest.ts';

let ringing: CallsUnderTest;
beforeEach(() => {
  ringing = createCallsUnderTest();
});
afterEach(() => {
  ringing.close();
});

const NUMBER = '+79161234567';

/** A call that is over and has a result. */
async function loggedCall(): Promise<string> {
  ringing.report('ringing', NUMBER);
  ringing.report('answered', NUMBER);
  ringing.report('ended', NUMBER);
  await ringing.clock.advance(200);
  const callId = ringing.shown.at(-1)?.calls[0]?.call.id ?? '';
  ringing.actions.log(callId, 4);
  return callId;
}
const rows = (callId: string) => ringing.journal.outbox.ofCall('a', callId);
const inCrm = (callId: string, placed: string): void => {
  ringing.journal.outbox.done(rows(callId)[0]?.id ?? 0, 55, ringing.clock.now(), placed);
};
const amend = (callId: string, more: object = {}) =>
  ringing.actions.amend({ callId, result: 2, note: 'Other words', ...more });

it('a call that the CRM has not got is changed by its digit, not put right', async () => {
  const callId = await loggedCall();
  expect(amend(callId)).toMatchObject({ ok: false, error: { code: 'tooLate' } });
});

it('a logged call is put right on the card where its note stands; the call says it when the CRM does', async () => {
  ringing.outcomes.push(sampleOutcome({ status: 5 }));
  const callId = await loggedCall();
  inCrm(callId, 'contact:11');
  expect(amend(callId, { outcome: 'demo' })).toMatchObject({ ok: true, value: { result: 4, note: '' } });
  expect(rows(callId)[1]?.write).toMatchObject({
    kind: 'amendCall',
    target: { entity: 'contact', id: 11 },
    noteId: 55,
    result: 5,
    outcome: { label: 'Demo booked' },
    note: 'Other words',
  });
});

it('what is put right once more is in the place of what waits', async () => {
  const callId = await loggedCall();
  inCrm(callId, 'lead:9');
  amend(callId);
  amend(callId, { note: 'Third words' });
  const waiting = rows(callId).flatMap(({ write }) => (write.kind === 'amendCall' ? [write.note] : []));
  expect(waiting).toEqual(['Third words']);
});

it('a call on a customer is left to the CRM’s page', async () => {
  const callId = await loggedCall();
  inCrm(callId, 'customer:9');
  expect(amend(callId)).toMatchObject({ ok: false, error: { code: 'tooLate' } });
});

it('a result in the PBX’s own note is put right there: in place of what was put above its words, else beside it', async () => {
  const callId = await loggedCall();
  inCrm(callId, 'contact:11');
  ringing.journal.outbox.joinPbxNote(rows(callId)[0]?.id ?? 0);
  expect(amend(callId)).toMatchObject({ ok: true });
  expect(rows(callId)[1]?.write).toMatchObject({ noteId: 55, was: '', orNote: 'Put right: 2 Other words' });
  ringing.journal.outbox.done(rows(callId)[1]?.id ?? 0, 55, ringing.clock.now(), 'contact:11');
  amend(callId, { note: 'Third words' });
  expect(rows(callId)[2]?.write).toMatchObject({ noteId: 55, was: 'Other words', note: 'Third words' });
  // It went to another card, as a note of ours: that one is put right as ours.
  ringing.journal.outbox.done(rows(callId)[2]?.id ?? 0, 77, ringing.clock.now(), 'contact:12');
  amend(callId, { note: 'Fourth words' });
  expect(rows(callId)[3]?.write).toMatchObject({ noteId: 77, target: { entity: 'contact', id: 12 } });
  expect(rows(callId)[3]?.write).not.toHaveProperty('orNote');
});
