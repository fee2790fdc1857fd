import Database from 'better-sqlite3';
import { migration001 } from '../../../main/journal/migrations/001.ts';

/** "RING" (main/journal/migrate.ts). */
const APPLICATION_ID = 0x52_49_4e_47;

/** Calls of a journal that opens in a moment. */
export const SMALL = 10;

/** Writes a journal of the first version with an account and so many calls; as many as usual do not open in a moment. */
export function manyOldCalls(file: string, calls = 30_000): void {
  const old = new Database(file);
  old.exec(migration001);
  old.exec(`
    INSERT INTO accounts VALUES ('a', 'amocrm.ru', 's', 'h', 1, 7, 'Old', 'u', '#3b5bdb', 'RUB', 'RU', NULL, 'ready', 'c', 'r', 0);
    WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < ${calls})
    INSERT INTO calls (account, id, source, direction, raw_number, e164, display, state, end_reason, started_at, note)
      SELECT 'a', 'c' || n, 'hook', 'inbound', printf('+7916%07d', n % 50000), printf('+7916%07d', n % 50000), 'x', 'ended',
             'hungUp', 1700000000000 + n * 1000, printf('%0100d', n) FROM k;
    PRAGMA user_version = 1`);
  old.pragma(`application_id = ${APPLICATION_ID}`);
  old.close();
}
