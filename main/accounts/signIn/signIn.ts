import { capWords } from '../../crm/transport/responseCheck.ts';
import type { Exchange } from '../../crm/transport/httpExchange.ts';
import { authorizeUrl } from '../../crm/transport/oauthEndpoint.ts';
import type { Clock } from '../../common/clock.ts';
import type { AccountRow, AccountRows } from '../../journal/journal.ts';
import type { SignInFailure, SignInState } from '../../../preload/contract.ts';
import { assertNever } from '../../common/result.ts';
import type { Speech } from '../../common/language.ts';
import { createTokenExchange, type ExchangeResult } from './tokenExchange.ts';
import { readAddress } from './accountAddress.ts';
import {
  checkIntegration,
  checkKeys,
  type CheckedIntegration,
  type IntegrationInput,
} from './integrationInput.ts';
import { whenPortIsFree } from '../../common/freePort.ts';
import { openLoopback, type Loopback } from './loopbackListener.ts';
import { keychainFailure } from './signInFailure.ts';
import type { OpenVault, Vault } from '../vault/vault.ts';
import { checkReferer, zoneOfAccount, type CheckedHost, type ZoneInfo } from '../platformZones.ts';

/** What is typed for a pasted code: where the account lives, the integration, the code. */
export interface CodeInput extends IntegrationInput {
  readonly address: string;
  readonly code: string;
}

export interface TokenInput {
  readonly address: string;
  /** A long-lived one (crm-api.md 1.7). */
  readonly token: string;
}

/** The ways into an account, one sign-in at a time (docs/accounts.md, "Four ways in"). */
export interface SignIn {
  state(): SignInState;
  /** Opens the browser; resolves once it is open, or with the failure. A sign-in that waits is replaced. */
  start(zone: ZoneInfo, integration: IntegrationInput): Promise<SignInState>;
  withCode(zone: ZoneInfo, input: CodeInput): Promise<SignInState>;
  withToken(zone: ZoneInfo, input: TokenInput): Promise<SignInState>;
  /**
   * The same for an account that is here already, with the integration kept sealed; no other account is taken.
   * What cannot be repeated without something typed becomes the state `form`.
   */
  again(account: string): Promise<SignInState>;
  /** Asks for the form of an account's own way, or (null) for a fresh start. */
  wantForm(account: string | null): SignInState;
  /** Shows the authorize page once more while it is waited for. */
  reopenBrowser(): void;
  /** Ends the waiting. Tokens that are being fetched already are fetched. */
  cancel(): Promise<void>;
  onChange(listener: (state: SignInState) => void): () => void;
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
  readonly speech: Speech;
  /** Where a relay hands callbacks to; default `RELAY_LISTENER`. */
  readonly relayListener?: string;
  /** The account's row and tokens are committed. */
  readonly onSignedIn: (account: AccountRow) => void;
}

/** How long the browser is waited for. */
const SIGN_IN_LIFETIME_MS = 10 * 60_000;
const STATE_BYTES = 32;
const CODE = /^[\x21-\x7e]{8,4000}$/u;

interface Attempt {
  readonly zone: ZoneInfo;
  readonly integration: CheckedIntegration;
  readonly loopback: Loopback;
  readonly url: string;
  /** The account that is to be signed in again, null for any. */
  readonly expected: string | null;
}

