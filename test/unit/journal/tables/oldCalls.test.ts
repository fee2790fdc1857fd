import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, runs } from '../../../property.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Journal } from '../../../../main/journal/journal.ts';
import { createLeaving, monthsBefore } from '../../../../main/journal/tables/archiveOldCalls.ts';
import { openJournal } from '../../../../main/journal/openJournal.ts';
import { logStateOf } from '../../../../main/writes/call/logState.ts';
import { createFakeClock } from '../../fakeClock.ts';
import { sampleAccount, sampleCall } from '../sample.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 15, 9);
const OLD = NOW - 200 * DAY;

let folder: string;
let journal: Journal;
/** Of each run of the property another: nothing of the one before is in its way. */
let account = 'a';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-old-'));
  const opened = openJournal(join(folder, 'journal.db'));
  if (!opened.ok) throw new Error(opened.error.kind);
  journal = opened.value;
  account = 'a';
  journal.accounts.put(sampleAccount(account));
});
afterEach(() => {
  journal.close();
  rmSync(folder, { recursive: true, force: true });
});

type State = 'pending' | 'inFlight' | 'done' | 'dead';
const failure = { kind: 'forbidden', words: 'no' } as const;

function bring(id: number, state: State): void {
  if (state === 'pending') return;
  journal.outbox.lease(id, 1);
  if (state === 'done') journal.outbox.done(id, id + 1_000, 2);
  if (state === 'dead') journal.outbox.dead(id, failure, null);
}
const note = (text: string) => ({ kind: 'addNote', target: { entity: 'contact', id: 5 }, text }) as const;

interface Story {
  readonly isOld: boolean;
  readonly isEnded: boolean;
  readonly result: 4 | null;
  readonly log: State | null;
  readonly joined: boolean;
  readonly form: State | null;
}
const state = fc.constantFrom<State>('pending', 'inFlight', 'done', 'done', 'done', 'dead');
const story: fc.Arbitrary<Story> = fc.record({
  isOld: fc.boolean(),
  isEnded: fc.constantFrom(true, true, true, false),
  result: fc.constantFrom(4 as const, 4 as const, null),
  log: fc.option(state),
  joined: fc.boolean(),
  form: fc.option(state),
});

function tell(id: string, { isOld, isEnded, result, log, joined, form }: Story): void {
  const startedAt = isOld ? OLD : NOW - DAY;
  journal.calls.putFacts(sampleCall(account, id, { startedAt, state: isEnded ? 'ended' : 'talking' }));
  journal.calls.setResult(account, id, result);
  if (log !== null) {
    const row = journal.outbox.add(account, id, { kind: 'logCall', callId: id }, 0);
    bring(row, log);
    if (log === 'done' && joined) journal.outbox.joinPbxNote(row);
  }
  if (form !== null)
    bring(journal.outbox.addAgents(account, id, note(id), { now: startedAt, notBefore: 0 }), form);
}

/** Said once more, by what windows are told of a call. */
function isHeld(id: string): boolean {
  const call = journal.calls.get(account, id);
  const rows = journal.outbox.ofCall(account, id);
  if (call === null || call.state !== 'ended' || call.startedAt >= NOW - 90 * DAY) return false;
  const log = logStateOf(call, rows, NOW);
  return log.state === 'logged' && log.pbx !== 'notAdded' && rows.every((row) => row.state === 'done');
}

function leaveAll(before: number, limit: number): number {
  let left = 0;
  let at: Parameters<Journal['oldCalls']['leave']>[2] = null;
  do {
    const step = journal.oldCalls.leave(account, before, at, limit);
    ({ at } = step);
    left += step.left;
  } while (at !== null);
  return left;
}

describe('calls that leave the journal', () => {
  it('are old and wholly in the CRM, each of them, and no other; counts stay right', () => {
    fc.assert(
      fc.property(fc.array(story, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (stories, limit) => {
        account += 'a';
        journal.transaction(() => {
          journal.accounts.put(sampleAccount(account));
          for (const [place, one] of stories.entries()) tell(`c${place}`, one);
        });
        const ids = stories.map((_, place) => `c${place}`);
        const held = new Set(ids.filter(isHeld));
        const unlogged = journal.history.count(account, 'unlogged');
        const undone = journal.outbox.allUndone(account);
        const isUndoneBefore = undone.length > 0;
        leaveAll(NOW - 90 * DAY, limit);
        const gone = ids.filter((id) => journal.calls.get(account, id) === null);
        expect(gone.filter((id) => !held.has(id))).toEqual([]);
        // One with a write of its own after something undone may stay for that.
        const stayed = [...held].filter((id) => !gone.includes(id));
        expect(isUndoneBefore ? [] : stayed).toEqual([]);
        expect(journal.outbox.allUndone(account)).toEqual(undone);
        expect(journal.history.count(account, 'unlogged')).toBe(unlogged);
        expect(journal.history.count(account, 'all')).toBe(ids.length - gone.length);
      }),
      { numRuns: runs(60) },
    );
  });

  it('go when all around them waits, too; but a change stays known that an older refused one would undo', () => {
    tell('plain', { isOld: true, isEnded: true, result: 4, log: 'done', joined: false, form: null });
    tell('refused', { isOld: true, isEnded: true, result: 4, log: 'done', joined: false, form: 'dead' });
    tell('later', { isOld: true, isEnded: true, result: 4, log: 'done', joined: false, form: 'done' });
    expect(leaveAll(NOW, 10)).toBe(1);
    expect(journal.calls.get('a', 'plain')).toBeNull();
  });

  it('leave in small steps, not while somebody is on the phone, and only when the setting says so', async () => {
    const clock = createFakeClock(NOW);
    for (let place = 0; place < 60; place += 1)
      tell(`c${place}`, { isOld: true, isEnded: true, result: 4, log: 'done', joined: false, form: null });
    let months = 0;
    const told: string[] = [];
    const leaving = createLeaving({ journal, clock, months: () => months, left: (key) => told.push(key) });
    const all = (): number => journal.history.count('a', 'all');
    await clock.advance(13 * 3_600_000);
    expect(all()).toBe(60);
    months = 6;
    journal.calls.putFacts(sampleCall('a', 'now', { startedAt: NOW, state: 'talking' }));
    await clock.advance(13 * 3_600_000);
    expect(all()).toBe(61);
    journal.calls.putFacts(sampleCall('a', 'now', { startedAt: NOW }));
    const seen = new Set<number>();
    for (let tick = 0; tick < 800; tick += 1) {
      await clock.advance(100);
      seen.add(all());
    }
    expect([...seen]).toEqual([61, 36, 11, 1]);
    expect(told).toEqual(['a']);
    leaving.stop();
    expect(clock.timers()).toBe(0);
  });

  it('are older than so many months of the calendar', () => {
    expect(new Date(monthsBefore(new Date(2026, 4, 31, 9).getTime(), 3))).toEqual(new Date(2026, 1, 28, 9));
    expect(new Date(monthsBefore(new Date(2026, 0, 15, 9).getTime(), 24))).toEqual(new Date(2024, 0, 15, 9));
  });
});
