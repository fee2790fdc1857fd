import type { JournalDatabase } from './database.ts';
import type { AccountRow, AccountRows } from './journal.ts';

const COLUMNS = `key, zone, subdomain, host, account_id AS accountId, user_id AS userId, name,
  user_name AS userName, colour, currency, region, timezone, state, client_id AS clientId,
  redirect_uri AS redirectUri, position`;

/** The accounts the agent is signed in to, in the order of their places. */
export function accountRows(database: JournalDatabase): AccountRows {
  const list = database.prepare<[], AccountRow>(`SELECT ${COLUMNS} FROM accounts ORDER BY position, key`);
  const get = database.prepare<[string], AccountRow>(`SELECT ${COLUMNS} FROM accounts WHERE key = ?`);
  const put = database.prepare<[AccountRow]>(`
    INSERT INTO accounts (key, zone, subdomain, host, account_id, user_id, name, user_name, colour,
      currency, region, timezone, state, client_id, redirect_uri, position)
    VALUES (@key, @zone, @subdomain, @host, @accountId, @userId, @name, @userName, @colour,
      @currency, @region, @timezone, @state, @clientId, @redirectUri, @position)
    ON CONFLICT (key) DO UPDATE SET zone = excluded.zone, subdomain = excluded.subdomain,
      host = excluded.host, account_id = excluded.account_id, user_id = excluded.user_id,
      name = excluded.name, user_name = excluded.user_name, colour = excluded.colour,
      currency = excluded.currency, region = excluded.region, timezone = excluded.timezone,
      state = excluded.state, client_id = excluded.client_id, redirect_uri = excluded.redirect_uri,
      position = excluded.position`);
  const setState = database.prepare<[AccountRow['state'], string]>(
    'UPDATE accounts SET state = ? WHERE key = ?',
  );
  return {
    list: () => list.all(),
    get: (key) => get.get(key),
    put(row) {
      put.run(row);
    },
    setState(key, state) {
      setState.run(state, key);
    },
  };
}
