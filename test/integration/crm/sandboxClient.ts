import type { CrmClient } from '../../../main/crm/types/crmClient.ts';
import { createCrmClient } from '../../../main/crm/createCrmClient.ts';
import { createExchange } from '../../../main/crm/transport/httpExchange.ts';
import type { CrmResult } from '../../../main/crm/types/crmFailure.ts';
import { createRateLimiter } from '../../../main/crm/transport/rateLimiter.ts';
import { exchangeCode } from '../../../main/crm/transport/oauthEndpoint.ts';
import type { Pages } from '../../../main/crm/transport/pagination.ts';
import type { ServiceClock } from '../../../main/crm/transport/serviceClock.ts';
import { createTransport } from '../../../main/crm/transport/transport.ts';
import { systemClock } from '../../../main/common/clock.ts';
import { fail, ok } from '../../../main/common/result.ts';
import type { Sandbox, SandboxAccount } from '../../../sandbox/sandbox.ts';

export const exchange = createExchange({ userAgent: 'Ringside/0.1.0 (+desktop; test)' });

export function accountOf(sandbox: Sandbox, subdomain: string): SandboxAccount {
  const account = sandbox.accounts.find((one) => one.subdomain === subdomain);
  if (account === undefined) throw new Error(subdomain);
  return account;
}

/** A client of a demo account, with the admin's long-lived token unless another is given. */
export function clientOf(
  sandbox: Sandbox,
  subdomain: string,
  {
    requestsPerSecond = 1000,
    token,
    service,
  }: { requestsPerSecond?: number; token?: string; service?: ServiceClock } = {},
): CrmClient {
  const { host, longLivedToken } = accountOf(sandbox, subdomain);
  const held = Promise.resolve(ok(token ?? longLivedToken));
  return createCrmClient(
    createTransport({
      host,
      tokens: {
        accessToken: () => held,
        renew: () => Promise.resolve(fail({ kind: 'needsSignIn', words: '' })),
      },
      limiter: createRateLimiter({ clock: systemClock, requestsPerSecond }),
      exchange,
      clock: systemClock,
      random: () => 0,
      onServerDate: (answer, sentAt) => service?.observeResponse(answer, sentAt),
    }),
  );
}

/** The token of a user, signed in on the sandbox's own page. */
export async function tokenOf(sandbox: Sandbox, subdomain: string, userId: number): Promise<string> {
  const account = accountOf(sandbox, subdomain);
  const port = account.host.split(':')[1] ?? '';
  const answer = await fetch(`http://127.0.0.1:${port}/oauth`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      client_id: account.clientId,
      account: subdomain,
      user: String(userId),
      decision: 'allow',
    }),
  });
  const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const pair = await exchangeCode(exchange, account.host, account, code);
  if (!pair.ok) throw new Error(JSON.stringify(pair.error));
  return pair.value.accessToken;
}

export function valueOf<T>(result: CrmResult<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** All items of a list that has no failure. */
export async function everyItem<T>(pages: Pages<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of pages) all.push(...valueOf(one).items);
  return all;
}
