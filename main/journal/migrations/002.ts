/**
 * The outbox takes everything an agent writes, not only calls: a row may stand in a lane of its own,
 * says what it is about, and carries the second at which it was written. SQLite cannot drop a foreign
 * key, so the table is made anew; ids that were given are not given again.
 */
export const migration002 = `
CREATE TABLE outbox_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account TEXT NOT NULL,
  -- Writes of one lane keep their order: a call's id, or what a write is about.
  lane TEXT NOT NULL,
  -- The call it belongs to (its result, or its after-call form), null for a write of its own.
  call_id TEXT,
  -- What a card shows it on: 'contact:5', 'lead:7', 'task:9'; null for none.
  about TEXT,
  kind TEXT NOT NULL,
  -- Place within the lane before id: a contact is created (0) before its call is logged (1), the rest of the form (2) follows.
  rank INTEGER NOT NULL,
  write TEXT NOT NULL CHECK (json_valid(write)),
  -- Unix seconds of the writing, unique in its account: by it what was written is recognised in the CRM.
  stamp INTEGER,
  created_at INTEGER,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'inFlight', 'done', 'dead')),
  -- 1 when the agent wants it although somebody else changed it, or it is there already.
  insists INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  not_before INTEGER NOT NULL,
  unsure_since INTEGER,
  -- 1 while this row's retry holds the later rows of its account back.
  holds INTEGER NOT NULL DEFAULT 0,
  failure TEXT,
  words TEXT,
  remote_id INTEGER,
  -- Where the service put it, for a call without a chosen target: as in about.
  placed TEXT,
  done_at INTEGER,
  FOREIGN KEY (account, call_id) REFERENCES calls (account, id)
) STRICT;

INSERT INTO outbox_new (id, account, lane, call_id, kind, rank, write, state, attempts, not_before,
  unsure_since, holds, failure, words, remote_id, done_at)
SELECT id, account, lane, lane, json_extract(write, '$.kind'), rank, write, state, attempts, not_before,
  unsure_since, holds, failure, words, remote_id, done_at
FROM outbox ORDER BY id;
INSERT INTO sqlite_sequence (name, seq) SELECT 'outbox_new', 0
  WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'outbox_new');
UPDATE sqlite_sequence SET seq = coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'outbox'), 0)
  WHERE name = 'outbox_new';
DROP TABLE outbox;
ALTER TABLE outbox_new RENAME TO outbox;

CREATE INDEX outbox_lane ON outbox (account, lane, rank, id);
CREATE INDEX outbox_undone ON outbox (account, id) WHERE state <> 'done';
CREATE INDEX outbox_pending ON outbox (account, id) WHERE state = 'pending';
CREATE INDEX outbox_holding ON outbox (account, id) WHERE state = 'pending' AND holds = 1;
CREATE INDEX outbox_about ON outbox (account, about, id) WHERE about IS NOT NULL AND state <> 'done';
CREATE INDEX outbox_kind ON outbox (account, kind, id) WHERE state <> 'done';
CREATE INDEX outbox_made ON outbox (account, kind, remote_id) WHERE state = 'done' AND stamp IS NOT NULL;
CREATE INDEX outbox_sent ON outbox (account, done_at) WHERE state = 'done' AND stamp IS NOT NULL;
CREATE INDEX outbox_stamp ON outbox (account, stamp) WHERE stamp IS NOT NULL;
`;
