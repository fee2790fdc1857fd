import type { AccountList } from './accountList.ts';
import { createTokens } from './tokens/accountTokens.ts';
import type { AccountTokens } from './tokens/accountTokens.ts';
import { createTurnedAway } from './tokens/rejectedTokens.ts';
import type { Vault } from './vault/vault.ts';
import { findAccountHost } from './accountHost.ts';
import type { CrmClient } from '../crm/types/crmClient.ts';
import { createCrmClient } from '../crm/createCrmClient.ts';
import type { Exchange } from '../crm/transport/httpExchange.ts';
import { createRateLimiter } from '../crm/transport/rateLimiter.ts';
import { refreshTokens } from '../crm/transport/oauthEndpoint.ts';
import { createServiceClock } from '../crm/transport/serviceClock.ts';
import type { ServiceClock } from '../crm/transport/serviceClock.ts';
import { createTransport } from '../crm/transport/transport.ts';
import type { Clock } from '../common/clock.ts';
import type { AccountRow, Journal } from '../journal/journal.ts';
import { attempt } from '../journal/journalError.ts';
import type { Serving } from './accountServing.ts';

/** By how much the CRM's clock and the computer's differed last. */
const SERVICE_TIME = 'serviceTime';

/** The line to the CRM of every account: its tokens, its limiter and its client, made once each. */
export interface CrmSessions {
  /** Opens the line of an account; anew when it has just signed in again (its host may have changed). */
  open(account: AccountRow): void;
  /** Ends the line of an account, whose tokens go. */
  end(account: string): void;
  /** The agent asks for another try of what the service refused. */
  tryAgain(account: string): void;
  /** Null for an account that has no line or must sign in. */
  clientOf(account: string): CrmClient | null;
  /** The clock of the account's CRM, the same one as long as Ringside runs. */
  serviceClockOf(account: string): ServiceClock;
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
  /** Told of what each request met. */
  readonly serving?: Pick<Serving, 'ended' | 'renewed' | 'forget'>;
}

export function createCrmSessions(deps: CrmSessionDeps): CrmSessions {
  const { journal, list, exchange, clock, random, serving } = deps;
  const sessions = new Map<string, { readonly tokens: AccountTokens; readonly client: CrmClient }>();

  const turnedAway = createTurnedAway(clock, (account, isTurnedAway) => {
    list.turnedAwayChanged(account, isTurnedAway);
  });
  const serviceClocks = new Map<string, ServiceClock>();

  const tellClock = (account: string, service: ServiceClock): void => {
    const span = service.isSure() ? service.now() : null;
    if (span !== null) list.clockChanged(account, (span.earliest + span.latest) / 2 - clock.now());
  };

  const serviceClockOf = (account: string): ServiceClock => {
    const known =
      serviceClocks.get(account) ??
      createServiceClock({
        clock,
        kept: journal.memory.get(account, SERVICE_TIME),
        keep: (text) => {
          // Of an account that is gone nothing is kept; of a full disk nothing is lost but a hint.
          if (!sessions.has(account)) return;
          attempt(() => {
            journal.memory.put(account, SERVICE_TIME, text);
          });
        },
      });
    serviceClocks.set(account, known);
    return known;
  };

  return {
    open(row) {
      const account = row.key;
      const serviceClock = serviceClockOf(account);
      sessions.get(account)?.tokens.stop();
      const limiter = createRateLimiter({ clock });
      limiter.onChange((state) => {
        list.limiterChanged(account, state);
      });
      /** Whoever asks for the account tells how the way to the CRM is. */
      const ask: Exchange = async (request) => {
        const answer = await exchange(request);
        const trouble = !answer.ok && answer.error.kind === 'network' ? (answer.error.way ?? null) : null;
        if (answer.ok || trouble !== null) list.networkChanged(account, trouble);
        return answer;
      };
      const tokens = createTokens({
        account,
        accounts: journal.accounts,
        vault: deps.vault,
        transaction: (work) => journal.transaction(work),
        async refresh({ host, clientId, redirectUri }, clientSecret, refreshToken) {
          const sentAt = clock.monotonic();
          const integration = { clientId, clientSecret, redirectUri };
          const answer = await refreshTokens(ask, host, integration, refreshToken);
          if (answer.ok && answer.value.serverTime) serviceClock.observeTime(answer.value.serverTime, sentAt);
          return answer;
        },
        accountHost: (known, stored) => findAccountHost(ask, known, stored),
        clock,
        random,
        onMoved: () => {
          list.changed();
        },
        onState: (failure) => {
          list.tokensChanged(account, failure);
        },
        onRenewedAgain: () => {
          serving?.renewed(account);
        },
      });
      const transport = createTransport({
        host: row.host,
        tokens,
        limiter,
        exchange: ask,
        clock,
        random,
        hostInstead: (asked) => tokens.hostInstead(asked),
        onServerDate: (answer, sentAt) => {
          serviceClock.observeResponse(answer, sentAt);
          tellClock(account, serviceClock);
        },
        observeResponse: (failure, path, isRead) => {
          list.responseReceived(account, failure, path, isRead);
        },
        ended: (failure, path, isRead) => {
          serving?.ended(account, failure, path, isRead);
          turnedAway.ended(account, failure, isRead);
        },
      });
      sessions.set(account, {
        tokens,
        client: createCrmClient(transport, { oneStageAtOnce: row.zone === 'kommo.com' }),
      });
      tokens.start();
    },
    end(account) {
      sessions.get(account)?.tokens.stop();
      sessions.delete(account);
      serviceClocks.delete(account);
      serving?.forget(account);
      turnedAway.forget(account);
    },
    tryAgain(account) {
      sessions.get(account)?.tokens.tryAgain();
      list.changed();
    },
    clientOf(account) {
      const state = list.get(account)?.state;
      if (state === 'needsSignIn' || state === 'signInLost' || state === 'signedOut') return null;
      return sessions.get(account)?.client ?? null;
    },
    serviceClockOf,
    onSystemResume() {
      for (const { tokens } of sessions.values()) tokens.onSystemResume();
    },
    close() {
      turnedAway.stop();
      for (const { tokens } of sessions.values()) tokens.stop();
    },
  };
}
