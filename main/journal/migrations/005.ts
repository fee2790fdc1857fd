/**
 * Calls of every day by what they still need, callers who were missed, and what the CRM told of calls back.
 * "The number" of a call is its E.164 form, or as it was reported where it has none.
 */
export const migration005 = `
CREATE INDEX calls_unlogged ON calls (account, started_at) WHERE state = 'ended' AND result IS NULL;
CREATE INDEX calls_missed ON calls (account, started_at)
  WHERE direction = 'inbound' AND end_reason = 'missed' AND raw_number <> '';
-- Calls that reached the caller, or tried to.
CREATE INDEX calls_contact ON calls (account, coalesce(e164, raw_number), started_at)
  WHERE direction = 'outbound' OR answered_at IS NOT NULL OR end_reason = 'answeredElsewhere';
CREATE INDEX outbox_dead ON outbox (account, kind) WHERE state = 'dead';

-- The latest call anybody made to a missed number, as the CRM tells of it.
CREATE TABLE called_back (
  account TEXT NOT NULL REFERENCES accounts (key),
  number TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (account, number)
) STRICT, WITHOUT ROWID;
`;
