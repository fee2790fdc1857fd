/**
 * The CRM's time beside the desk's: `sent_from`, Unix seconds of the CRM's clock before which no send of unknown
 * outcome can have been carried out (null: none, or one by an older version); `skew`, the CRM's clock less the desk's
 * when the agent wrote it, ms (null: not known).
 */
export const migration012 = `
ALTER TABLE outbox ADD COLUMN sent_from INTEGER;
ALTER TABLE outbox ADD COLUMN skew INTEGER;
`;
