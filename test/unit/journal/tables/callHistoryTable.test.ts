import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, runs } from '../../../property.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJournal } from '../../../../main/journal/createJournal.ts';
import { openDatabase, type JournalDatabase } from '../../../../main/journal/journalDatabase.ts';
import {
  historyRows,
  type CallFilter,
  type CallPlace,
} from '../../../../main/journal/tables/callHistoryTable.ts';
import type { Journal } from '../../../../main/journal/journal.ts';
import type { CallRow } from '../../../../main/journal/callRows.ts';
import { migrate } from '../../../../main/journal/migrate.ts';
import type { CallWrite } from '../../../../main/journal/outboxPayload.ts';
import { logStateOf } from '../../../../main/writes/call/logState.ts';
import { sampleAccount, sampleCall } from '../sample.ts';

let folder: string;
let database: JournalDatabase;
let journal: Journal;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-history-'));
  database = openDatabase(join(folder, 'journal.db'));
  migrate(database);
  journal = createJournal(database);
  journal.accounts.put(sampleAccount('a'));
  journal.accounts.put(sampleAccount('b', 1));
});
afterEach(() => {
  journal.close();
  rmSync(folder, { recursive: true, force: true });
});

/** All calls of a filter, page by page. */
function walk(account: string, filter: CallFilter, limit: number): readonly CallRow[] {
  const all: CallRow[] = [];
  let after: CallPlace | null = null;
  for (;;) {
    const page: readonly CallRow[] = journal.history.page(account, filter, after, limit);
    all.push(...page);
    after = page.at(-1) ?? null;
    if (after === null) return all;
  }
}

const FILTER_OF = {
  undoable: 'waiting',
  waiting: 'waiting',
  failed: 'failed',
  unlogged: 'unlogged',
} as const;
const story = fc.record({
  startedAt: fc.integer({ min: 1, max: 20 }),
  ended: fc.boolean(),
  fate: fc.constantFrom(
    'none',
    'pending',
    'inFlight',
    'done',
    'dead',
    'contactDead',
    'contactPending',
    'doneTaskDead',
  ),
});

describe('pages of calls', () => {
  it('hold every call of their filter once, newest first, as the rows of the outbox say; other accounts have none', () => {
    fc.assert(
      fc.property(fc.array(story, { maxLength: 25 }), fc.integer({ min: 1, max: 7 }), (stories, limit) => {
        database.exec('DELETE FROM outbox; DELETE FROM calls');
        for (const [index, { startedAt, ended, fate }] of stories.entries()) {
          const id = `c${String(index).padStart(2, '0')}`;
          const facts = ended ? {} : ({ state: 'talking', endReason: null, endedAt: null } as const);
          journal.calls.putFacts(sampleCall('a', id, { startedAt, ...facts }));
          if (!ended || fate === 'none') continue;
          if (fate === 'contactDead' || fate === 'contactPending') {
            const create: CallWrite = {
              kind: 'newContact',
              callId: id,
              name: '',
              phones: [],
              evenIfDuplicates: true,
            };
            const row = journal.outbox.add('a', id, create, 0);
            if (fate === 'contactDead') journal.outbox.dead(row, { kind: 'rejected', words: '' }, null);
          }
          if (fate === 'contactDead') continue;
          journal.calls.setResult('a', id, 4);
          const row = journal.outbox.add('a', id, { kind: 'logCall', callId: id }, 0);
          if (fate === 'inFlight') journal.outbox.lease(row, 1);
          if (fate === 'done' || fate === 'doneTaskDead') journal.outbox.done(row, 1, 1);
          // A refused task of its form leaves the call itself in the CRM.
          if (fate === 'doneTaskDead') {
            const task = { kind: 'completeTask', taskId: 1, resultText: '' } as const;
            const added = journal.outbox.addAgents('a', id, task, { now: 1, notBefore: 1 });
            journal.outbox.dead(added, { kind: 'notFound', words: '' }, null);
          }
          if (fate === 'dead') journal.outbox.dead(row, { kind: 'forbidden', words: '' }, null);
        }
        const all = walk('a', 'all', limit);
        expect(all.map(({ id }) => id)).toHaveLength(stories.length);
        const isSorted = all.every((call, at) => {
          const before = all[at - 1];
          return (
            before === undefined ||
            [before.startedAt, before.id] > [call.startedAt, call.id] ||
            before.startedAt > call.startedAt
          );
        });
        expect(isSorted).toBe(true);
        expect(journal.history.count('a', 'all')).toBe(stories.length);
        expect(journal.history.writes('a')).toEqual({
          waiting: 0,
          failed: stories.filter(({ ended, fate }) => ended && fate === 'doneTaskDead').length,
        });
        for (const filter of ['unlogged', 'waiting', 'failed'] as const) {
          const wanted = all.filter((call) => {
            const { state } = logStateOf(call, journal.outbox.ofCall('a', call.id), 1);
            return call.state === 'ended' && state !== 'logged' && FILTER_OF[state] === filter;
          });
          expect({
            filter,
            ids: walk('a', filter, limit).map(({ id }) => id),
            count: journal.history.count('a', filter),
          }).toEqual({ filter, ids: wanted.map(({ id }) => id), count: wanted.length });
          expect(walk('b', filter, limit)).toEqual([]);
        }
        expect(walk('b', 'all', limit)).toEqual([]);
      }),
      { numRuns: runs(60) },
    );
  });

  it('are each read through an index, with nothing sorted that is not few', () => {
    const plans: string[] = [];
    const watched: JournalDatabase = {
      ...database,
      prepare(sql) {
        const bare = sql.replaceAll(/@\w+|\?/g, '1');
        const rows = database.prepare<[], { readonly detail: string }>(`EXPLAIN QUERY PLAN ${bare}`).all();
        plans.push(...rows.map(({ detail }) => detail));
        return database.prepare(sql);
      },
    };
    historyRows(watched);
    expect(plans.filter((step) => /calls_unlogged/.test(step)).length).toBeGreaterThan(0);
    expect(plans.filter((step) => /^SCAN (?:calls|outbox|o\b)/.test(step))).toEqual([]);
  });
});

