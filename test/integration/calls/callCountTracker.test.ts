import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Events } from '../../../preload/contract.ts';
import { createCallCountTracker } from '../../../main/calls/history/callCountTracker.ts';
import { watchDay } from '../../../main/calls/history/dayChange.ts';
import { foldCall } from '../../../renderer/state/callsFold.ts';
import { sampleCall } from '../../unit/journal/sample.ts';
import { createCallsUnderTest } from './callsUnderTest.ts';
import type { CallsUnderTest } from './callsUnderTest.ts';

let ringing: CallsUnderTest;
let told: Events['calls'][];
beforeEach(() => {
  ringing = createCallsUnderTest();
  told = [];
  ringing.onCalls = (account, event) => {
    if (account === 'a') told.push(event);
  };
});
afterEach(() => {
  ringing.close();
});

/** The call of this number comes, is talked on and ends; its id. */
async function call(number: string): Promise<string> {
  ringing.report('ringing', number);
  ringing.report('answered', number);
  ringing.report('ended', number);
  await ringing.clock.settle();
  return ringing.shown.at(-1)?.focused ?? '';
}
/** What the account's navigation shows beside the list. */
const counts = () =>
  createCallCountTracker({
    journal: ringing.journal,
    missed: { count: () => 0 },
    clock: ringing.clock,
    emit: () => undefined,
  }).of('a');
/** As if the CRM had taken all that waits. */
function sendAll(): void {
  for (const row of ringing.journal.outbox.allUndone('a')) ringing.journal.outbox.done(row.id, row.id, 1);
}

describe('everything that waits is one count', () => {
  it('of calls, notes, tasks and cards, told with the calls', async () => {
    const id = await call('+79161234567');
    ringing.actions.log(id, 4);
    sendAll();
    expect(ringing.callViews.today('a').summary).toMatchObject({ total: 1, inCrm: 1, waiting: 0, failed: 0 });
    const before = ringing.callViews.today('a');
    told.length = 0;
    ringing.outbox.writes.add('a', null, [
      { kind: 'addNote', target: { entity: 'contact', id: 5 }, text: 'call back' },
    ]);
    expect(told).toMatchObject([{ call: null, summary: { inCrm: 1, waiting: 1, writes: { waiting: 1 } } }]);
    expect(ringing.callViews.today('a').summary.waiting).toBe(counts().waiting);
    const [event] = told;
    if (event === undefined) throw new Error('nothing was told');
    // The window takes it as the next version of its list.
    expect(foldCall(before, event)).toMatchObject({ calls: before.calls, summary: { waiting: 1 } });
  });

  it('and so is what failed', async () => {
    const id = await call('+79161234567');
    ringing.actions.log(id, 4);
    ringing.outbox.writes.add('a', null, [
      { kind: 'newContact', name: 'Anna', phones: [], evenIfDuplicates: true },
    ]);
    for (const row of ringing.journal.outbox.allUndone('a'))
      ringing.journal.outbox.dead(row.id, { kind: 'rejected', words: 'no' }, null);
    const { waiting, failed, writes } = ringing.callViews.today('a').summary;
    expect({ waiting, failed }).toEqual({ waiting: counts().waiting, failed: counts().failed });
    expect([failed, writes.failed]).toEqual([2, 1]);
  });
});

describe('a call that was not logged before midnight', () => {
  const DAY_MS = 86_400_000;

  it('is in the list of today until it is', async () => {
    const open = await call('+79161234567');
    const logged = await call('+79167654321');
    ringing.actions.log(logged, 4);
    sendAll();
    await ringing.clock.advance(DAY_MS);
    const { calls, summary } = ringing.callViews.today('a');
    expect(calls.map(({ id }) => id)).toEqual([open]);
    expect(summary).toMatchObject({ total: 1, unlogged: 1 });
    ringing.actions.log(open, 2);
    expect(told.at(-1)?.summary).toMatchObject({ total: 1, unlogged: 0, waiting: 1 });
    sendAll();
    await ringing.clock.advance(DAY_MS);
    expect(ringing.callViews.today('a').calls).toEqual([]);
  });

  it('the windows read their list again when the day is another one, whichever way the clock went', async () => {
    const days: number[] = [];
    const stop = watchDay(ringing.clock, () => {
      days.push(ringing.clock.now());
      ringing.callViews.tellDay();
    });
    await call('+79161234567');
    const snapshot = ringing.callViews.today('a');
    await ringing.clock.advance(60_000);
    expect(days).toEqual([]);
    ringing.clock.jump(DAY_MS);
    await ringing.clock.advance(30_000);
    ringing.clock.jump(-2 * DAY_MS);
    await ringing.clock.advance(30_000);
    stop();
    expect(days).toHaveLength(2);
    const [, next] = told.slice(-2).map((event) => foldCall(snapshot, event));
    expect(next).toBe('gap');
  });

  it('but not one a colleague took: that is theirs', () => {
    ringing.journal.calls.putFacts(
      sampleCall('a', 'theirs', { endReason: 'answeredElsewhere', startedAt: 1 }),
    );
    ringing.journal.calls.putFacts(sampleCall('a', 'mine', { endReason: 'missed', startedAt: 1 }));
    expect(ringing.callViews.today('a').calls.map(({ id }) => id)).toEqual(['mine']);
  });
});
