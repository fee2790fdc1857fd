import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openJournal } from '../../../main/journal/openJournal.ts';
import { createMirrorFile } from '../mirror/mirrorFile.ts';

/**
 * Every statement says of which account it is: a row of another is then out of reach by construction. Those that
 * do not, and why, stand here; a new one has to be argued for.
 */
const ACROSS_ACCOUNTS: readonly (readonly [sql: RegExp, why: string])[] = [
  [/\bFROM accounts\b(?!.*\bJOIN\b)|\b(INTO|UPDATE) accounts\b/su, 'the list of accounts itself'],
  [/\b(FROM|INTO|UPDATE) lines\b/u, 'lines are the computer’s; `account` says whose one is'],
  [
    /FROM outbox[^]*\bid = \?|UPDATE outbox[^]*WHERE id = |DELETE FROM outbox WHERE id = /u,
    'a row by its own id, unique in all accounts',
  ],
  [
    /FROM secrets (LIMIT 1|ORDER BY account, kind)/u,
    'what is sealed, before a master key is made or when it is the wrong one',
  ],
  [
    /UPDATE outbox SET state = 'pending', holds = 1 WHERE state = 'inFlight'/u,
    'at the start nothing is in flight',
  ],
  [
    /UPDATE outbox SET unsure_since = \? WHERE state IN|UPDATE outbox SET (not_before|unsure_since) = [^]*WHERE state <> 'done'$/u,
    'a copy that was restored, and a clock that was put right, are of every account',
  ],
  [
    /(contact|company|lead)_names (WHERE rowid|\(rowid)/u,
    'the search index, by the rowid of the account’s own row',
  ],
  [/sqlite_schema|sqlite_master|pragma_|sqlite_sequence/u, 'the schema'],
];

afterEach(() => {
  vi.restoreAllMocks();
});

function recorded(work: () => void): readonly string[] {
  const statements = new Set<string>();
  // oxlint-disable-next-line typescript/unbound-method -- called with its own database below
  const prepare = Database.prototype.prepare;
  vi.spyOn(Database.prototype, 'prepare').mockImplementation(function record(
    this: Database.Database,
    sql: string,
  ) {
    statements.add(sql);
    return prepare.call(this, sql);
  });
  work();
  return [...statements];
}

const isOfOneAccount = (sql: string): boolean => /\baccount\b/u.test(sql);
const strangers = (statements: readonly string[]): readonly string[] =>
  statements
    .map((sql) => sql.replaceAll(/\s+/gu, ' ').trim())
    .filter((sql) => !isOfOneAccount(sql) && !ACROSS_ACCOUNTS.some(([allowed]) => allowed.test(sql)));

/** Tables whose rows are of no account, and why. */
const OF_NO_ACCOUNT: readonly string[] = [
  // One number: how many calls began on this computer. Calls may be moved between accounts and keep their place.
  'call_order',
];

describe('every statement names the account', () => {
  it('of the journal', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ringside-sql-'));
    const statements = recorded(() => {
      const opened = openJournal(join(folder, 'journal.db'));
      if (!opened.ok) throw new Error(opened.error.kind);
      opened.value.removeAccount('nobody');
      opened.value.close();
    });
    const raw = new Database(join(folder, 'journal.db'), { readonly: true });
    const tables = raw
      .prepare<[], { name: string }>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'accounts'",
      )
      .all();
    const without = tables.filter(
      ({ name }) =>
        !raw
          .prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?)')
          .all(name)
          .some((column) => column.name === 'account'),
    );
    raw.close();
    rmSync(folder, { recursive: true, force: true });
    expect(statements.length).toBeGreaterThan(40);
    expect(strangers(statements)).toEqual([]);
    expect(without.map(({ name }) => name)).toEqual(OF_NO_ACCOUNT);
  });

  it('of the mirror', () => {
    const statements = recorded(() => {
      createMirrorFile().close();
    });
    expect(statements.length).toBeGreaterThan(40);
    expect(strangers(statements)).toEqual([]);
  });
});
