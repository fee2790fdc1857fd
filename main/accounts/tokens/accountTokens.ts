import { backoffMs, type Backoff } from '../../common/backoff.ts';
import type { OAuthFailure, OAuthResult } from '../../crm/transport/oauthEndpoint.ts';
import type { Clock } from '../../common/clock.ts';
import type { AccountRow, AccountRows } from '../../journal/journal.ts';
import { attempt } from '../../journal/journalError.ts';
import { assertNever, fail, ok, type Result } from '../../common/result.ts';
import type { TokenFailure, TokenSource } from '../../crm/transport/tokenSource.ts';
import type { KeychainFault } from '../../common/keychainFault.ts';
import { whatRefusalMeans } from './refreshRefusal.ts';
import { fromPair, readTokens, writeTokens, type StoredTokens } from './storedTokens.ts';
import type { OpenVault, Vault } from '../vault/vault.ts';
import type { AccountHost } from '../accountHost.ts';
import type { CheckedHost } from '../platformZones.ts';

/** The tokens of one account: handed out, refreshed ahead of time, never lost (docs/accounts.md, "Tokens that survive"). */
export interface AccountTokens extends TokenSource {
  /** Begins to refresh ahead of time. */
  start(): void;
  stop(): void;
  /** Timers stand still while a computer sleeps: looks at once whether a refresh is due. */
  onSystemResume(): void;
  /**
   * The host of the account when it is not the `asked` one, which answered 404: it was renamed
   * (crm-api.md 1.8). The service is asked at most every ten minutes.
   */
  hostInstead(asked: string): Promise<string | null>;
  /** The agent asks for another try: what was refused is sent again. */
  tryAgain(): void;
}

export interface TokensDeps {
  readonly account: string;
  readonly accounts: AccountRows;
  readonly vault: Vault;
  readonly transaction: <T>(work: () => T) => T;
  /** Sends the refresh: `refreshTokens` with the account's host and integration. */
  readonly refresh: (row: AccountRow, clientSecret: string, refreshToken: string) => Promise<OAuthResult>;
  /** `findAccountHost` with the exchange. */
  readonly accountHost: (row: AccountRow, tokens: StoredTokens) => Promise<AccountHost>;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** The account was renamed; its row is changed already. */
  readonly onMoved?: (from: AccountRow, to: AccountRow) => void;
  /** Told what stands in the way, or null when a token was to be had. */
  readonly onState?: (failure: TokenFailure | null) => void;
  /** Told when the tokens could be renewed after that had failed. */
  readonly onRenewedAgain?: () => void;
}

const MINUTE_MS = 60_000;
/** A refresh is due this long before the token ends, and up to `JITTER_MS` earlier. */
const AHEAD_MS = 60 * MINUTE_MS;
const JITTER_MS = 10 * MINUTE_MS;
/** Below this a token is not worth sending. */
const TOO_SHORT_MS = MINUTE_MS;
/** A token this young that the service refuses is not made better by another one. */
const YOUNG_MS = MINUTE_MS;
/** A clock goes so far back by itself. */
const CLOCK_SLACK_MS = 2 * MINUTE_MS;
const PAUSE: Backoff = { firstMs: 1000, longestMs: MINUTE_MS, jitter: 0.5 };
/** A disabled integration or a closed account is looked at again after this. */
const REFUSED_PAUSE_MS = 10 * MINUTE_MS;
const LOOK_AGAIN_MS = 10 * MINUTE_MS;
const HOST_CHECK_EVERY_MS = 10 * MINUTE_MS;

type TokenResult = Result<string, TokenFailure>;
type Loaded = { readonly vault: OpenVault; readonly row: AccountRow; readonly tokens: StoredTokens };

