import type { BrowserWindow } from 'electron';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { callHandlers } from '../../../main/ipc/calls/callHandlers.ts';
import type { Speaker } from '../../../main/windows/windowRegistry.ts';
import { createCallsUnderTest } from './callsUnderTest.ts';
import type { CallsUnderTest } from './callsUnderTest.ts';

let ringing: CallsUnderTest;
beforeEach(async () => {
  ringing = createCallsUnderTest();
  ringing.report('ringing', '+79161234567');
  ringing.report('answered', '+79161234567');
  await ringing.clock.settle();
  ringing.report('ended', '+79161234567');
  await ringing.clock.settle();
});
afterEach(() => {
  ringing.close();
});

// The handlers look at whose the window is, not at the window.
const window = {} as BrowserWindow;
const speaker = (account: string | null): Speaker => ({
  kind: account === null ? 'pop' : 'account',
  account,
  window,
});
const callId = 'call-1';

it('the window of one account neither acts on a call of another nor learns that there is one', async () => {
  const handlers = callHandlers(ringing);
  const asked = async (account: string | null) => [
    await handlers.setNote({ callId, note: 'from a window' }, speaker(account)),
    await handlers.log({ callId, result: 4 }, speaker(account)),
    await handlers.undo({ callId }, speaker(account)),
    await handlers.choose({ callId, target: null }, speaker(account)),
    await handlers.retry({ callId }, speaker(account)),
    await handlers.createContact({ callId, name: 'X', evenIfDuplicates: true }, speaker(account)),
  ];
  const before = ringing.journal.calls.get('a', callId);
  for (const answer of await asked('b')) {
    expect(answer).toMatchObject({ ok: false, error: { code: 'unknownCall' } });
  }
  expect(ringing.journal.calls.get('a', callId)).toEqual(before);
  expect(ringing.journal.outbox.ofCall('a', callId)).toEqual([]);
  // The same questions of its own window, and of the pop, are answered.
  expect(await handlers.log({ callId, result: 4 }, speaker('a'))).toMatchObject({ ok: true });
  expect(await handlers.undo({ callId }, speaker(null))).toMatchObject({ ok: true });
});
