import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Journal, OutboxRow } from '../../../../main/journal/journal.ts';
import { openJournal } from '../../../../main/journal/openJournal.ts';
import { sampleAccount, sampleCall } from '../sample.ts';

let folder: string;
let journal: Journal;

const open = (): Journal => {
  const opened = openJournal(join(folder, 'journal.db'));
  if (!opened.ok) throw new Error(opened.error.kind);
  return opened.value;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-journal-'));
  journal = open();
  for (const key of ['a', 'b']) {
    journal.accounts.put(sampleAccount(key));
    for (const id of ['1', '2', '3']) journal.calls.putFacts(sampleCall(key, id));
  }
});
afterEach(() => {
  journal.close();
  rmSync(folder, { recursive: true, force: true });
});

const addLog = (account: string, lane: string, notBefore = 0): number =>
  journal.outbox.add(account, lane, { kind: 'logCall', callId: lane }, notBefore);
const addContact = (account: string, lane: string, notBefore = 0): number =>
  journal.outbox.add(
    account,
    lane,
    { kind: 'newContact', callId: lane, name: 'n', phones: ['+7'], evenIfDuplicates: true },
    notBefore,
  );
const due = (now: number, paused: readonly string[] = []): number[] =>
  journal.outbox.due(now, 100, paused).map(({ id }) => id);
const rowOf = (account: string, lane: string): OutboxRow | undefined =>
  journal.outbox.ofCall(account, lane)[0];
const leaseAndRetry = (id: number, notBefore: number, failure: OutboxRow['failure'] = 'network'): void => {
  journal.outbox.lease(id, 1);
  journal.outbox.retry(id, notBefore, { kind: failure ?? 'network', words: '' }, null);
};

describe('rows that may be sent', () => {
  it('are due at their time, oldest first, at most as many as wanted', () => {
    const [first, second] = [addLog('a', '1', 10), addLog('a', '2', 5)];
    expect(due(4)).toEqual([]);
    expect(due(5)).toEqual([second]);
    expect(due(10)).toEqual([first, second]);
    expect(journal.outbox.due(10, 1, []).map(({ id }) => id)).toEqual([first]);
    expect(journal.outbox.nextDue([])).toBe(5);
  });

  it('are not those of a paused account', () => {
    addLog('a', '1');
    const other = addLog('b', '1', 3);
    expect(due(10, ['a'])).toEqual([other]);
    expect(journal.outbox.nextDue(['a'])).toBe(3);
    expect(journal.outbox.nextDue(['a', 'b'])).toBeNull();
  });

  it('are the contact before the call, whichever was asked for first', () => {
    const log = addLog('a', '1');
    const contact = addContact('a', '1');
    expect(due(0)).toEqual([contact]);
    expect(journal.outbox.ofCall('a', '1').map(({ id }) => id)).toEqual([contact, log]);
    journal.outbox.lease(contact, 1);
    expect(due(0)).toEqual([]);
    journal.outbox.done(contact, 77, 2);
    expect(due(0)).toEqual([log]);
  });

  it('are none of a lane whose first write was refused', () => {
    addLog('a', '1');
    const contact = addContact('a', '1');
    journal.outbox.lease(contact, 1);
    journal.outbox.dead(contact, { kind: 'validation', words: 'no' }, null);
    expect(due(100)).toEqual([]);
    expect(journal.outbox.nextDue([])).toBeNull();
    journal.outbox.revive(contact, 50);
    expect(due(100)).toEqual([contact]);
  });

  it('are held back by an earlier one of the account that waits for its retry', () => {
    const first = addLog('a', '1');
    const second = addLog('a', '2');
    const elsewhere = addLog('b', '1');
    leaseAndRetry(first, 500);
    expect(due(100)).toEqual([elsewhere]);
    expect(journal.outbox.nextDue(['b'])).toBe(500);
    expect(due(500)).toEqual([first, second, elsewhere]);
  });

  it.each([
    ['network', true],
    ['rateLimited', true],
    ['server', false],
    ['malformed', false],
    ['timeout', false],
  ] as const)('after 101 tries that ended in %s, held back still: %s', (failure, held) => {
    const first = addLog('a', '1');
    const second = addLog('a', '2');
    for (let tries = 0; tries < 101; tries += 1) leaseAndRetry(first, 500, failure);
    expect(due(100)).toEqual(held ? [] : [second]);
  });
});

