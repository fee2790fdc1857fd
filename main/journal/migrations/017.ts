/**
 * What was in the outbox and is not, or not under that name: undone, discarded, left with an old call, given another stamp.
 * By it nothing of that comes back from a copy of the journal (copies/recoverUnsent.ts).
 */
export const migration017 = `
CREATE TABLE outbox_gone (
  account TEXT NOT NULL,
  -- The call's id, or 'kind:stamp' of a write of its own.
  key TEXT NOT NULL,
  PRIMARY KEY (account, key)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER outbox_went AFTER DELETE ON outbox BEGIN
  INSERT OR IGNORE INTO outbox_gone (account, key)
    VALUES (old.account, coalesce(old.call_id, old.kind || ':' || old.stamp));
END;
CREATE TRIGGER outbox_restamped AFTER UPDATE OF stamp ON outbox
WHEN old.call_id IS NULL AND old.stamp IS NOT new.stamp BEGIN
  INSERT OR IGNORE INTO outbox_gone (account, key) VALUES (old.account, old.kind || ':' || old.stamp);
END;
`;
