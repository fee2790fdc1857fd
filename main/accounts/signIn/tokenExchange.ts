import type { Exchange } from '../../crm/transport/httpExchange.ts';
import { exchangeCode, type TokenPair } from '../../crm/transport/oauthEndpoint.ts';
import type { Clock } from '../../common/clock.ts';
import type { AccountRow, AccountRows } from '../../journal/journal.ts';
import { attempt as attemptWrite } from '../../journal/journalError.ts';
import type { SignInFailure } from '../../../preload/contract.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { IntegrationInput } from './integrationInput.ts';
import { readClaims } from '../tokens/jwt.ts';
import { askNames, createFirstClient } from './accountNames.ts';
import { signedInRow } from './newAccount.ts';
import { codeFailure, namesFailure } from './signInFailure.ts';
import { fromLongLived, fromPair, writeTokens, type StoredTokens } from '../tokens/storedTokens.ts';
import type { OpenVault } from '../vault/vault.ts';
import type { CheckedHost, ZoneInfo } from '../platformZones.ts';

/** Why there is no account at the end, with the service's words. */
export interface ExchangeFailure {
  readonly failure: SignInFailure;
  readonly words: string;
}
export type ExchangeResult = Result<AccountRow, ExchangeFailure>;

/** From a code or a token to an account in the journal, the same for every way in. */
export interface TokenExchange {
  fromCode(context: SignInContext, integration: IntegrationInput, code: string): Promise<ExchangeResult>;
  fromToken(context: SignInContext, token: string): Promise<ExchangeResult>;
}

/** Through which door the agent comes. */
export interface SignInContext {
  readonly zone: ZoneInfo;
  readonly host: CheckedHost;
  readonly way: AccountRow['way'];
  readonly vault: OpenVault;
  /** The account that is to be signed in again: no other is taken. */
  readonly expected: string | null;
}

interface TokenExchangeDeps {
  readonly exchange: Exchange;
  readonly accounts: AccountRows;
  readonly transaction: <T>(work: () => T) => T;
  readonly clock: Clock;
  readonly random: () => number;
}

const NO_INTEGRATION = { clientId: '', clientSecret: '', redirectUri: '' };

export function createTokenExchange(deps: TokenExchangeDeps): TokenExchange {
  const { accounts, transaction, clock, exchange } = deps;
  const failed = (failure: SignInFailure, words = ''): ExchangeResult => fail({ failure, words });

  /** Kept before they are used, under a name of their own until the CRM says whose they are. */
  const keepPending = (context: SignInContext, pair: TokenPair): Result<() => void, ExchangeFailure> => {
    const pending = `${context.zone.zone}:pending`;
    const kept = attemptWrite(() => {
      context.vault.put(pending, 'tokens', writeTokens(fromPair(pair, clock.now())));
    });
    if (!kept.ok) return fail({ failure: 'disk', words: '' });
    return ok(() => {
      attemptWrite(() => {
        context.vault.delete(pending, 'tokens');
      });
    });
  };

  const nameAndStore = async (
    context: SignInContext,
    integration: IntegrationInput,
    tokens: StoredTokens,
  ): Promise<ExchangeResult> => {
    const { zone, host, way, vault } = context;
    const service = hearingTime(exchange);
    const first = createFirstClient(host.host, tokens.accessToken, { ...deps, exchange: service.exchange });
    const names = await askNames(first);
    if (!names.ok) {
      // Which of its reasons the CRM had it does not say.
      const isEnded = tokens.refreshToken === null && tokens.expiresAt <= (service.now() ?? clock.now());
      if (names.error.kind === 'needsSignIn' && isEnded) return failed('tokenEnded', names.error.words);
      return failed(namesFailure(names.error), names.error.words);
    }
    const { clientId, clientSecret, redirectUri } = integration;
    const tokenEndsAt = tokens.refreshToken === null ? tokens.expiresAt : null;
    const row = signedInRow(
      { zone, host, names: names.value, clientId, redirectUri, way, tokenEndsAt },
      accounts.list(),
    );
    const claimed = readClaims(tokens.accessToken)?.accountId ?? row.accountId;
    const isOther = context.expected !== null && context.expected !== row.key;
    if (isOther || claimed !== row.accountId) {
      return failed('otherAccount', [row.name, row.userName].filter((name) => name !== '').join(', '));
    }
    const stored = attemptWrite(() => {
      transaction(() => {
        accounts.put(row);
        vault.put(row.key, 'tokens', writeTokens(tokens));
        if (tokens.refreshToken === null) vault.delete(row.key, 'clientSecret');
        else vault.put(row.key, 'clientSecret', clientSecret);
        vault.delete(row.key, 'previousTokens');
      });
    });
    return stored.ok ? ok(row) : failed('disk');
  };

  return {
    async fromCode(context, integration, code) {
      const answer = await exchangeCode(exchange, context.host.host, integration, code);
      if (!answer.ok) return failed(codeFailure(answer.error), answer.error.words);
      const kept = keepPending(context, answer.value);
      if (!kept.ok) return kept;
      const stored = await nameAndStore(context, integration, fromPair(answer.value, clock.now()));
      kept.value();
      return stored;
    },
    fromToken(context, token) {
      const claims = readClaims(token);
      if (claims === null) return Promise.resolve(failed('badToken'));
      const { baseDomain, expiresAt } = claims;
      const isZone = baseDomain === null || context.zone.domains.includes(baseDomain);
      if (!isZone) return Promise.resolve(failed('otherZone', baseDomain));
      // Whether it has ended the CRM says: the computer's clock may be wrong.
      return nameAndStore(context, NO_INTEGRATION, fromLongLived(token, expiresAt, clock.now()));
    },
  };
}

/** An exchange that remembers what the time was by the service's answers; `now` is Unix ms, null when none told. */
function hearingTime(exchange: Exchange): { readonly exchange: Exchange; readonly now: () => number | null } {
  let lastAnsweredAt: number | null = null;
  return {
    async exchange(request) {
      const answer = await exchange(request);
      const at = answer.ok ? Date.parse(answer.value.date ?? '') : Number.NaN;
      if (Number.isFinite(at)) lastAnsweredAt = at;
      return answer;
    },
    now: () => lastAnsweredAt,
  };
}