/** Creates the tokens of one account. Everything lasting is in the store; nothing is cached across calls. */
export function createTokens(deps: TokensDeps): AccountTokens {
  const { account, accounts, transaction, clock, random } = deps;
  /** The one refresh under way; set before anything is awaited, so that there cannot be a second. */
  let flight: Promise<TokenResult> | null = null;
  /** A pair that could not be committed (disk full): committed before anything else, used only then. */
  let uncommitted: { readonly next: StoredTokens; readonly previous: StoredTokens } | null = null;
  /** Why the account itself was refused last; said until it is time to ask again. */
  let refusal: TokenFailure | null = null;
  let failuresInARow = 0;
  /** Monotonic, as `askedWhereAt`. */
  let notBefore = Number.NEGATIVE_INFINITY;
  /** When this process was given its pair, which no step of the wall clock makes older. */
  let renewedAt = Number.NEGATIVE_INFINITY;
  let askedWhereAt = Number.NEGATIVE_INFINITY;
  let askingWhere: Promise<AccountHost> | null = null;
  const jitter = random() * JITTER_MS;
  let cancelTimer: () => void = () => undefined;
  let running = false;

  const said = (result: TokenResult): TokenResult => {
    deps.onState?.(result.ok ? null : result.error);
    return result;
  };

  const load = async (): Promise<Result<Loaded, TokenFailure>> => {
    const vault = await deps.vault.open();
    if (!vault.ok) return fail(keychainFailure(vault.error));
    const row = accounts.get(account);
    const sealed = vault.value.get(account, 'tokens');
    if (!sealed.ok) return fail(keychainFailure(sealed.error));
    const tokens = sealed.value === null ? null : readTokens(sealed.value);
    if (row === null || tokens === null || row.state === 'needsSignIn')
      return fail({ kind: 'needsSignIn', words: '' });
    return ok({ vault: vault.value, row, tokens });
  };

  /**
   * How long a token still lives, ms. One of the future was issued before the clock was put back: nobody knows how
   * old it is, so it is renewed, and used meanwhile.
   */
  const lifeLeft = ({ issuedAt, expiresAt }: StoredTokens): number => {
    const isOfFuture = issuedAt > clock.now() + CLOCK_SLACK_MS;
    return isOfFuture ? AHEAD_MS : Math.min(expiresAt - clock.now(), expiresAt - issuedAt);
  };

  const isDue = (tokens: StoredTokens): boolean =>
    tokens.refreshToken !== null && (tokens.refreshSentAt !== null || lifeLeft(tokens) <= AHEAD_MS + jitter);

  /** A long-lived token is used up when the service says so, whatever the computer's clock thinks. */
  const isUsable = (tokens: StoredTokens): boolean =>
    tokens.refreshToken === null ||
    lifeLeft(tokens) > TOO_SHORT_MS ||
    // A wall clock that was put forward makes no token old that this process was given an hour ago.
    clock.monotonic() - renewedAt < tokens.expiresAt - tokens.issuedAt - TOO_SHORT_MS;

  /** False when the disk refused; any other fault is a bug and goes on. */
  const durably = (work: () => void): boolean => attempt(() => transaction(work)).ok;

  const stored = (vault: OpenVault): StoredTokens | null => {
    const sealed = vault.get(account, 'tokens');
    return sealed.ok && sealed.value !== null ? readTokens(sealed.value) : null;
  };

  /**
   * The new pair and the one before it, in one transaction; only then is the new one anybody's. When the
   * agent signed in again meanwhile, that newer pair stays and is the answer; when they signed out, nothing is
   * kept. A refusal that another process met before this commit is taken back with it.
   */
  const commit = (vault: OpenVault, next: StoredTokens, previous: StoredTokens): TokenResult => {
    const now = stored(vault);
    uncommitted = null;
    if (now === null) return fail({ kind: 'needsSignIn', words: '' });
    if (now.refreshToken !== previous.refreshToken) return ok(now.accessToken);
    const done = durably(() => {
      if (accounts.get(account)?.state === 'needsSignIn') accounts.setState(account, 'ready');
      vault.put(account, 'previousTokens', writeTokens(previous));
      vault.put(account, 'tokens', writeTokens(next));
    });
    if (done) return ok(next.accessToken);
    uncommitted = { next, previous };
    return later('disk');
  };

  const later = (words: string): TokenResult => {
    failuresInARow += 1;
    notBefore = clock.monotonic() + backoffMs(failuresInARow, PAUSE, random);
    return fail({ kind: 'unreachable', words });
  };

  const send = async ({ vault, row, tokens }: Loaded, refreshToken: string): Promise<Sent> => {
    const secret = vault.get(account, 'clientSecret');
    if (!secret.ok) return { kind: 'failed', result: fail(keychainFailure(secret.error)) };
    if (secret.value === null) return { kind: 'refused', about: 'client', words: '' };
    const answer = await deps.refresh(row, secret.value, refreshToken);
    if (!answer.ok) {
      if (answer.error.kind === 'refused') return answer.error;
      return { kind: 'failed', result: later(answer.error.words) };
    }
    const next = fromPair(answer.value, clock.now());
    const result = commit(vault, next, tokens);
    if (!result.ok) return { kind: 'failed', result };
    const hadFailed = failuresInARow > 0 || refusal !== null;
    failuresInARow = 0;
    notBefore = Number.NEGATIVE_INFINITY;
    renewedAt = clock.monotonic();
    refusal = null;
    if (hadFailed) deps.onRenewedAgain?.();
    return { kind: 'renewed', result };
  };

  /** The refresh itself. `rejected` is the token a 401 came to, null when it is only due. */
  const run = async (rejected: string | null): Promise<TokenResult> => {
    const loaded = await load();
    if (!loaded.ok) return loaded;
    const { vault, tokens } = loaded.value;
    if (uncommitted) return commit(vault, uncommitted.next, uncommitted.previous);
    // Another refresh, perhaps of another process, was faster.
    const isOther = rejected === null ? !isDue(tokens) : tokens.accessToken !== rejected;
    if (refusal === null && isOther && isUsable(tokens)) return ok(tokens.accessToken);
    if (clock.monotonic() < notBefore) return fail(refusal ?? { kind: 'unreachable', words: '' });
    if (tokens.refreshToken === null) {
      if (rejected !== null) return afterRefusal(tokens, 'grant', '');
      // Refused some time ago: the service says by itself whether it takes the token again.
      refusal = null;
      return ok(tokens.accessToken);
    }
    // Durable before sending: after a crash it is known that this pair may be used up.
    const sending = writeTokens({ ...tokens, refreshSentAt: clock.now() });
    if (!durably(() => vault.put(account, 'tokens', sending))) return later('disk');

    const sent = await send(loaded.value, tokens.refreshToken);
    if (sent.kind !== 'refused') return sent.result;
    return afterRefusal(tokens, sent.about, sent.words);
  };

  /**
   * A refusal is final only when the account was not renamed and no other token is known: a newer one in the
   * store, or the one before.
   */
  const afterRefusal = async (
    refused: StoredTokens,
    about: Refused['about'],
    words: string,
    isFollowed = false,
  ): Promise<TokenResult> => {
    const again = await load();
    if (!again.ok) return again;
    const { row, tokens } = again.value;
    if (!isSame(tokens, refused)) return ok(tokens.accessToken);
    const where = await deps.accountHost(row, tokens);
    if (where.kind === 'moved' && !isFollowed) {
      const moved = follow(row, where.host);
      if (tokens.refreshToken === null) return ok(tokens.accessToken);
      const sent = await send({ ...again.value, row: moved }, tokens.refreshToken);
      if (sent.kind !== 'refused') return sent.result;
      return afterRefusal(refused, sent.about, sent.words, true);
    }
    const meaning = whatRefusalMeans(about, where.kind === 'moved' ? 'here' : where.kind);
    switch (meaning) {
      case 'needsSignIn':
        return signedOutUnlessBefore(again.value, words);
      case 'integrationDisabled':
      case 'accountClosed':
        // The service may take it back: the same token is tried again then, and nothing is given up.
        notBefore = clock.monotonic() + REFUSED_PAUSE_MS;
        refusal = { kind: 'refused', reason: meaning, words };
        return fail(refusal);
      case 'unclear':
        return later(words);
      default:
        return assertNever(meaning);
    }
  };

  /** Tries the pair before, which is kept until the service has answered; then the sign-in is over. */
  const signedOutUnlessBefore = async (loaded: Loaded, words: string): Promise<TokenResult> => {
    const { vault, tokens } = loaded;
    const sealed = vault.get(account, 'previousTokens');
    const previous = sealed.ok && sealed.value !== null ? readTokens(sealed.value) : null;
    const before = previous?.refreshToken ?? null;
    if (before !== null && before !== tokens.refreshToken) {
      const sent = await send(loaded, before);
      if (sent.kind !== 'refused') return sent.result;
    }
    // Another process may have been given a newer pair while we asked.
    const now = stored(vault);
    if (now !== null && !isSame(now, tokens)) return ok(now.accessToken);
    durably(() => {
      vault.delete(account, 'previousTokens');
      accounts.setState(account, 'needsSignIn');
    });
    return fail({ kind: 'needsSignIn', words });
  };

  const follow = (row: AccountRow, { host, subdomain }: CheckedHost): AccountRow => {
    const moved = { ...row, host, subdomain };
    durably(() => {
      accounts.put({ ...(accounts.get(account) ?? row), host, subdomain });
    });
    deps.onMoved?.(row, moved);
    return moved;
  };

  const refreshed = (rejected: string | null): Promise<TokenResult> => {
    flight ??= run(rejected)
      .then(said)
      .finally(() => {
        flight = null;
        arm();
      });
    return flight;
  };

  /** Refreshes at the hour it is due, or after the pause of a failed try. */
  const arm = (): void => {
    cancelTimer();
    if (!running) return;
    void load().then((loaded) => {
      if (!running || flight !== null || !loaded.ok) return;
      const { tokens } = loaded.value;
      if (tokens.refreshToken === null) return;
      const due = isDue(tokens) ? 0 : lifeLeft(tokens) - AHEAD_MS - jitter;
      const pause = Math.max(due, notBefore - clock.monotonic());
      cancelTimer();
      // Looked at now and then: the wall clock may be put right while this waits.
      cancelTimer = clock.schedule(Math.min(pause, LOOK_AGAIN_MS), () => {
        if (isDue(tokens) && clock.monotonic() >= notBefore) void refreshed(null);
        else arm();
      });
    });
  };

  return {
    async accessToken(signal) {
      const loaded = await load();
      if (!loaded.ok) return said(loaded);
      const { tokens } = loaded.value;
      // While the account is refused, the token that was good before is not sent again and again.
      if (refusal !== null || !isUsable(tokens)) return orAborted(refreshed(null), signal);
      // Still good: who asks does not wait for the new one.
      if (isDue(tokens) && clock.monotonic() >= notBefore) void refreshed(null);
      return said(ok(tokens.accessToken));
    },
    async renew(rejected, signal) {
      const loaded = await load();
      if (!loaded.ok) return said(loaded);
      const { tokens } = loaded.value;
      const age =
        renewedAt === Number.NEGATIVE_INFINITY
          ? Math.abs(clock.now() - tokens.issuedAt)
          : clock.monotonic() - renewedAt;
      const isYoung = tokens.refreshToken !== null && age < YOUNG_MS;
      if (tokens.accessToken === rejected && isYoung) return fail({ kind: 'turnedAway', words: '' });
      return orAborted(refreshed(rejected), signal);
    },
    start() {
      running = true;
      arm();
    },
    stop() {
      running = false;
      cancelTimer();
    },
    onSystemResume() {
      notBefore = Number.NEGATIVE_INFINITY;
      arm();
    },
    async hostInstead(asked) {
      const loaded = await load();
      if (!loaded.ok) return null;
      const { row, tokens } = loaded.value;
      if (row.host !== asked) return row.host;
      if (askingWhere === null && clock.monotonic() - askedWhereAt < HOST_CHECK_EVERY_MS) return null;
      askedWhereAt = clock.monotonic();
      // All who got a 404 meanwhile wait for the one answer.
      askingWhere ??= deps.accountHost(row, tokens).finally(() => {
        askingWhere = null;
      });
      const where = await askingWhere;
      if (where.kind !== 'moved') return null;
      return accounts.get(account)?.host === asked ? follow(row, where.host).host : where.host.host;
    },
    tryAgain() {
      notBefore = Number.NEGATIVE_INFINITY;
      failuresInARow = 0;
      refusal = null;
      askedWhereAt = Number.NEGATIVE_INFINITY;
      const row = accounts.get(account);
      if (row?.state === 'needsSignIn' && !row.signedOut) accounts.setState(account, 'ready');
      arm();
    },
  };
}

/** How one sent refresh ended. */
type Sent = { readonly kind: 'renewed' | 'failed'; readonly result: TokenResult } | Refused;
type Refused = Extract<OAuthFailure, { readonly kind: 'refused' }>;

const isSame = (one: StoredTokens, other: StoredTokens): boolean =>
  one.refreshToken === other.refreshToken &&
  (one.refreshToken !== null || one.accessToken === other.accessToken);

function keychainFailure(fault: KeychainFault): TokenFailure {
  return { kind: 'keychain', reason: fault.kind, words: fault.words };
}

/** Who gives up waiting does not end the refresh: others wait for it, too. */
function orAborted(result: Promise<TokenResult>, signal: AbortSignal | undefined): Promise<TokenResult> {
  if (signal === undefined) return result;
  return new Promise((resolve) => {
    const abort = (): void => {
      resolve(fail({ kind: 'unreachable', words: '' }));
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    void result.then((value) => {
      signal.removeEventListener('abort', abort);
      resolve(value);
    });
  });
}
