/**
 * A call that a colleague took needs no result: it is in no count of those that do, as it is in no day's summary
 * (preload/constants.ts, `needsResult`). The index holds all that counting them needs.
 */
export const migration016 = `
DROP TRIGGER call_counted;
DROP TRIGGER call_uncounted;
DROP TRIGGER call_recounted;
DROP INDEX calls_unlogged;
CREATE INDEX calls_unlogged ON calls (account, started_at, id, state, result, end_reason)
  WHERE state = 'ended' AND result IS NULL AND end_reason IS NOT 'answeredElsewhere';
UPDATE call_counts SET unlogged = (SELECT count(*) FROM calls INDEXED BY calls_unlogged
  WHERE calls.account = call_counts.account
    AND state = 'ended' AND result IS NULL AND end_reason IS NOT 'answeredElsewhere');

CREATE TRIGGER call_counted AFTER INSERT ON calls BEGIN
  INSERT INTO call_counts (account, calls, unlogged) VALUES (new.account, 1,
      new.state = 'ended' AND new.result IS NULL AND new.end_reason IS NOT 'answeredElsewhere')
    ON CONFLICT (account) DO UPDATE SET calls = calls + 1, unlogged = unlogged + excluded.unlogged;
END;
CREATE TRIGGER call_uncounted AFTER DELETE ON calls BEGIN
  UPDATE call_counts SET calls = calls - 1, unlogged = unlogged -
    (old.state = 'ended' AND old.result IS NULL AND old.end_reason IS NOT 'answeredElsewhere')
    WHERE account = old.account;
END;
CREATE TRIGGER call_recounted AFTER UPDATE OF account, state, result, end_reason ON calls
WHEN old.account <> new.account
  OR (old.state = 'ended' AND old.result IS NULL AND old.end_reason IS NOT 'answeredElsewhere')
    <> (new.state = 'ended' AND new.result IS NULL AND new.end_reason IS NOT 'answeredElsewhere') BEGIN
  UPDATE call_counts SET calls = calls - 1, unlogged = unlogged -
    (old.state = 'ended' AND old.result IS NULL AND old.end_reason IS NOT 'answeredElsewhere')
    WHERE account = old.account;
  INSERT INTO call_counts (account, calls, unlogged) VALUES (new.account, 1,
      new.state = 'ended' AND new.result IS NULL AND new.end_reason IS NOT 'answeredElsewhere')
    ON CONFLICT (account) DO UPDATE SET calls = calls + 1, unlogged = unlogged + excluded.unlogged;
END;
`;
