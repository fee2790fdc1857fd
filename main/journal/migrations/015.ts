/**
 * The order in which calls began, which no correction of the desk's clock changes: `seq` grows with each new call of
 * the journal, of whatever account. `service_at`, Unix ms, is when a call began by the CRM's clock (null: not sure). And of
 * whom the CRM tells that they were called back: all calls up to this `seq` are settled.
 */
export const migration015 = `
ALTER TABLE calls ADD COLUMN seq INTEGER;
ALTER TABLE calls ADD COLUMN service_at INTEGER;
UPDATE calls SET seq = placed.place
  FROM (SELECT account AS of, id AS call, row_number() OVER (ORDER BY started_at, id) AS place FROM calls) AS placed
  WHERE account = placed.of AND id = placed.call;

-- Not the largest that is there: calls may be moved and removed.
CREATE TABLE call_order (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), last INTEGER NOT NULL) STRICT;
INSERT INTO call_order (only_row, last) SELECT 1, coalesce(max(seq), 0) FROM calls;
CREATE TRIGGER call_ordered AFTER INSERT ON calls WHEN new.seq IS NULL BEGIN
  UPDATE call_order SET last = last + 1;
  UPDATE calls SET seq = (SELECT last FROM call_order) WHERE account = new.account AND id = new.id;
END;

ALTER TABLE called_back ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
UPDATE called_back SET seq = coalesce((SELECT calls.seq FROM calls
  WHERE calls.account = called_back.account AND started_at < called_back.at
  ORDER BY started_at DESC, id DESC LIMIT 1), 0);

DROP INDEX calls_missed;
CREATE INDEX calls_missed ON calls (account, seq, coalesce(e164, raw_number), started_at, service_at)
  WHERE direction = 'inbound' AND end_reason = 'missed' AND raw_number <> '';
DROP INDEX calls_contact;
CREATE INDEX calls_contact ON calls (account, coalesce(e164, raw_number), seq)
  WHERE direction = 'outbound' OR answered_at IS NOT NULL OR end_reason = 'answeredElsewhere';

-- The agent's latest writes are those written last, whatever the clock showed.
DROP INDEX outbox_sent;
CREATE INDEX outbox_sent ON outbox (account, id) WHERE state = 'done' AND stamp IS NOT NULL;
`;
