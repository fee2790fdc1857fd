import type { RequestOptions } from '../../crm/types/requestOptions.ts';
import { createCrmClient } from '../../crm/createCrmClient.ts';
import type { Exchange } from '../../crm/transport/httpExchange.ts';
import type { CrmFailure } from '../../crm/types/crmFailure.ts';
import { createRateLimiter } from '../../crm/transport/rateLimiter.ts';
import { createTransport } from '../../crm/transport/transport.ts';
import type { Clock } from '../../common/clock.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { CrmClient } from '../../crm/types/crmClient.ts';
import type { CrmAccount } from '../../crm/types/account.ts';

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
      limiter: createRateLimiter({ clock: deps.clock }),
      tokens: {
        accessToken: () => Promise.resolve(ok(accessToken)),
        renew: () => Promise.resolve(refused),
      },
    }),
  );
}
