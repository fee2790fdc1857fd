import { join } from 'node:path';
import Database from 'better-sqlite3';

export type RelayDatabase = Database.Database;

const VERSION = 1;

const SCHEMA = `
CREATE TABLE streams (
  account INTEGER PRIMARY KEY,
  epoch TEXT NOT NULL,
  last INTEGER NOT NULL
) STRICT;
-- In order of arrival; the oldest has the smallest id.
CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  digest TEXT NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (account, seq)
) STRICT;
CREATE TABLE records (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
PRAGMA user_version = ${VERSION};
`;

/**
 * Opens `relay.db` in a folder. One process at a time: a second one is refused at once
 * (`SQLITE_BUSY`).
 */
export function openRelayDatabase(folder: string): RelayDatabase {
  const database = new Database(join(folder, 'relay.db'), { timeout: 1_000 });
  try {
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = WAL');
    // A webhook that was answered is on the disk, whatever happens to the computer.
    database.pragma('synchronous = FULL');
    const version = Number(database.pragma('user_version', { simple: true }));
    if (version > VERSION) throw new Error(`${folder} was written by a newer relay (schema ${version})`);
    if (version === 0) database.transaction(() => database.exec(SCHEMA)).immediate();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
