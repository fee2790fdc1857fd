import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, runs } from '../../../property.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJournal } from '../../../../main/journal/createJournal.ts';
import { openDatabase } from '../../../../main/journal/journalDatabase.ts';
import type { JournalDatabase } from '../../../../main/journal/journalDatabase.ts';
import type { Journal } from '../../../../main/journal/journal.ts';
import { MOST_KEPT } from '../../../../main/journal/disk/deferredWrites.ts';
import { migrate } from '../../../../main/journal/migrate.ts';
import { openJournal } from '../../../../main/journal/openJournal.ts';
import { attempt } from '../../../../main/journal/journalError.ts';
import { hold } from '../otherProgram.ts';
import { sampleAccount, sampleCall } from '../sample.ts';

let folder: string;
let file: string;
let database: JournalDatabase;
let journal: Journal;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-kept-'));
  file = join(folder, 'journal.db');
  database = openDatabase(file);
  migrate(database);
  journal = createJournal(database);
  journal.accounts.put(sampleAccount('a'));
  journal.accounts.put(sampleAccount('b', 1));
});
afterEach(() => {
  journal.close();
  rmSync(folder, { recursive: true, force: true });
});

/** SQLite's own limit: what would make the file grow fails as on a full disk. */
const fill = (): void => {
  // Nothing free within the file either.
  database.exec('VACUUM');
  database.pragma(`max_page_count = ${String(database.pragma('page_count'))}`);
};
const makeRoom = (): void => {
  database.pragma('max_page_count = 1000000');
};
const LONG = 'x'.repeat(5_000);

describe('the end of a call that a full disk refuses', () => {
  beforeEach(() => {
    journal.calls.putFacts(sampleCall('a', 'c', { state: 'talking', endReason: null, endedAt: null }));
    fill();
    journal.calls.putFacts(sampleCall('a', 'c', { rawNumber: LONG }));
  });

  it('is kept, and read like what is written', () => {
    expect(journal.disk.kept()).toBe(1);
    expect(journal.disk.refusal()).toBe('SQLITE_FULL');
    expect(journal.calls.get('a', 'c')).toMatchObject({ state: 'ended', endedAt: 3_000, note: '' });
    expect(journal.calls.open()).toEqual([]);
  });

  it('is written before the result, once there is room', () => {
    const log = (): unknown =>
      attempt(() =>
        journal.transaction(() => {
          journal.calls.setResult('a', 'c', 4);
          journal.outbox.add('a', 'c', { kind: 'logCall', callId: 'c' }, 0);
        }),
      );
    expect(log()).toEqual({ ok: false, error: 'journal' });
    expect(journal.calls.get('a', 'c')?.result).toBeNull();
    makeRoom();
    expect(log()).toMatchObject({ ok: true });
    expect(journal.disk.kept()).toBe(0);
    journal.close();
    const again = openJournal(file);
    if (!again.ok) throw new Error(again.error.kind);
    journal = again.value;
    expect(journal.calls.get('a', 'c')).toMatchObject({ state: 'ended', result: 4 });
    expect(journal.outbox.ofCall('a', 'c')).toHaveLength(1);
  });

  it('is written by itself, and nothing is refused any more', () => {
    expect(journal.disk.retry().ok).toBe(false);
    makeRoom();
    expect(journal.disk.retry().ok).toBe(true);
    expect([journal.disk.kept(), journal.disk.refusal()]).toEqual([0, null]);
    expect(journal.calls.get('a', 'c')?.state).toBe('ended');
  });
});

