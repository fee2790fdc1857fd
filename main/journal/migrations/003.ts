/**
 * Accounts: the agent's own name for one (`label`), how it was signed in to, when a long-lived token ends
 * (Unix ms), and that the agent signed out of it.
 */
export const migration003 = `
ALTER TABLE accounts ADD COLUMN label TEXT;
ALTER TABLE accounts ADD COLUMN way TEXT NOT NULL DEFAULT 'browser'
  CHECK (way IN ('browser', 'relay', 'code', 'token'));
ALTER TABLE accounts ADD COLUMN token_ends_at INTEGER;
ALTER TABLE accounts ADD COLUMN signed_out INTEGER NOT NULL DEFAULT 0 CHECK (signed_out IN (0, 1));
`;
