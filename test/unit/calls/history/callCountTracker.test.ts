import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CallCounts } from '../../../../preload/contract.ts';
import { createCallCountTracker } from '../../../../main/calls/history/callCountTracker.ts';
import { callDay } from '../../../../main/calls/history/callDay.ts';
import type { Journal } from '../../../../main/journal/journal.ts';
import { openJournal } from '../../../../main/journal/openJournal.ts';
import { createFakeClock } from '../../fakeClock.ts';
import { sampleAccount, sampleCall } from '../../journal/sample.ts';

let folder: string;
let journal: Journal;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-counts-'));
  const opened = openJournal(join(folder, 'journal.db'));
  if (!opened.ok) throw new Error(opened.error.kind);
  journal = opened.value;
  journal.accounts.put(sampleAccount('a'));
});
afterEach(() => {
  journal.close();
  rmSync(folder, { recursive: true, force: true });
});

it('counts are told once for all that changed in a moment, and only when they are other than before', async () => {
  const clock = createFakeClock();
  const told: CallCounts[] = [];
  const counts = createCallCountTracker({
    journal,
    missed: { count: () => 3 },
    clock,
    emit: (_account, value) => told.push(value),
  });
  for (const id of ['x', 'y']) {
    journal.calls.putFacts(sampleCall('a', id));
    counts.changed('a');
  }
  await clock.advance(1000);
  const day = callDay(journal.numbers, 'a', clock.now());
  expect(told).toEqual([{ unlogged: 2, waiting: 0, failed: 0, missed: 3, day, pause: null }]);
  counts.changed('a');
  await clock.advance(1000);
  expect(told).toHaveLength(1);
});

it('a pause of the whole account is told, and over at its time or when the account sends again', async () => {
  const clock = createFakeClock();
  const counts = createCallCountTracker({
    journal,
    missed: { count: () => 0 },
    clock,
    emit: () => undefined,
  });
  const until = clock.now() + 60_000;
  counts.paused({ type: 'accountPaused', account: 'a', reason: 'rateLimited', until });
  expect(counts.of('a').pause).toEqual({ reason: 'rateLimited', until });
  expect(counts.of('b').pause).toBeNull();
  await clock.advance(60_000);
  expect(counts.of('a').pause).toBeNull();
  counts.paused({ type: 'accountPaused', account: 'a', reason: 'needsSignIn', until: null });
  expect(counts.of('a').pause).toEqual({ reason: 'needsSignIn', until: null });
  counts.resumed('a');
  expect(counts.of('a').pause).toBeNull();
});

it.each([-30, 30])(
  'a pause lasts as long as it was to though the computer’s clock is moved by %i days',
  async (days) => {
    const clock = createFakeClock();
    const counts = createCallCountTracker({
      journal,
      missed: { count: () => 0 },
      clock,
      emit: () => undefined,
    });
    counts.paused({ type: 'accountPaused', account: 'a', reason: 'blocked', until: clock.now() + 60_000 });
    clock.jump(days * 86_400_000);
    expect(counts.of('a').pause).toEqual({ reason: 'blocked', until: clock.now() + 60_000 });
    await clock.advance(60_000);
    expect(counts.of('a').pause).toBeNull();
    counts.stop();
  },
);
