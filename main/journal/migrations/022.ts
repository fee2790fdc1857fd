/**
 * A call that is missed again after it went on (a queue that rings its members in turn) is to be told of already. Facts of a call come by
 * an upsert, whose own way with conflicts is put over an `OR IGNORE` in a trigger, so the triggers ask themselves.
 */
export const migration022 = `
DROP TRIGGER missed_came;
DROP TRIGGER missed_became;
CREATE TRIGGER missed_came AFTER INSERT ON calls
WHEN new.direction = 'inbound' AND new.end_reason = 'missed' AND new.raw_number <> ''
  AND NOT EXISTS (SELECT 1 FROM missed_to_log WHERE account = new.account AND call_id = new.id) BEGIN
  INSERT INTO missed_to_log (account, call_id) VALUES (new.account, new.id);
END;
CREATE TRIGGER missed_became AFTER UPDATE OF end_reason ON calls
WHEN new.direction = 'inbound' AND new.end_reason = 'missed' AND new.raw_number <> ''
  AND old.end_reason IS NOT 'missed'
  AND NOT EXISTS (SELECT 1 FROM missed_to_log WHERE account = new.account AND call_id = new.id) BEGIN
  INSERT INTO missed_to_log (account, call_id) VALUES (new.account, new.id);
END;
`;
