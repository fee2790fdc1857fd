import type { Exchange } from '../amocrm/exchange.ts';
import { exchangeCode, type TokenPair } from '../amocrm/oauth.ts';
import type { Clock } from '../clock.ts';
import type { AccountRow, AccountRows } from '../journal/journal.ts';
import { attempt as attemptWrite } from '../journal/writeError.ts';
import type { SignInFailure } from '../../preload/contract.ts';
import { fail, ok, type Result } from '../result.ts';
import type { IntegrationInput } from './integrationInput.ts';
import { readClaims } from './jwt.ts';
import { askNames, createFirstClient } from './naming.ts';
import { signedInRow } from './newAccount.ts';
import { codeFailure, namesFailure } from './signInFailure.ts';
import { fromLongLived, fromPair, writeTokens, type StoredTokens } from './storedTokens.ts';
import type { OpenVault } from './vault.ts';
import type { CheckedHost, ZoneInfo } from './zones.ts';

/** Why there is no account at the end, with the service's words. */
export interface FirstFailure {
  readonly failure: SignInFailure;
  readonly words: string;
}
export type FirstResult = Result<AccountRow, FirstFailure>;

/** From a code or a token to an account in the journal, the same for every way in. */
export interface FirstTokens {
  fromCode(door: Door, integration: IntegrationInput, code: string): Promise<FirstResult>;
  fromToken(door: Door, token: string): Promise<FirstResult>;
}

/** Through which door the agent comes. */
export interface Door {
  readonly zone: ZoneInfo;
  readonly host: CheckedHost;
  readonly way: AccountRow['way'];
  readonly vault: OpenVault;
  /** The account that is to be signed in again: no other is taken. */
  readonly expected: string | null;
}

interface FirstDeps {
  readonly exchange: Exchange;
  readonly accounts: AccountRows;
  readonly transaction: <T>(work: () => T) => T;
  readonly clock: Clock;
  readonly random: () => number;
}

const NO_INTEGRATION = { clientId: '', clientSecret: '', redirectUri: '' };

export function createFirstTokens(deps: FirstDeps): FirstTokens {
  const { accounts, transaction, clock, exchange } = deps;
  const failed = (failure: SignInFailure, words = ''): FirstResult => fail({ failure, words });

  /** Kept before they are used, under a name of their own until the CRM says whose they are. */
  const keepPending = (door: Door, pair: TokenPair): Result<() => void, FirstFailure> => {
    const pending = `${door.zone.zone}:pending`;
    const kept = attemptWrite(() => {
      door.vault.put(pending, 'tokens', writeTokens(fromPair(pair, clock.now())));
    });
    if (!kept.ok) return fail({ failure: 'disk', words: '' });
    return ok(() => {
      attemptWrite(() => {
        door.vault.delete(pending, 'tokens');
      });
    });
  };

  const nameAndStore = async (
    door: Door,
    integration: IntegrationInput,
    tokens: StoredTokens,
  ): Promise<FirstResult> => {
    const { zone, host, way, vault } = door;
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
    const isOther = door.expected !== null && door.expected !== row.key;
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
    async fromCode(door, integration, code) {
      const answer = await exchangeCode(exchange, door.host.host, integration, code);
      if (!answer.ok) return failed(codeFailure(answer.error), answer.error.words);
      const kept = keepPending(door, answer.value);
      if (!kept.ok) return kept;
      const stored = await nameAndStore(door, integration, fromPair(answer.value, clock.now()));
      kept.value();
      return stored;
    },
    fromToken(door, token) {
      const claims = readClaims(token);
      if (claims === null) return Promise.resolve(failed('badToken'));
      const { baseDomain, expiresAt } = claims;
      const isZone = baseDomain === null || door.zone.domains.includes(baseDomain);
      if (!isZone) return Promise.resolve(failed('otherZone', baseDomain));
      // Whether it has ended the CRM says: the desk's clock may be wrong.
      return nameAndStore(door, NO_INTEGRATION, fromLongLived(token, expiresAt, clock.now()));
    },
  };
}

/** An exchange that remembers what the time was by the service's answers; `now` is Unix ms, null when none told. */
function hearingTime(exchange: Exchange): { readonly exchange: Exchange; readonly now: () => number | null } {
  let told: number | null = null;
  return {
    async exchange(request) {
      const answer = await exchange(request);
      const at = answer.ok ? Date.parse(answer.value.date ?? '') : Number.NaN;
      if (Number.isFinite(at)) told = at;
      return answer;
    },
    now: () => told,
  };
}
