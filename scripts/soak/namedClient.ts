import type { TokenSource } from '../../main/accounts/accounts.ts';
import type { CrmClient } from '../../main/amocrm/client.ts';
import { createCrmClient } from '../../main/amocrm/createCrmClient.ts';
import type { Exchange } from '../../main/amocrm/exchange.ts';
import { createLimiter } from '../../main/amocrm/limiter.ts';
import { createTransport } from '../../main/amocrm/transport.ts';
import type { Clock } from '../../main/clock.ts';

/** A client of one account, as the app makes it. */
export function createNamedClient(
  host: string,
  tokens: TokenSource,
  exchange: Exchange,
  clock: Clock,
): CrmClient {
  const limiter = createLimiter({ clock, requestsPerSecond: 5000 });
  return createCrmClient(createTransport({ host, tokens, limiter, exchange, clock, random: () => 0 }));
}