describe('a call that began while the disk refuses', () => {
  it('is listed with the others, newest first, and belongs to its account', () => {
    journal.calls.putFacts(sampleCall('a', 'old', { startedAt: 1_000 }));
    const other = hold(file);
    journal.calls.putFacts(sampleCall('a', 'new', { startedAt: 5_000, state: 'ringing' }));
    expect(journal.calls.since('a', 0).map(({ id }) => id)).toEqual(['new', 'old']);
    expect(journal.calls.since('b', 0)).toEqual([]);
    expect(journal.calls.since('a', 6_000).map(({ id }) => id)).toEqual(['old']);
    expect(journal.calls.accountOf('new')).toBe('a');
    expect(journal.calls.open().map(({ id }) => id)).toEqual(['new']);
    other.letGo();
    journal.calls.setNote('a', 'new', 'written first');
    expect(journal.disk.kept()).toBe(0);
    expect(journal.calls.get('a', 'new')).toMatchObject({ note: 'written first', state: 'ringing' });
  });

  it('goes with its account, and holds nothing else back', () => {
    const other = hold(file);
    journal.calls.putFacts(sampleCall('a', 'gone'));
    journal.calls.putFacts(sampleCall('b', 'stays'));
    other.letGo();
    journal.removeAccount('a');
    expect(journal.disk.retry().ok).toBe(true);
    expect(journal.calls.get('b', 'stays')).not.toBeNull();
    expect(journal.calls.get('a', 'gone')).toBeNull();
  });

  it('is written when the app ends, if the disk takes it by then', () => {
    const other = hold(file);
    journal.calls.putFacts(sampleCall('a', 'last'));
    other.letGo();
    journal.close();
    const again = openJournal(file);
    if (!again.ok) throw new Error(again.error.kind);
    journal = again.value;
    expect(journal.calls.get('a', 'last')).not.toBeNull();
  });

  it('is kept in bounds: of more calls than that the oldest go', () => {
    const other = hold(file);
    for (let call = 0; call < MOST_KEPT + 2; call += 1) journal.calls.putFacts(sampleCall('a', `c${call}`));
    expect(journal.disk.kept()).toBe(MOST_KEPT);
    expect([journal.calls.get('a', 'c1'), journal.calls.get('a', 'c2')?.id]).toEqual([null, 'c2']);
    other.letGo();
  });
});

it('nothing waits for another program that holds the journal', () => {
  expect(database.pragma('busy_timeout')).toBe(0);
});

type Step =
  | { readonly do: 'facts'; readonly call: string; readonly state: 'talking' | 'ended' }
  | { readonly do: 'name'; readonly call: string; readonly name: string }
  | { readonly do: 'note'; readonly call: string; readonly note: string }
  | { readonly do: 'popMs'; readonly call: string }
  | { readonly do: 'hold' | 'letGo' | 'retry' };

const IDS = ['c1', 'c2', 'c3'];
const call = fc.constantFrom(...IDS);
const word = fc.constantFrom('one', 'two', 'three');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('facts'), call, state: fc.constantFrom('talking', 'ended') }),
  fc.record({ do: fc.constant('name'), call, name: word }),
  fc.record({ do: fc.constant('note'), call, note: word }),
  fc.record({ do: fc.constant('popMs'), call }),
  fc.record({ do: fc.constantFrom('hold', 'letGo', 'retry') }),
);

it('whatever comes while a disk refuses and takes again: the last told is what is written', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const told: Record<string, { state: string; callerName: string | null; note: string }> = {};
      for (const id of IDS) {
        journal.calls.putFacts(sampleCall('a', id, { state: 'ringing', callerName: null }));
        told[id] = { state: 'ringing', callerName: null, note: journal.calls.get('a', id)?.note ?? '' };
      }
      let other: ReturnType<typeof hold> | null = null;
      const run = (one: Step): void => {
        switch (one.do) {
          case 'hold':
            other ??= hold(file);
            return;
          case 'letGo':
            other?.letGo();
            other = null;
            return;
          case 'retry':
            journal.disk.retry();
            return;
          case 'facts': {
            // As the call controller does: what is known of the name is told again with each state.
            const callerName = journal.calls.get('a', one.call)?.callerName ?? null;
            journal.calls.putFacts(sampleCall('a', one.call, { state: one.state, callerName }));
            Object.assign(told[one.call] ?? {}, { state: one.state });
            return;
          }
          case 'name':
            journal.calls.setCallerName('a', one.call, one.name);
            Object.assign(told[one.call] ?? {}, { callerName: one.name });
            return;
          case 'note': {
            const set = attempt(() => journal.calls.setNote('a', one.call, one.note));
            if (set.ok) Object.assign(told[one.call] ?? {}, { note: one.note });
            return;
          }
          case 'popMs':
            journal.calls.setPopMs('a', one.call, 12);
            return;
          default:
            throw new Error(JSON.stringify(one satisfies never));
        }
      };
      steps.forEach(run);
      run({ do: 'letGo' });
      expect(journal.disk.retry().ok).toBe(true);
      for (const [id, row] of Object.entries(told)) expect(journal.calls.get('a', id)).toMatchObject(row);
    }),
    { numRuns: runs(60) },
  );
});
