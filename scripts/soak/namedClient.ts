import type { TokenSource } from '../../main/crm/transport/tokenSource.ts';
import type { CrmClient } from '../../main/crm/types/crmClient.ts';
import { createCrmClient } from '../../main/crm/createCrmClient.ts';
import type { Exchange } from '../../main/crm/transport/httpExchange.ts';
import { createRateLimiter } from '../../main/crm/transport/rateLimiter.ts';
import { createTransport } from '../../main/crm/transport/transport.ts';
import type { Clock } from '../../main/common/clock.ts';

/** A client of one account, as the app makes it. */
export function createNamedClient(
  host: string,
  tokens: TokenSource,
  exchange: Exchange,
  clock: Clock,
): CrmClient {
  const limiter = createRateLimiter({ clock, requestsPerSecond: 5000 });
  return createCrmClient(createTransport({ host, tokens, limiter, exchange, clock, random: () => 0 }));
}
