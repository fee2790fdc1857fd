import { createTokens, type AccountTokens } from '../../../main/accounts/tokens/accountTokens.ts';
import type { TokenFailure } from '../../../main/crm/transport/tokenSource.ts';
import type { Vault } from '../../../main/accounts/vault/vault.ts';
import { findAccountHost } from '../../../main/accounts/accountHost.ts';
import type { CrmClient } from '../../../main/crm/types/crmClient.ts';
import { createCrmClient } from '../../../main/crm/createCrmClient.ts';
import { createRateLimiter } from '../../../main/crm/transport/rateLimiter.ts';
import { refreshTokens } from '../../../main/crm/transport/oauthEndpoint.ts';
import { createTransport } from '../../../main/crm/transport/transport.ts';
import type { Clock } from '../../../main/common/clock.ts';
import type { Journal } from '../../../main/journal/journal.ts';
import { browser, decide, settled, type AccountsUnderTest } from './accountsUnderTest.ts';

/** What a start of the app makes of the account that is signed in. */
export interface AppProcess {
  readonly tokens: AccountTokens;
  readonly client: CrmClient;
  /** What windows were told of the tokens, oldest first. */
  readonly heard: (TokenFailure | null)[];
}

interface ProcessOptions {
  /** Key of the account; the first one unless told. */
  readonly account?: string;
  readonly random?: number;
  /** Another connection to the same journal, with its vault. */
  readonly journal?: Journal;
  readonly vault?: Vault;
  /** Runs when the answer to a refresh is there and nothing is committed. */
  readonly answered?: () => void;
}

/** A process over the computer's journal: tokens and a client of the account that is signed in. */
export function startProcess(
  fixture: AccountsUnderTest,
  clock: Clock,
  options: ProcessOptions = {},
): AppProcess {
  const { random = 0, journal = fixture.journal, vault = fixture.vault } = options;
  const row = journal.accounts.list().find(({ key }) => key === (options.account ?? key));
  if (row === undefined) throw new Error('nobody is signed in');
  const heard: (TokenFailure | null)[] = [];
  const tokens = createTokens({
    account: row.key,
    accounts: journal.accounts,
    vault,
    transaction: (work) => journal.transaction(work),
    async refresh({ host, clientId, redirectUri }, clientSecret, refreshToken) {
      const integration = { clientId, clientSecret, redirectUri };
      const answer = await refreshTokens(fixture.exchange, host, integration, refreshToken);
      options.answered?.();
      return answer;
    },
    accountHost: (known, stored) => findAccountHost(fixture.exchange, known, stored),
    clock,
    random: () => random,
    onState: (failure) => heard.push(failure),
  });
  const transport = createTransport({
    host: row.host,
    tokens,
    limiter: createRateLimiter({ clock, requestsPerSecond: 5000 }),
    exchange: fixture.exchange,
    clock,
    random: () => 0,
    hostInstead: (asked) => tokens.hostInstead(asked),
  });
  return { tokens, client: createCrmClient(transport), heard };
}

/** Signs in to romashka in the browser. */
export async function signInToRomashka(fixture: AccountsUnderTest): Promise<void> {
  await fixture.signIn.start(fixture.zone, fixture.integration);
  await browser.get(await decide(fixture.opened.at(-1) ?? '', { decision: 'allow', account: 'romashka' }));
  const state = await settled(fixture.signIn);
  if (state.phase !== 'done') throw new Error(`the sign-in ended in ${JSON.stringify(state)}`);
}
