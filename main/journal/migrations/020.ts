/**
 * Missed calls that may have to be told to the CRM (calls/history/missedCallLog.ts). By triggers, in the transaction that makes
 * a call a missed one: none is forgotten by a crash between the two.
 */
export const migration020 = `
CREATE TABLE missed_to_log (
  account TEXT NOT NULL,
  call_id TEXT NOT NULL,
  PRIMARY KEY (account, call_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER missed_came AFTER INSERT ON calls
WHEN new.direction = 'inbound' AND new.end_reason = 'missed' AND new.raw_number <> '' BEGIN
  INSERT OR IGNORE INTO missed_to_log (account, call_id) VALUES (new.account, new.id);
END;
CREATE TRIGGER missed_became AFTER UPDATE OF end_reason ON calls
WHEN new.direction = 'inbound' AND new.end_reason = 'missed' AND new.raw_number <> ''
  AND old.end_reason IS NOT 'missed' BEGIN
  INSERT OR IGNORE INTO missed_to_log (account, call_id) VALUES (new.account, new.id);
END;
CREATE TRIGGER missed_moved AFTER UPDATE OF account ON calls WHEN old.account <> new.account BEGIN
  UPDATE OR REPLACE missed_to_log SET account = new.account WHERE account = old.account AND call_id = old.id;
END;
CREATE TRIGGER missed_went AFTER DELETE ON calls BEGIN
  DELETE FROM missed_to_log WHERE account = old.account AND call_id = old.id;
END;
`;
