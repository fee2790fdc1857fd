import type { CrmFailure } from '../crm/types/crmFailure.ts';
import type { RateLimiterState } from '../crm/transport/rateLimiter.ts';
import type { AccountRow, AccountRows } from '../journal/journal.ts';
import type { WayTrouble } from '../network/networkTrouble.ts';
import type { Account, AccountState } from '../../preload/contract.ts';
import { assertNever } from '../common/result.ts';
import type { TokenFailure } from '../crm/transport/tokenSource.ts';
import { distinctName } from './distinctName.ts';

/**
 * The accounts as windows see them: the journal's rows, and over them what is only so for now. A passing
 * state never touches the row, and goes when the account works again.
 */
export interface AccountList {
  list(): readonly Account[];
  get(key: string): Account | null;
  /** A row was put or changed. */
  changed(): void;
  /** From the tokens: null when one was to be had. */
  tokensChanged(key: string, failure: TokenFailure | null): void;
  /** From the exchange: what stands between this computer and the CRM; null when it was reached. */
  networkChanged(key: string, trouble: WayTrouble | null): void;
  /** The CRM turns the account away for more than a moment, though its tokens are new; or lets it in again. */
  turnedAwayChanged(key: string, isTurnedAway: boolean): void;
  /** From the CRM's clock: how far it is ahead of the computer's, ms. */
  clockChanged(key: string, aheadMs: number): void;
  /** From the limiter. */
  limiterChanged(key: string, state: RateLimiterState): void;
  /** From the transport: how a request of this path was answered, null when well. */
  responseReceived(key: string, failure: CrmFailure | null, path: string, isRead: boolean): void;
  onChange(listener: (accounts: readonly Account[]) => void): () => void;
}

interface Passing {
  tokens: AccountState | null;
  limiter: AccountState | null;
  way: AccountState | null;
  turned: AccountState | null;
  answer: AccountState | null;
}

/** Windows hear of another difference of the clocks by this much, ms: it is shown by minutes, and wavers. */
const CLOCK_NEWS_MS = 45_000;
const MINUTE_MS = 60_000;

export interface AccountListDeps {
  readonly rows: AccountRows;
  /** True when secrets are kept in memory only. */
  readonly sessionOnly: () => boolean;
  /** Whether there are tokens of this account, be they good or not. */
  readonly hasTokens: (key: string) => boolean;
}

/** Creates the list over the journal's rows. */
export function createAccountList({ rows, sessionOnly, hasTokens }: AccountListDeps): AccountList {
  const passing = new Map<string, Passing>();
  /** Whole minutes, in ms. */
  const clocksAhead = new Map<string, number>();
  const listeners = new Set<(accounts: readonly Account[]) => void>();
  let last = '';

  const of = (key: string): Passing => {
    const known = passing.get(key) ?? { tokens: null, limiter: null, way: null, turned: null, answer: null };
    passing.set(key, known);
    return known;
  };

  const stateOf = (row: AccountRow): AccountState => {
    if (row.signedOut) return 'signedOut';
    const { tokens, limiter, way, turned, answer } = of(row.key);
    // What the CRM refused is kept: without tokens it was Ringside that could not keep them.
    if (row.state === 'needsSignIn' || tokens === 'needsSignIn')
      return hasTokens(row.key) ? 'needsSignIn' : 'signInLost';
    return tokens ?? limiter ?? way ?? turned ?? answer ?? 'ready';
  };

  const show = (row: AccountRow, all: readonly AccountRow[]): Account => ({
    key: row.key,
    zone: row.zone,
    subdomain: row.subdomain,
    host: row.host,
    accountId: row.accountId,
    name: row.label ?? distinctName(row, all),
    crmName: distinctName(row, all),
    userId: row.userId,
    userName: row.userName,
    colour: row.colour,
    currency: row.currency,
    region: row.region,
    timezone: row.timezone,
    clockAhead: clocksAhead.get(row.key) ?? 0,
    state: stateOf(row),
    way: row.way,
    tokenEndsAt: row.tokenEndsAt,
    sessionOnly: sessionOnly(),
  });

  const list = (): readonly Account[] => {
    const all = rows.list();
    return all.map((row) => show(row, all));
  };

  /** Tells only what is new: every answered request passes here. */
  const tell = (): void => {
    const now = list();
    const text = JSON.stringify(now);
    if (text === last) return;
    last = text;
    for (const listener of listeners) listener(now);
  };

  const set = (key: string, part: keyof Passing, state: AccountState | null): void => {
    const known = of(key);
    if (known[part] === state) return;
    known[part] = state;
    tell();
  };

  return {
    list,
    get(key) {
      const row = rows.get(key);
      return row === null ? null : show(row, rows.list());
    },
    changed() {
      // Signed in again, perhaps: what the tokens said before is not known to be so any more.
      for (const known of passing.values()) known.tokens = null;
      tell();
    },
    tokensChanged(key, failure) {
      set(key, 'tokens', failure === null ? null : tokenState(failure));
      // The refusal is in the row by now.
      if (failure?.kind === 'needsSignIn') tell();
    },
    networkChanged(key, trouble) {
      set(key, 'way', trouble);
    },
    turnedAwayChanged(key, isTurnedAway) {
      set(key, 'turned', isTurnedAway ? 'turnedAway' : null);
    },
    clockChanged(key, aheadMs) {
      if (Math.abs(aheadMs - (clocksAhead.get(key) ?? 0)) < CLOCK_NEWS_MS) return;
      clocksAhead.set(key, Math.round(aheadMs / MINUTE_MS) * MINUTE_MS);
      tell();
    },
    limiterChanged(key, state) {
      set(key, 'limiter', state.kind === 'blocked' ? 'blocked' : null);
    },
    responseReceived(key, failure, path, isRead) {
      const isCore = isRead && CORE_PATH.test(path);
      if (failure?.kind === 'paymentRequired') set(key, 'answer', 'paymentRequired');
      else if (failure?.kind === 'forbidden' && isCore) set(key, 'answer', 'forbidden');
      // That one may be read does not mean that the other may again.
      else if (failure === null && (isCore || of(key).answer !== 'forbidden')) set(key, 'answer', null);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * Lists every agent needs. A 403 for them means that rights or scopes were taken (crm-api.md 2.1). For one
 * card, or for a write, it is about that card, and said there; other routes are for admins alone.
 */
const CORE_PATH = /^\/api\/v4\/(?:account|contacts|companies|leads)$/u;

function tokenState(failure: TokenFailure): AccountState | null {
  switch (failure.kind) {
    case 'needsSignIn':
      return 'needsSignIn';
    case 'unreachable':
    case 'turnedAway':
      return null;
    case 'refused':
      return failure.reason;
    case 'keychain':
      return KEYCHAIN_STATES[failure.reason];
    default:
      return assertNever(failure);
  }
}

const KEYCHAIN_STATES = {
  locked: 'keychainLocked',
  missing: 'keychainMissing',
  wrong: 'keychainWrong',
  denied: 'keychainDenied',
  slow: 'keychainSlow',
} as const;
