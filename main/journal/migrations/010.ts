/**
 * A write may be about what another one makes and the CRM has not got: it is not sent before that one is done,
 * and gets the id then.
 */
export const migration010 = `
-- The row that makes what this one is about; null when the CRM has it.
ALTER TABLE outbox ADD COLUMN waits_for INTEGER;
CREATE INDEX outbox_waits ON outbox (account, waits_for) WHERE waits_for IS NOT NULL;
`;
