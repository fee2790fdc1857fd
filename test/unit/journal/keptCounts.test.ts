import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { fc, runs } from '../../property.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { missedCallers } from '../../../main/calls/history/missedCallers.ts';
import { openDatabase } from '../../../main/journal/journalDatabase.ts';
import type { Journal } from '../../../main/journal/journal.ts';
import { migrate } from '../../../main/journal/migrate.ts';
import { migration001 } from '../../../main/journal/migrations/001.ts';
import { migration002 } from '../../../main/journal/migrations/002.ts';
import { migration003 } from '../../../main/journal/migrations/003.ts';
import { migration005 } from '../../../main/journal/migrations/005.ts';
import { openJournal } from '../../../main/journal/openJournal.ts';
import { sampleAccount, sampleCall } from './sample.ts';

let folder: string;
let file: string;
let journal: Journal;

const open = (): Journal => {
  const opened = openJournal(file);
  if (!opened.ok) throw new Error(opened.error.kind);
  return opened.value;
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-counts-'));
  file = join(folder, 'journal.db');
  journal = open();
});
afterEach(() => {
  journal.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Counted one by one, beside what is kept. */
function counted(account: string): { all: number; unlogged: number } {
  const raw = new Database(file, { readonly: true });
  const row = raw
    .prepare<[string], { all: number; unlogged: number | null }>(
      `SELECT count(*) AS "all", sum(state = 'ended' AND result IS NULL AND end_reason IS NOT 'answeredElsewhere') AS unlogged FROM calls WHERE account = ?`,
    )
    .get(account);
  raw.close();
  return { all: row?.all ?? 0, unlogged: row?.unlogged ?? 0 };
}
const kept = (account: string) => ({
  all: journal.history.count(account, 'all'),
  unlogged: journal.history.count(account, 'unlogged'),
});

const account = fc.constantFrom('a', 'b');
const id = fc.constantFrom('c1', 'c2', 'c3', 'c4', 'c5');
const step = fc.oneof(
  fc.record({
    do: fc.constant('facts' as const),
    account,
    id,
    state: fc.constantFrom('ringing' as const, 'ended' as const),
    endReason: fc.constantFrom('missed' as const, 'completed' as const, 'answeredElsewhere' as const),
    direction: fc.constantFrom('inbound' as const, 'outbound' as const),
    answeredAt: fc.constantFrom(null, 5),
    e164: fc.constantFrom(null, '+79161234567', '+79167654321'),
    startedAt: fc.nat(9),
  }),
  fc.record({ do: fc.constant('result' as const), account, id, result: fc.constantFrom(null, 4 as const) }),
  fc.record({ do: fc.constant('move' as const), id, from: account, to: account }),
  fc.record({ do: fc.constant('calledBack' as const), account, seq: fc.nat(40) }),
  fc.record({ do: fc.constant('remove' as const), account }),
);

it('what is counted with each change is what counting them all says, and so are missed callers', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), fc.nat(9), (steps, since) => {
      for (const key of ['a', 'b']) {
        journal.removeAccount(key);
        journal.accounts.put(sampleAccount(key));
      }
      for (const one of steps) {
        if (one.do === 'facts') {
          const { do: _do, account: of, id: call, ...facts } = one;
          journal.calls.putFacts(sampleCall(of, call, facts));
        } else if (one.do === 'result') journal.calls.setResult(one.account, one.id, one.result);
        else if (one.do === 'move') {
          if (journal.calls.get(one.to, one.id) === null)
            journal.calls.move(one.id, one.from, {
              account: one.to,
              e164: null,
              display: '',
              callerName: null,
            });
        } else if (one.do === 'calledBack')
          journal.history.putCalledBack(one.account, '+79161234567', 1, one.seq);
        else {
          journal.removeAccount(one.account);
          journal.accounts.put(sampleAccount(one.account));
        }
      }
      for (const key of ['a', 'b']) {
        expect(kept(key)).toEqual(counted(key));
        const waiting = missedCallers(journal.history.missed(key, since), (number) =>
          journal.history.lastContact(key, number),
        );
        expect(journal.history.missedNumbers(key, since)).toHaveLength(waiting.length);
      }
    }),
    { numRuns: runs(80) },
  );
});

it('a journal of an earlier version begins with what it holds', () => {
  journal.close();
  rmSync(folder, { recursive: true, force: true });
  folder = mkdtempSync(join(tmpdir(), 'ringside-counts-'));
  file = join(folder, 'journal.db');
  const old = openDatabase(file);
  migrate(old, [migration001, migration002, migration003, migration005]);
  old.exec(`INSERT INTO accounts (key, zone, subdomain, host, account_id, user_id, name, user_name, colour, currency,
      region, state, client_id, redirect_uri, position)
    VALUES ('a', 'amocrm.ru', 's', 'h', 1, 1, 'n', 'u', '#000', 'RUB', 'RU', 'ready', 'c', 'r', 0);
    INSERT INTO calls (account, id, source, direction, raw_number, display, state, started_at, result)
    VALUES ('a', 'c1', 'hook', 'inbound', '1', '1', 'ended', 1, NULL), ('a', 'c2', 'hook', 'inbound', '1', '1', 'ended', 2, 4)`);
  old.close();
  journal = open();
  expect(kept('a')).toEqual({ all: 2, unlogged: 1 });
  journal.calls.setResult('a', 'c1', 4);
  expect(kept('a')).toEqual({ all: 2, unlogged: 0 });
});

it('a call that a colleague took needs no result: in no count, no list of those, and not once it is known', () => {
  journal.accounts.put(sampleAccount('a'));
  journal.calls.putFacts(sampleCall('a', 'mine', {}));
  journal.calls.putFacts(sampleCall('a', 'theirs', { endReason: 'missed' }));
  expect(kept('a')).toEqual({ all: 2, unlogged: 2 });
  journal.calls.putFacts(sampleCall('a', 'theirs', { endReason: 'answeredElsewhere' }));
  expect(kept('a')).toEqual({ all: 2, unlogged: 1 });
  expect(journal.history.page('a', 'unlogged', null, 10).map(({ id: one }) => one)).toEqual(['mine']);
});
