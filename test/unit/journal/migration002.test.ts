import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migration001 } from '../../../main/journal/migrations/001.ts';
import { openJournal } from '../../../main/journal/openJournal.ts';

/** "RING" (main/journal/migrate.ts). */
const APPLICATION_ID = 0x52_49_4e_47;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringside-migration-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('a journal of the first version keeps every waiting call, and gives no id twice', () => {
  const file = join(folder, 'journal.db');
  const old = new Database(file);
  old.exec(migration001);
  old.exec(`
    INSERT INTO accounts VALUES ('a', 'amocrm.ru', 's', 'h', 1, 7, 'n', 'u', '#fff', 'RUB', 'RU', NULL, 'ready', 'c', 'r', 0);
    INSERT INTO calls (account, id, source, direction, raw_number, display, state, started_at)
      VALUES ('a', 'call', 'hook', 'inbound', '1', '1', 'ended', 1);
    INSERT INTO outbox (account, lane, rank, write, not_before, attempts, unsure_since, failure, words)
      VALUES ('a', 'call', 1, '{"kind":"logCall","callId":"call"}', 5, 3, 4, 'timeout', 'slow');
    INSERT INTO outbox (account, lane, rank, write, not_before)
      VALUES ('a', 'call', 0, '{"kind":"createContact","callId":"call","name":"n","phone":"+7","evenIfDuplicates":false}', 6);
    INSERT INTO outbox (account, lane, rank, write, not_before)
      VALUES ('a', 'call', 1, '{"kind":"logCall","callId":"call"}', 7);
    DELETE FROM outbox WHERE id = 3;
    PRAGMA user_version = 1`);
  old.pragma(`application_id = ${APPLICATION_ID}`);
  old.close();

  const opened = openJournal(file);
  if (!opened.ok) throw new Error(opened.error.kind);
  const journal = opened.value;
  expect(journal.outbox.ofCall('a', 'call')).toMatchObject([
    {
      id: 2,
      write: { kind: 'newContact', callId: 'call', name: 'n', phones: ['+7'], evenIfDuplicates: false },
      state: 'pending',
      notBefore: 6,
    },
    {
      id: 1,
      callId: 'call',
      write: { kind: 'logCall', callId: 'call' },
      attempts: 3,
      unsureSince: 4,
      failure: 'timeout',
      words: 'slow',
      stamp: null,
      insists: false,
    },
  ]);
  expect(journal.outbox.add('a', 'call', { kind: 'logCall', callId: 'call' }, 0)).toBe(4);
  journal.close();
});
