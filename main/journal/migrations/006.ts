/**
 * What calls come through: each line a source named, and whose calls they are. Lines are the computer's, an
 * account has some of them; a line of no account is one nobody has said anything about. Times are Unix ms.
 */
export const migration006 = `
CREATE TABLE lines (
  source TEXT NOT NULL,
  -- As the source names it; '' for its calls that name none.
  line TEXT NOT NULL,
  account TEXT REFERENCES accounts (key),
  how TEXT NOT NULL CHECK (how IN ('seen', 'learned', 'shared', 'set')),
  last_at INTEGER NOT NULL,
  PRIMARY KEY (source, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX lines_of_account ON lines (account) WHERE account IS NOT NULL;
`;