/** Creates the sign-in. Nothing is sent before the state and then the host of the callback were found right. */
export function createSignIn(deps: SignInDeps): SignIn {
  const { accounts, clock } = deps;
  const first = createTokenExchange(deps);
  const listeners = new Set<(state: SignInState) => void>();
  let state: SignInState = { phase: 'idle' };
  let current: Attempt | null = null;
  /** The account the form was asked for: no other is taken. */
  let expected: string | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  /** Ends the waiting for a port that another program has: whatever comes next is another sign-in. */
  let stopWaiting = (): void => undefined;

  const become = (next: SignInState): SignInState => {
    stopWaiting();
    stopWaiting = () => undefined;
    state = next;
    for (const listener of listeners) listener(next);
    return next;
  };
  const failed = (zone: ZoneInfo, failure: SignInFailure, words = ''): SignInState =>
    become({ phase: 'failed', zone: zone.zone, failure, words: capWords(words) });

  const cancel = async (): Promise<void> => {
    expected = null;
    if (state.phase === 'browser') await current?.loopback.close();
    else if (state.phase === 'form' || state.phase === 'failed') become({ phase: 'idle' });
  };

  /** The account whose form was asked for, where it is one of this zone. */
  const expectedIn = (zone: ZoneInfo): string | null =>
    expected !== null && accounts.get(expected)?.zone === zone.zone ? expected : null;

  const openVault = async (zone: ZoneInfo): Promise<OpenVault | null> => {
    const vault = await deps.vault.open();
    if (vault.ok) return vault.value;
    failed(zone, keychainFailure(vault.error), vault.error.words);
    return null;
  };

  const begin = async (
    zone: ZoneInfo,
    input: IntegrationInput,
    wanted: string | null,
  ): Promise<SignInState> => {
    if (state.phase === 'exchanging') return state;
    // Also the one that is over and only still shows its clean page: the port is needed.
    await current?.loopback.close();
    const integration = checkIntegration(input, deps.relayListener);
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
      speech: deps.speech,
      clock,
    });
    if (!opened.ok) {
      const shown = failed(zone, opened.error, String(redirect.port));
      stopWaiting = whenPortIsFree(clock, { port: redirect.port }, () => {
        void inTurn(async () => (state === shown ? begin(zone, input, wanted) : state));
      });
      return shown;
    }
    const loopback = opened.value;
    const url = authorizeUrl(zone.authorizePage, clientId, secretState);
    const attempt: Attempt = { zone, integration: integration.value, loopback, url, expected: wanted };
    current = attempt;
    become({ phase: 'browser', zone: zone.zone, expiresAt: clock.now() + SIGN_IN_LIFETIME_MS });
    void finish(attempt);
    if (!(await deps.openBrowser(url))) {
      await loopback.close();
      return failed(zone, 'browserNotOpened');
    }
    return state;
  };

  const finish = async ({ zone, integration, loopback, ...attempt }: Attempt): Promise<void> => {
    const outcome = await loopback.outcome;
    switch (outcome.kind) {
      case 'code':
        await enter(zone, (vault) => {
          const { clientId, clientSecret, redirect } = integration;
          const { text: redirectUri, way } = redirect;
          const context = { zone, host: outcome.host, way, vault, expected: attempt.expected };
          return first.fromCode(context, { clientId, clientSecret, redirectUri }, outcome.code);
        });
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

  /** Goes through with what was given, whatever the way; says how it ended. */
  const enter = async (
    zone: ZoneInfo,
    work: (vault: OpenVault) => Promise<ExchangeResult>,
  ): Promise<SignInState> => {
    become({ phase: 'exchanging', zone: zone.zone });
    const vault = await openVault(zone);
    if (vault === null) return state;
    const entered = await work(vault);
    if (!entered.ok) return failed(zone, entered.error.failure, entered.error.words);
    expected = null;
    deps.onSignedIn(entered.value);
    return become({ phase: 'done', account: entered.value.key });
  };

  const withCode = async (zone: ZoneInfo, input: CodeInput): Promise<SignInState> => {
    const prepared = await prepare(zone, input.address);
    if (prepared === null) return state;
    const integration = checkKeys(input);
    if (!integration.ok) return failed(zone, integration.error);
    const code = input.code.trim();
    if (!CODE.test(code)) return failed(zone, 'badCode');
    return enter(zone, (vault) =>
      first.fromCode(
        { zone, host: prepared, way: 'code', vault, expected: expectedIn(zone) },
        integration.value,
        code,
      ),
    );
  };

  const withToken = async (zone: ZoneInfo, input: TokenInput): Promise<SignInState> => {
    const host = await prepare(zone, input.address);
    if (host === null) return state;
    const token = input.token.trim();
    return enter(zone, (vault) =>
      first.fromToken({ zone, host, way: 'token', vault, expected: expectedIn(zone) }, token),
    );
  };

  /** The address checked, and a sign-in that waits for the browser ended. */
  const prepare = async (zone: ZoneInfo, address: string): Promise<CheckedHost | null> => {
    if (state.phase === 'exchanging') return null;
    await current?.loopback.close();
    const host = readAddress(address, zone);
    if (host.ok) return host.value;
    failed(zone, host.error);
    return null;
  };

  const wantForm = (account: string | null): SignInState => {
    expected = account;
    const row = account === null ? null : accounts.get(account);
    // A sign-in on its way goes on; how an earlier one ended is not the new window's business.
    const isUnderWay = state.phase === 'browser' || state.phase === 'exchanging';
    if (row === null) return isUnderWay ? state : become({ phase: 'idle' });
    return become({ phase: 'form', zone: row.zone, way: row.way, subdomain: row.subdomain });
  };

  /** One after the other, so that two clicks do not fight for the port. */
  const inTurn = (work: () => Promise<SignInState>): Promise<SignInState> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };

  return {
    state: () => state,
    start: (zone, integration) => inTurn(() => begin(zone, integration, expectedIn(zone))),
    withCode: (zone, input) => inTurn(() => withCode(zone, input)),
    withToken: (zone, input) => inTurn(() => withToken(zone, input)),
    again: (account) =>
      inTurn(async () => {
        const row = accounts.get(account);
        if (row === null) return state;
        const zone = zoneOfAccount(row);
        const vault = await openVault(zone);
        if (vault === null) return state;
        const secret = vault.get(account, 'clientSecret');
        if (!secret.ok) return failed(zone, keychainFailure(secret.error));
        const isRepeatable = row.way === 'browser' || row.way === 'relay';
        if (!isRepeatable || secret.value === null) return wantForm(account);
        const { clientId, redirectUri } = row;
        return begin(zone, { clientId, clientSecret: secret.value, redirectUri }, account);
      }),
    wantForm,
    reopenBrowser() {
      if (state.phase === 'browser' && current) void deps.openBrowser(current.url);
    },
    cancel,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
