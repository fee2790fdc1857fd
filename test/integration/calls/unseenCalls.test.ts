import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import type { Match, UnseenCall } from '../../../preload/contract.ts';
import { createServiceClock } from '../../../main/crm/transport/serviceClock.ts';
import { systemClock } from '../../../main/common/clock.ts';
import { createUnseenCalls } from '../../../main/calls/history/unseenCall.ts';
import { createOutbox } from '../../../main/outbox/dispatcher.ts';
import { createSandbox } from '../../../sandbox/server.ts';
import { accountRow } from '../../unit/outbox/outboxUnderTest.ts';
import { clientOf } from '../crm/sandboxClient.ts';
import { createCallsUnderTest, type CallsUnderTest } from './callsUnderTest.ts';

// A call that no source told of (issue "The agent's whole day", A): direction, when, how long, result, note; back-dated, once.

const NUMBER = '+79161234567';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let fixture: CallsUnderTest;
beforeEach(() => {
  fixture = createCallsUnderTest();
});
afterEach(() => {
  fixture.close();
});

const told = (more: Partial<UnseenCall> = {}): UnseenCall => ({
  id: randomUUID(),
  number: '8 (916) 123-45-67',
  direction: 'outbound',
  startedAt: fixture.clock.now() - 3 * DAY,
  talkedMs: 5 * MINUTE,
  result: 4,
  note: ' by mobile ',
  target: null,
  evenIfSeen: false,
  ...more,
});
const log = (call: UnseenCall, account = 'a') => fixture.logUnseen(account, call);
const sampleMatch = (id: number): Match => ({
  entity: 'contact',
  id,
  name: 'Anna',
  company: null,
  phone: NUMBER,
  responsible: null,
  responsibleIsMe: false,
  leads: [],
  lastContact: null,
  certainty: 'certain',
  updatedAt: 0,
});
const missed = (): readonly string[] =>
  fixture.journal.history.missedNumbers('a', 0).map(({ number }) => number);
async function misses(number = NUMBER): Promise<void> {
  fixture.report('ringing', number);
  await fixture.clock.advance(MINUTE);
  fixture.report('missed', number);
  await fixture.clock.advance(MINUTE);
}

it('is a call like any other from then on: with its own time, result and note, on its way to the CRM', () => {
  const call = told();
  expect(log(call)).toMatchObject({ ok: true, value: { outcome: 'logged' } });
  expect(fixture.callViews.get(call.id)).toMatchObject({
    account: 'a',
    direction: 'outbound',
    number: { e164: NUMBER },
    state: 'ended',
    endReason: 'completed',
    startedAt: call.startedAt,
    endedAt: call.startedAt + call.talkedMs,
    note: 'by mobile',
    result: 4,
    log: { state: 'undoable' },
  });
  expect(fixture.outbox.undo('a', call.id)).toMatchObject({ ok: true });
  expect(fixture.callViews.get(call.id)).toMatchObject({ result: null, note: 'by mobile' });
});

it('is one call however often the same form is sent, and another account knows nothing of it', () => {
  const call = told();
  for (let times = 0; times < 3; times += 1)
    expect(log(call)).toMatchObject({ ok: true, value: { outcome: 'logged', call: { id: call.id } } });
  expect(fixture.journal.history.count('a', 'all')).toBe(1);
  expect(fixture.journal.outbox.ofCall('a', call.id)).toHaveLength(1);
  expect(log(call, 'b')).toMatchObject({ ok: false });
  expect(fixture.journal.history.count('b', 'all')).toBe(0);
});

it('is not logged over a call that Ringside did see, unless the agent says so', async () => {
  fixture.report('ringing', NUMBER);
  fixture.report('answered', NUMBER);
  await fixture.clock.advance(5 * MINUTE);
  fixture.report('ended', NUMBER);
  await fixture.clock.advance(MINUTE);
  const like = told({ direction: 'inbound', startedAt: fixture.clock.now() - 12 * MINUTE });
  expect(log(like)).toMatchObject({ ok: true, value: { outcome: 'seen', call: { id: 'call-1' } } });
  expect(fixture.callViews.get(like.id)).toBeNull();
  // The other way, another number, another hour: another call.
  for (const other of [
    { direction: 'outbound' as const },
    { number: '+79160000000' },
    { startedAt: like.startedAt - DAY },
  ])
    expect(log({ ...like, id: randomUUID(), ...other })).toMatchObject({ value: { outcome: 'logged' } });
  expect(log({ ...like, evenIfSeen: true })).toMatchObject({ value: { outcome: 'logged' } });
});