describe('a lease', () => {
  it('counts the attempt and says since when the outcome is unknown', () => {
    const id = addLog('a', '1');
    journal.outbox.lease(id, 42);
    expect(rowOf('a', '1')).toMatchObject({ state: 'inFlight', attempts: 1, unsureSince: 42 });
    expect(() => journal.outbox.lease(id, 43)).toThrow(/cannot be leased/);
  });

  it('of a process that died is opened again, with what is unknown kept', () => {
    const id = addLog('a', '1');
    journal.outbox.lease(id, 42);
    journal.close();
    journal = open();
    expect(journal.outbox.reopenLeases()).toBe(1);
    expect(rowOf('a', '1')).toMatchObject({ state: 'pending', attempts: 1, unsureSince: 42 });
    expect(journal.outbox.reopenLeases()).toBe(0);
  });
});

describe('a try', () => {
  it('that failed keeps its reason until one works', () => {
    const id = addLog('a', '1');
    journal.outbox.lease(id, 1);
    journal.outbox.retry(id, 9, { kind: 'timeout', words: 'slow' }, 1);
    expect(rowOf('a', '1')).toMatchObject({
      failure: 'timeout',
      words: 'slow',
      notBefore: 9,
      unsureSince: 1,
    });
    journal.outbox.lease(id, 10);
    journal.outbox.done(id, 5, 11);
    expect(rowOf('a', '1')).toMatchObject({
      state: 'done',
      failure: null,
      words: null,
      unsureSince: null,
      remoteId: 5,
      doneAt: 11,
    });
    expect(journal.outbox.undone('a')).toBe(0);
  });

  it('that sent nothing counts, and leaves what is unknown alone', () => {
    const id = addLog('a', '1');
    journal.outbox.lease(id, 1);
    journal.outbox.retry(id, 0, { kind: 'timeout', words: '' }, 1);
    journal.outbox.defer(id, 30, { kind: 'server', words: 'down' });
    expect(rowOf('a', '1')).toMatchObject({ attempts: 2, unsureSince: 1, failure: 'server', notBefore: 30 });
    journal.outbox.defer(id, 60, null);
    expect(rowOf('a', '1')).toMatchObject({ attempts: 2, failure: 'server', notBefore: 60 });
  });

  it('is brought forward on a wake, unless the service said when', () => {
    const rows = (['network', 'rateLimited', 'blocked'] as const).map((failure, place) => {
      const id = addLog('a', String(place + 1));
      leaseAndRetry(id, 500, failure);
      return id;
    });
    const undoable = addLog('b', '1', 500);
    journal.outbox.bringForward(null, 100);
    const times = [...rows, undoable].map(
      (id) =>
        ['a', 'b']
          .flatMap((key) => ['1', '2', '3'].map((lane) => rowOf(key, lane)))
          .find((row) => row?.id === id)?.notBefore,
    );
    expect(times).toEqual([100, 500, 500, 500]);
  });
});

describe('taking a row back', () => {
  it('works while the CRM certainly has nothing of it', () => {
    const never = addLog('a', '1');
    const failed = addLog('a', '2');
    leaseAndRetry(failed, 0);
    const refused = addLog('a', '3');
    journal.outbox.lease(refused, 1);
    journal.outbox.dead(refused, { kind: 'validation', words: '' }, null);
    expect([never, failed, refused].map((id) => journal.outbox.cancel(id))).toEqual([true, true, true]);
    expect(journal.outbox.undone('a')).toBe(0);
  });

  it('is too late in flight, after an unknown outcome, and when done', () => {
    const flying = addLog('a', '1');
    journal.outbox.lease(flying, 1);
    const unsure = addLog('a', '2');
    journal.outbox.lease(unsure, 1);
    journal.outbox.dead(unsure, { kind: 'forbidden', words: '' }, 1);
    const done = addLog('a', '3');
    journal.outbox.lease(done, 1);
    journal.outbox.done(done, 1, 1);
    expect([flying, unsure, done].map((id) => journal.outbox.cancel(id))).toEqual([false, false, false]);
  });
});

describe('an outbox row', () => {
  it('cannot belong to a call that is not there', () => {
    expect(() => addLog('a', 'nobody')).toThrow(/FOREIGN KEY/);
  });

  it('comes in order out of hundreds that wait', () => {
    const ids = Array.from({ length: 400 }, (_, place) => {
      journal.calls.putFacts(sampleCall('a', `many-${place}`));
      return addLog('a', `many-${place}`);
    });
    leaseAndRetry(ids[0] ?? 0, 1_000);
    expect(due(999)).toEqual([]);
    expect(journal.outbox.nextDue([])).toBe(1_000);
    expect(due(1_000)).toEqual(ids.slice(0, 100));
  });
});
