import { capWords } from '../amocrm/answer.ts';
import type { Exchange } from '../amocrm/exchange.ts';
import { authorizeUrl, exchangeCode, type OAuthFailure, type TokenPair } from '../amocrm/oauth.ts';
import type { Clock } from '../clock.ts';
import type { AccountRow, AccountRows } from '../journal/journal.ts';
import { attempt as attemptWrite } from '../journal/writeError.ts';
import type { SignInFailure, SignInState } from '../../preload/contract.ts';
import { assertNever } from '../result.ts';
import type { Language } from './donePage.ts';
import { checkIntegration, type CheckedIntegration, type IntegrationInput } from './integrationInput.ts';
import { openLoopback, type Loopback } from './loopback.ts';
import { askNames, createFirstClient } from './naming.ts';
import { signedInRow } from './newAccount.ts';
import { fromPair, writeTokens } from './storedTokens.ts';
import type { OpenVault, Vault } from './vault.ts';
import { checkReferer, zoneOfAccount, type CheckedHost, type ZoneInfo } from './zones.ts';

/** Sign-in in the system's browser, one at a time (design.md 4.4). */
export interface SignIn {
  state(): SignInState;
  /** Opens the browser; resolves once it is open, or with the failure. A sign-in that waits is replaced. */
  start(zone: ZoneInfo, integration: IntegrationInput): Promise<SignInState>;
  /** The same for an account that is here already, with the integration kept sealed. */
  again(account: string): Promise<SignInState>;
  /** Shows the authorize page once more while it is waited for. */
  reopenBrowser(): void;
  /** Ends the waiting. Tokens that are being fetched already are fetched. */
  cancel(): Promise<void>;
  onChange(hear: (state: SignInState) => void): () => void;
}

export interface SignInDeps {
  /** False when the system has no browser to open. */
  readonly openBrowser: (url: string) => Promise<boolean>;
  readonly exchange: Exchange;
  readonly accounts: AccountRows;
  readonly vault: Vault;
  readonly transaction: <T>(work: () => T) => T;
  readonly clock: Clock;
  readonly random: () => number;
  readonly randomBytes: (count: number) => Buffer;
  readonly language: () => Language;
  /** The account's row and tokens are committed. */
  readonly onSignedIn: (account: AccountRow) => void;
}

/** How long the browser is waited for. */
const SIGN_IN_LIFETIME_MS = 10 * 60_000;
const STATE_BYTES = 32;

interface Attempt {
  readonly zone: ZoneInfo;
  readonly integration: CheckedIntegration;
  readonly loopback: Loopback;
  readonly url: string;
}

