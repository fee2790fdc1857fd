/**
 * Calls that the PBX's own widget logs: `awaited` while its note is waited for, `joined` when the row's `remote_id` is
 * that note.
 */
export const migration011 = `
ALTER TABLE outbox ADD COLUMN pbx TEXT CHECK (pbx IN ('awaited', 'joined'));
CREATE INDEX outbox_pbx_note ON outbox (account, remote_id) WHERE pbx = 'joined';
`;
