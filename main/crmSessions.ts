import type { AccountList } from './accounts/accountList.ts';
import { createTokens } from './accounts/tokens.ts';
import type { AccountTokens } from './accounts/tokens.ts';
import type { Vault } from './accounts/vault.ts';
import type { CrmClient } from './amocrm/client.ts';
import { createCrmClient } from './amocrm/createCrmClient.ts';
import type { Exchange } from './amocrm/exchange.ts';
import { createLimiter } from './amocrm/limiter.ts';
import { refreshTokens } from './amocrm/oauth.ts';
import { createTransport } from './amocrm/transport.ts';
import type { Clock } from './clock.ts';
import type { AccountRow, Journal } from './journal/journal.ts';

/** The line to the CRM of every account: its tokens, its limiter and its client, made once each. */
export interface CrmSessions {
  /** Opens the line of an account; anew when it has just signed in again (its host may have changed). */
  open(account: AccountRow): void;
  /** Null for an account that has no line or must sign in. */
  clientOf(account: string): CrmClient | null;
  /** The computer woke: refreshes that were due in its sleep are made up for. */
  onSystemResume(): void;
  close(): void;
}

interface CrmSessionDeps {
  readonly journal: Journal;
  readonly vault: Vault;
  readonly list: AccountList;
  readonly exchange: Exchange;
  readonly clock: Clock;
  readonly random: () => number;
}

export function createCrmSessions(deps: CrmSessionDeps): CrmSessions {
  const { journal, list, exchange, clock, random } = deps;
  const sessions = new Map<string, { readonly tokens: AccountTokens; readonly client: CrmClient }>();

  return {
    open(row) {
      const account = row.key;
      sessions.get(account)?.tokens.stop();
      const limiter = createLimiter({ clock });
      limiter.onChange((state) => {
        list.heardLimiter(account, state);
      });
      const tokens = createTokens({
        account,
        accounts: journal.accounts,
        vault: deps.vault,
        transaction: (work) => journal.transaction(work),
        refresh: ({ host, clientId, redirectUri }, clientSecret, refreshToken) =>
          refreshTokens(exchange, host, { clientId, clientSecret, redirectUri }, refreshToken),
        clock,
        random,
        onState: (failure) => {
          list.heardTokens(account, failure);
        },
      });
      const transport = createTransport({
        host: row.host,
        tokens,
        limiter,
        exchange,
        clock,
        random,
        heard: (failure) => {
          list.heardAnswer(account, failure);
        },
      });
      sessions.set(account, { tokens, client: createCrmClient(transport) });
      tokens.start();
    },
    clientOf: (account) =>
      list.get(account)?.state === 'needsSignIn' ? null : (sessions.get(account)?.client ?? null),
    onSystemResume() {
      for (const { tokens } of sessions.values()) tokens.onSystemResume();
    },
    close() {
      for (const { tokens } of sessions.values()) tokens.stop();
    },
  };
}