/** Creates the sign-in. Nothing is sent before the state and then the host of the callback were found right. */
export function createSignIn(deps: SignInDeps): SignIn {
  const { accounts, transaction, clock, exchange } = deps;
  const listeners = new Set<(state: SignInState) => void>();
  let state: SignInState = { phase: 'idle' };
  let current: Attempt | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const become = (next: SignInState): SignInState => {
    state = next;
    for (const hear of listeners) hear(next);
    return next;
  };
  const failed = (zone: ZoneInfo, failure: SignInFailure, words = ''): SignInState =>
    become({ phase: 'failed', zone: zone.zone, failure, words: capWords(words) });

  const cancel = async (): Promise<void> => {
    if (state.phase === 'browser') await current?.loopback.close();
  };

  const openVault = async (zone: ZoneInfo): Promise<OpenVault | null> => {
    const vault = await deps.vault.open();
    if (vault.ok) return vault.value;
    failed(zone, vault.error.kind === 'wrong' ? 'keychainWrong' : 'keychainLocked', vault.error.words);
    return null;
  };

  const begin = async (zone: ZoneInfo, input: IntegrationInput): Promise<SignInState> => {
    if (state.phase === 'exchanging') return state;
    // Also the one that is over and only still shows its clean page: the port is needed.
    await current?.loopback.close();
    const integration = checkIntegration(input);
    if (!integration.ok) return failed(zone, integration.error);
    // Asked now, because after the browser it would be a pity.
    if ((await openVault(zone)) === null) return state;
    const { redirect, clientId } = integration.value;
    const secretState = deps.randomBytes(STATE_BYTES).toString('base64url');
    const opened = await openLoopback({
      redirect,
      state: secretState,
      checkReferer: (referer) => checkReferer(referer, zone),
      lifetimeMs: SIGN_IN_LIFETIME_MS,
      language: deps.language(),
      clock,
    });
    if (!opened.ok) return failed(zone, opened.error, String(redirect.port));
    const loopback = opened.value;
    const url = authorizeUrl(zone.authorizePage, clientId, secretState);
    const attempt: Attempt = { zone, integration: integration.value, loopback, url };
    current = attempt;
    become({ phase: 'browser', zone: zone.zone, expiresAt: clock.now() + SIGN_IN_LIFETIME_MS });
    void finish(attempt);
    if (!(await deps.openBrowser(url))) {
      await loopback.close();
      return failed(zone, 'browserNotOpened');
    }
    return state;
  };

  const finish = async ({ zone, integration, loopback }: Attempt): Promise<void> => {
    const outcome = await loopback.outcome;
    switch (outcome.kind) {
      case 'code':
        become({ phase: 'exchanging', zone: zone.zone });
        await exchangeAndStore(zone, integration, outcome.host, outcome.code);
        return;
      case 'cancelled':
        become({ phase: 'idle' });
        return;
      case 'denied':
      case 'expired':
        failed(zone, outcome.kind);
        return;
      case 'foreignHost':
        failed(zone, 'foreignHost', outcome.referer);
        return;
      default:
        assertNever(outcome);
    }
  };

  const exchangeAndStore = async (
    zone: ZoneInfo,
    { clientId, clientSecret, redirect }: CheckedIntegration,
    host: CheckedHost,
    code: string,
  ): Promise<SignInState> => {
    const integration = { clientId, clientSecret, redirectUri: redirect.text };
    const answer = await exchangeCode(exchange, host.host, integration, code);
    if (!answer.ok) return failed(zone, codeFailure(answer.error), answer.error.words);
    const vault = await openVault(zone);
    if (vault === null) return state;
    // Kept before they are used, under a name of their own until the CRM says whose they are.
    const pending = `${zone.zone}:pending`;
    const tokens = writeTokens(fromPair(answer.value, clock.now()));
    const kept = attemptWrite(() => {
      vault.put(pending, 'tokens', tokens);
    });
    if (!kept.ok) return failed(zone, 'serviceAnswer', kept.error);
    const stored = await nameAndStore(zone, integration, host, answer.value, vault, tokens);
    attemptWrite(() => {
      vault.delete(pending, 'tokens');
    });
    return stored;
  };

  const nameAndStore = async (
    zone: ZoneInfo,
    integration: IntegrationInput,
    host: CheckedHost,
    pair: TokenPair,
    vault: OpenVault,
    tokens: string,
  ): Promise<SignInState> => {
    const names = await askNames(createFirstClient(host.host, pair.accessToken, deps));
    if (!names.ok) {
      const isSilent = ['network', 'timeout', 'server', 'rateLimited', 'blocked'].includes(names.error.kind);
      return failed(zone, isSilent ? 'serviceUnreachable' : 'serviceAnswer', names.error.words);
    }
    const { clientId, clientSecret, redirectUri } = integration;
    const row = signedInRow({ zone, host, names: names.value, clientId, redirectUri }, accounts.list());
    const stored = attemptWrite(() => {
      transaction(() => {
        accounts.put(row);
        vault.put(row.key, 'tokens', tokens);
        vault.put(row.key, 'clientSecret', clientSecret);
        vault.delete(row.key, 'previousTokens');
      });
    });
    if (!stored.ok) return failed(zone, 'serviceAnswer', stored.error);
    deps.onSignedIn(row);
    return become({ phase: 'done', account: row.key });
  };

  /** One after the other, so that two clicks do not fight for the port. */
  const inTurn = (work: () => Promise<SignInState>): Promise<SignInState> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };

  return {
    state: () => state,
    start: (zone, integration) => inTurn(() => begin(zone, integration)),
    again: (account) =>
      inTurn(async () => {
        const row = accounts.get(account);
        if (row === null) return state;
        const zone = zoneOfAccount(row);
        const vault = await openVault(zone);
        if (vault === null) return state;
        const secret = vault.get(account, 'clientSecret');
        if (!secret.ok)
          return failed(zone, secret.error.kind === 'wrong' ? 'keychainWrong' : 'keychainLocked');
        const { clientId, redirectUri } = row;
        return begin(zone, { clientId, clientSecret: secret.value ?? '', redirectUri });
      }),
    reopenBrowser() {
      if (state.phase === 'browser' && current) void deps.openBrowser(current.url);
    },
    cancel,
    onChange(hear) {
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
  };
}

function codeFailure(failure: OAuthFailure): SignInFailure {
  switch (failure.kind) {
    case 'refused':
      if (failure.about === 'client') return 'wrongClient';
      return failure.about === 'grant' ? 'codeRefused' : 'serviceAnswer';
    case 'unreachable':
      return 'serviceUnreachable';
    case 'malformed':
      return 'serviceAnswer';
    default:
      return assertNever(failure);
  }
}
