import type { JournalDatabase } from '../journalDatabase.ts';
import type { AccountRow, AccountRows } from '../journal.ts';

const COLUMNS = `key, zone, subdomain, host, account_id AS accountId, user_id AS userId, name,
  user_name AS userName, colour, currency, region, timezone, state, client_id AS clientId,
  redirect_uri AS redirectUri, label, way, token_ends_at AS tokenEndsAt, signed_out AS signedOut, position`;

/** SQLite has no booleans. */
type StoredRow = Omit<AccountRow, 'signedOut'> & { readonly signedOut: number };
const opened = (row: StoredRow): AccountRow => ({ ...row, signedOut: row.signedOut === 1 });

/** The accounts the agent is signed in to, in the order of their places. */
export function accountRows(database: JournalDatabase): AccountRows {
  const list = database.prepare<[], StoredRow>(`SELECT ${COLUMNS} FROM accounts ORDER BY position, key`);
  const get = database.prepare<[string], StoredRow>(`SELECT ${COLUMNS} FROM accounts WHERE key = ?`);
  const put = database.prepare<[StoredRow]>(`
    INSERT INTO accounts (key, zone, subdomain, host, account_id, user_id, name, user_name, colour,
      currency, region, timezone, state, client_id, redirect_uri, label, way, token_ends_at, signed_out, position)
    VALUES (@key, @zone, @subdomain, @host, @accountId, @userId, @name, @userName, @colour,
      @currency, @region, @timezone, @state, @clientId, @redirectUri, @label, @way, @tokenEndsAt, @signedOut, @position)
    ON CONFLICT (key) DO UPDATE SET zone = excluded.zone, subdomain = excluded.subdomain,
      host = excluded.host, account_id = excluded.account_id, user_id = excluded.user_id,
      name = excluded.name, user_name = excluded.user_name, colour = excluded.colour,
      currency = excluded.currency, region = excluded.region, timezone = excluded.timezone,
      state = excluded.state, client_id = excluded.client_id, redirect_uri = excluded.redirect_uri,
      label = excluded.label, way = excluded.way, token_ends_at = excluded.token_ends_at,
      signed_out = excluded.signed_out, position = excluded.position`);
  const setState = database.prepare<[AccountRow['state'], string]>(
    'UPDATE accounts SET state = ? WHERE key = ?',
  );
  return {
    list: () => list.all().map(opened),
    get(key) {
      const row = get.get(key);
      return row === null ? null : opened(row);
    },
    put(row) {
      put.run({ ...row, signedOut: row.signedOut ? 1 : 0 });
    },
    setState(key, state) {
      setState.run(state, key);
    },
  };
}
