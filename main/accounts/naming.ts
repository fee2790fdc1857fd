import type { CrmClient, RequestOptions } from '../amocrm/client.ts';
import { createCrmClient } from '../amocrm/createCrmClient.ts';
import type { Exchange } from '../amocrm/exchange.ts';
import type { CrmFailure } from '../amocrm/failures.ts';
import { createLimiter } from '../amocrm/limiter.ts';
import { createTransport } from '../amocrm/transport.ts';
import type { Clock } from '../clock.ts';
import { fail, ok, type Result } from '../result.ts';
import type { CrmAccount } from '../amocrm/client.ts';

/** What a row of the account list is made of. */
type NamedAccount = Pick<
  CrmAccount,
  'id' | 'name' | 'subdomain' | 'current_user_id' | 'country' | 'currency' | 'timezone'
>;

export interface Names {
  readonly account: NamedAccount;
  /** Null where the CRM does not tell: `/users` is for admins (crm-api.md 3.2). */
  readonly userName: string | null;
}

/** What the CRM calls the account and the user of a token. */
export async function askNames(
  client: CrmClient,
  options?: RequestOptions,
): Promise<Result<Names, CrmFailure>> {
  const account = await client.account(options);
  if (!account.ok) return account;
  const users = await client.users(options);
  const me = users.ok ? users.value.find((user) => user.id === account.value.current_user_id) : undefined;
  return ok({ account: account.value, userName: me?.name ?? null });
}

/** A client for the first minutes of a sign-in: one token, no refresh. */
export function createFirstClient(
  host: string,
  accessToken: string,
  deps: { readonly exchange: Exchange; readonly clock: Clock; readonly random: () => number },
): CrmClient {
  const refused = fail({ kind: 'needsSignIn', words: '' } as const);
  return createCrmClient(
    createTransport({
      host,
      ...deps,
      limiter: createLimiter({ clock: deps.clock }),
      tokens: {
        accessToken: () => Promise.resolve(ok(accessToken)),
        renew: () => Promise.resolve(refused),
      },
    }),
  );
}