it.each([
  [{ number: 'nobody' }, 'badNumber'],
  [{ number: 'anonymous' }, 'badNumber'],
  [{ startedAt: 4_000_000_000_000 }, 'inFuture'],
] as const)('nothing is written of %o', (more, outcome) => {
  expect(log(told(more))).toMatchObject({ ok: true, value: { outcome, call: null } });
  expect(fixture.journal.history.count('a', 'all')).toBe(0);
});

it('settles who was missed before it, and nobody who was missed after', async () => {
  await misses();
  const between = fixture.clock.now();
  await fixture.clock.advance(20 * MINUTE);
  expect(missed()).toEqual([NUMBER]);
  log(told({ startedAt: between - 30 * MINUTE }));
  expect(missed(), 'a call of before the missed one').toEqual([NUMBER]);
  log(told({ startedAt: between + 5 * MINUTE }));
  expect(missed()).toEqual([]);
  await misses();
  expect(missed()).toEqual([NUMBER]);
});

it('of a caller the agent missed waits for a call back, unless they were reached since', async () => {
  const at = fixture.clock.now();
  await fixture.clock.advance(10 * MINUTE);
  const nobody = { direction: 'inbound', talkedMs: 0, result: 6 } as const;
  log(told({ ...nobody, startedAt: at }));
  expect(missed()).toEqual([NUMBER]);
  fixture.report('dialing', NUMBER);
  await fixture.clock.advance(MINUTE);
  fixture.report('ended', NUMBER, { direction: 'outbound' });
  await fixture.clock.advance(MINUTE);
  expect(missed()).toEqual([]);
  // Told of later still: there was a call to them after it.
  log(told({ ...nobody, startedAt: at - 30 * MINUTE }));
  expect(missed()).toEqual([]);
  log(told({ ...nobody, startedAt: fixture.clock.now() - 1, evenIfSeen: true }));
  expect(missed()).toEqual([NUMBER]);
});

it.each(['dropAfter', 'htmlOk'] as const)(
  'is in the CRM once, at its own time and on the card that was chosen, when the answer is lost (%s)',
  async (instead) => {
    const sandbox = createSandbox({ contacts: 20, requestsPerSecond: null });
    await sandbox.listen(0);
    onTestFinished(() => sandbox.close());
    const [store] = sandbox.store.accounts;
    const contact = store?.contacts.all().find(({ is_deleted }) => !is_deleted);
    if (store === undefined || contact === undefined) throw new Error('no contact');
    const { journal } = fixture;
    const account = { ...accountRow(), userId: store.account.agent_id };
    journal.accounts.put(account);
    const service = createServiceClock({ clock: systemClock, kept: null, keep: () => undefined });
    const client = clientOf(sandbox, 'romashka', { service });
    let finished = (): void => undefined;
    const sent = new Promise<void>((resolve) => {
      finished = resolve;
    });
    const outbox = createOutbox({
      journal,
      clientOf: () => client,
      serviceClockOf: () => service,
      clock: systemClock,
      random: () => 0,
      settleMs: 0,
      undoMs: 0,
      emit: (event) => {
        if (event.type !== 'callChanged') return;
        if (journal.outbox.ofCall(account.key, event.callId).every(({ state }) => state === 'done'))
          finished();
      },
    });
    onTestFinished(() => outbox.stop());
    sandbox.misbehave({ what: instead, method: 'POST', times: 1 });
    outbox.start();
    const logUnseen = createUnseenCalls({
      journal,
      mirror: { match: () => sampleMatch(contact.id), lookup: () => [] },
      outbox,
      callViews: fixture.callViews,
      clock: systemClock,
      accountOf: () => account,
      serviceClockOf: () => service,
      changed: () => undefined,
    });
    const call = told({
      startedAt: Math.floor(Date.now() / 1000) * 1000 - 3 * DAY,
      target: { entity: 'contact', entityId: contact.id, leadId: null },
    });
    expect(logUnseen(account.key, call)).toMatchObject({ value: { outcome: 'logged' } });
    await sent;
    const notes = store.notes.all().filter(({ params }) => params['uniq'] === call.id);
    expect(notes).toMatchObject([
      {
        entity_id: contact.id,
        note_type: 'call_out',
        params: { duration: 300, call_status: 4, call_result: 'by mobile', phone: NUMBER },
      },
    ]);
    // To the second, as two clocks are compared by whole ones.
    expect(Math.abs((notes[0]?.created_at ?? 0) - call.startedAt / 1000)).toBeLessThanOrEqual(1);
  },
);
