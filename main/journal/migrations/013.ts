/**
 * How many calls there are and how many have no result, kept with each change: after a year of 200 calls a day counting
 * them took main's thread longer than a pop. And missed callers by an index that holds all that counting them needs.
 */
export const migration013 = `
CREATE TABLE call_counts (
  account TEXT PRIMARY KEY REFERENCES accounts (key),
  calls INTEGER NOT NULL,
  -- Ended, without a result.
  unlogged INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO call_counts (account, calls, unlogged)
  SELECT account, count(*), 0 FROM calls INDEXED BY calls_by_start GROUP BY account;
-- By the index: the rows of a year are not read, but those that have no result.
UPDATE call_counts SET unlogged = (SELECT count(*) FROM calls INDEXED BY calls_unlogged
  WHERE calls.account = call_counts.account AND state = 'ended' AND result IS NULL);

CREATE TRIGGER call_counted AFTER INSERT ON calls BEGIN
  INSERT INTO call_counts (account, calls, unlogged)
    VALUES (new.account, 1, new.state = 'ended' AND new.result IS NULL)
    ON CONFLICT (account) DO UPDATE SET calls = calls + 1, unlogged = unlogged + excluded.unlogged;
END;
CREATE TRIGGER call_uncounted AFTER DELETE ON calls BEGIN
  UPDATE call_counts SET calls = calls - 1,
    unlogged = unlogged - (old.state = 'ended' AND old.result IS NULL) WHERE account = old.account;
END;
CREATE TRIGGER call_recounted AFTER UPDATE OF account, state, result ON calls
WHEN old.account <> new.account
  OR (old.state = 'ended' AND old.result IS NULL) <> (new.state = 'ended' AND new.result IS NULL) BEGIN
  UPDATE call_counts SET calls = calls - 1,
    unlogged = unlogged - (old.state = 'ended' AND old.result IS NULL) WHERE account = old.account;
  INSERT INTO call_counts (account, calls, unlogged)
    VALUES (new.account, 1, new.state = 'ended' AND new.result IS NULL)
    ON CONFLICT (account) DO UPDATE SET calls = calls + 1, unlogged = unlogged + excluded.unlogged;
END;

DROP INDEX calls_missed;
CREATE INDEX calls_missed ON calls (account, started_at, coalesce(e164, raw_number))
  WHERE direction = 'inbound' AND end_reason = 'missed' AND raw_number <> '';
`;
