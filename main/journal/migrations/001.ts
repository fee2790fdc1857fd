/**
 * The first schema. Times are Unix ms. `account` leads every key and index, so that no read can cross
 * accounts by accident. Released migrations are never edited: add the next number.
 */
export const migration001 = `
CREATE TABLE accounts (
  key TEXT PRIMARY KEY,
  zone TEXT NOT NULL,
  subdomain TEXT NOT NULL,
  host TEXT NOT NULL,
  account_id INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  user_name TEXT NOT NULL,
  colour TEXT NOT NULL,
  currency TEXT NOT NULL,
  region TEXT NOT NULL,
  timezone TEXT,
  state TEXT NOT NULL CHECK (state IN ('ready', 'needsSignIn')),
  client_id TEXT NOT NULL,
  redirect_uri TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE secrets (
  account TEXT NOT NULL,
  kind TEXT NOT NULL,
  nonce BLOB NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (account, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE calls (
  account TEXT NOT NULL REFERENCES accounts (key),
  id TEXT NOT NULL,
  source TEXT NOT NULL,
  source_call_id TEXT,
  direction TEXT NOT NULL CHECK (direction IN ('inbound', 'outbound')),
  line TEXT,
  raw_number TEXT NOT NULL,
  e164 TEXT,
  display TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ringing', 'dialing', 'talking', 'ended')),
  end_reason TEXT,
  started_at INTEGER NOT NULL,
  answered_at INTEGER,
  ended_at INTEGER,
  caller_name TEXT,
  chosen_entity TEXT,
  chosen_id INTEGER,
  chosen_lead INTEGER,
  chosen_name TEXT,
  note TEXT NOT NULL DEFAULT '',
  result INTEGER CHECK (result BETWEEN 1 AND 7),
  pop_ms REAL,
  PRIMARY KEY (account, id),
  CHECK ((chosen_entity IS NULL) = (chosen_id IS NULL)),
  CHECK ((chosen_entity IS NULL) = (chosen_name IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX calls_by_start ON calls (account, started_at);
CREATE INDEX calls_open ON calls (account) WHERE state <> 'ended';

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account TEXT NOT NULL,
  lane TEXT NOT NULL,
  -- Place within the lane before id: a contact is created (0) before its call is logged (1).
  rank INTEGER NOT NULL,
  write TEXT NOT NULL CHECK (json_valid(write)),
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'inFlight', 'done', 'dead')),
  attempts INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER NOT NULL,
  unsure_since INTEGER,
  -- 1 while this row's retry holds the later rows of its account back.
  holds INTEGER NOT NULL DEFAULT 0,
  failure TEXT,
  words TEXT,
  remote_id INTEGER,
  done_at INTEGER,
  FOREIGN KEY (account, lane) REFERENCES calls (account, id)
) STRICT;
CREATE INDEX outbox_lane ON outbox (account, lane, rank, id);
CREATE INDEX outbox_undone ON outbox (account, id) WHERE state <> 'done';
CREATE INDEX outbox_pending ON outbox (account, id) WHERE state = 'pending';
CREATE INDEX outbox_holding ON outbox (account, id) WHERE state = 'pending' AND holds = 1;

CREATE TABLE memory (
  account TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (account, key)
) STRICT, WITHOUT ROWID;
`;
