import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

export type RelayDatabase = Database.Database;

const VERSION = 2;

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
  -- How long relays had run on this folder when it was received, ms: its age, whatever happens to the clock.
  born INTEGER NOT NULL DEFAULT 0,
  UNIQUE (account, seq)
) STRICT;
CREATE TABLE served (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  ms INTEGER NOT NULL
) STRICT;
INSERT INTO served (id, ms) VALUES (1, 0);
CREATE TABLE records (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
PRAGMA user_version = ${VERSION};
`;

/** Ages of before are told by the clock of then, which is all there is of them. */
const FROM_1 = `
ALTER TABLE events ADD COLUMN born INTEGER NOT NULL DEFAULT 0;
UPDATE events SET born = at - (SELECT max(at) FROM events);
CREATE TABLE served (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  ms INTEGER NOT NULL
) STRICT;
INSERT INTO served (id, ms) VALUES (1, 0);
PRAGMA user_version = ${VERSION};
`;

/** Only the relay's user reads what customers wrote, whatever the umask. SQLite gives its own files the same mode. */
function closeToOthers(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
  for (const one of [file, `${file}-wal`, `${file}-shm`]) if (existsSync(one)) chmodSync(one, 0o600);
}

/**
 * Opens `relay.db` in a folder. One process at a time: a second one is refused at once
 * (`SQLITE_BUSY`).
 */
export function openRelayDatabase(folder: string): RelayDatabase {
  const file = join(folder, 'relay.db');
  closeToOthers(file);
  const database = new Database(file, { timeout: 1_000 });
  try {
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = WAL');
    // A webhook that was answered is on the disk, whatever happens to the computer.
    database.pragma('synchronous = FULL');
    const version = Number(database.pragma('user_version', { simple: true }));
    if (version > VERSION) throw new Error(`${folder} was written by a newer relay (schema ${version})`);
    if (version === 0) database.transaction(() => database.exec(SCHEMA)).immediate();
    if (version === 1) database.transaction(() => database.exec(FROM_1)).immediate();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