describe('missed callers', () => {
  const missed = { endReason: 'missed', answeredAt: null } as const;

  it('are incoming missed calls with a number, of one account and since a time', () => {
    journal.calls.putFacts(sampleCall('a', 'old', { ...missed, startedAt: 5 }));
    journal.calls.putFacts(sampleCall('a', 'new', { ...missed, startedAt: 20 }));
    journal.calls.putFacts(
      sampleCall('a', 'raw', { ...missed, startedAt: 30, e164: null, rawNumber: '101' }),
    );
    journal.calls.putFacts(
      sampleCall('a', 'withheld', { ...missed, startedAt: 40, e164: null, rawNumber: '' }),
    );
    journal.calls.putFacts(sampleCall('a', 'talked', { startedAt: 50 }));
    journal.calls.putFacts(sampleCall('b', 'other', { ...missed, startedAt: 60 }));
    expect(journal.history.missed('a', 10).map(({ id, number }) => [id, number])).toEqual([
      ['raw', '101'],
      ['new', '+79161234567'],
    ]);
  });

  it('were last reached by the latest call out (as calls began, whatever the clock showed), answered call, call a colleague took, or call the CRM told of', () => {
    const number = '+79161234567';
    const last = () => journal.history.lastContact('a', number);
    const seqOf = (id: string) =>
      database.prepare<[string], { readonly seq: number }>('SELECT seq FROM calls WHERE id = ?').get(id)?.seq;
    journal.calls.putFacts(sampleCall('a', 'missed', { ...missed, startedAt: 90 }));
    expect(last()).toBeNull();
    journal.calls.putFacts(sampleCall('a', 'in', { startedAt: 10 }));
    expect(last()).toBe(seqOf('in'));
    journal.calls.putFacts(
      sampleCall('a', 'out', {
        startedAt: 20,
        direction: 'outbound',
        endReason: 'noAnswer',
        answeredAt: null,
      }),
    );
    expect(last()).toBe(seqOf('out'));
    journal.calls.putFacts(
      sampleCall('a', 'else', { startedAt: 5, endReason: 'answeredElsewhere', answeredAt: null }),
    );
    expect(last()).toBe(seqOf('else'));
    journal.history.putCalledBack('a', number, 50, 50);
    journal.history.putCalledBack('a', number, 60, 40);
    expect(last()).toBe(50);
    expect(journal.history.lastContact('b', number)).toBeNull();
    expect(journal.history.lastContact('a', '+79160000000')).toBeNull();
  });
});
