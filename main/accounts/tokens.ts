import type { OAuthResult } from '../amocrm/oauth.ts';
import type { Clock } from '../clock.ts';
import type { AccountRow, AccountRows } from '../journal/journal.ts';
import { attempt } from '../journal/writeError.ts';
import { fail, ok, type Result } from '../result.ts';
import type { TokenFailure, TokenSource } from './accounts.ts';
import { fromPair, readTokens, writeTokens, type StoredTokens } from './storedTokens.ts';
import type { OpenVault, Vault } from './vault.ts';

/** The tokens of one account: handed out, refreshed ahead of time, never lost (design.md 7). */
export interface AccountTokens extends TokenSource {
  /** Begins to refresh ahead of time. */
  start(): void;
  stop(): void;
  /** Timers stand still while a computer sleeps: looks at once whether a refresh is due. */
  onSystemResume(): void;
}

export interface TokensDeps {
  readonly account: string;
  readonly accounts: AccountRows;
  readonly vault: Vault;
  readonly transaction: <T>(work: () => T) => T;
  /** Sends the refresh: `refreshTokens` with the account's host and integration. */
  readonly refresh: (row: AccountRow, clientSecret: string, refreshToken: string) => Promise<OAuthResult>;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Told what stands in the way, or null when a token was to be had. */
  readonly onState?: (failure: TokenFailure | null) => void;
}

const MINUTE_MS = 60_000;
/** A refresh is due this long before the token ends, and up to `JITTER_MS` earlier. */
const AHEAD_MS = 60 * MINUTE_MS;
const JITTER_MS = 10 * MINUTE_MS;
/** Below this a token is not worth sending. */
const TOO_SHORT_MS = MINUTE_MS;
/** A token this young that the service refuses is not made better by another one. */
const YOUNG_MS = MINUTE_MS;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = MINUTE_MS;

type TokenResult = Result<string, TokenFailure>;
type Loaded = { readonly vault: OpenVault; readonly row: AccountRow; readonly tokens: StoredTokens };

/** Creates the tokens of one account. Everything lasting is in the store; nothing is cached across calls. */
export function createTokens(deps: TokensDeps): AccountTokens {
  const { account, accounts, transaction, clock, random } = deps;
  /** The one refresh under way; set before anything is awaited, so that there cannot be a second. */
  let flight: Promise<TokenResult> | null = null;
  /** A pair that could not be committed (disk full): committed before anything else, used only then. */
  let uncommitted: { readonly next: StoredTokens; readonly previous: StoredTokens } | null = null;
  let failuresInARow = 0;
  let notBefore = 0;
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

  const isDue = (tokens: StoredTokens): boolean =>
    tokens.refreshSentAt !== null || clock.now() >= tokens.expiresAt - AHEAD_MS - jitter;

  const isUsable = (tokens: StoredTokens): boolean => clock.now() < tokens.expiresAt - TOO_SHORT_MS;

  /** False when the disk refused; any other fault is a bug and goes on. */
  const durably = (work: () => void): boolean => attempt(() => transaction(work)).ok;

  const stored = (vault: OpenVault): StoredTokens | null => {
    const sealed = vault.get(account, 'tokens');
    return sealed.ok && sealed.value !== null ? readTokens(sealed.value) : null;
  };

  /**
   * The new pair and the one before it, in one transaction; only then is the new one anybody's. When the
   * agent signed in again meanwhile, that newer pair stays and is the answer.
   */
  const commit = (vault: OpenVault, next: StoredTokens, previous: StoredTokens): TokenResult => {
    const now = stored(vault);
    uncommitted = null;
    if (now !== null && now.refreshToken !== previous.refreshToken) return ok(now.accessToken);
    const done = durably(() => {
      vault.put(account, 'previousTokens', writeTokens(previous));
      vault.put(account, 'tokens', writeTokens(next));
    });
    if (done) return ok(next.accessToken);
    uncommitted = { next, previous };
    return later('disk');
  };

  const later = (words: string): TokenResult => {
    failuresInARow += 1;
    const most = Math.min(FIRST_PAUSE_MS * 2 ** (failuresInARow - 1), LONGEST_PAUSE_MS);
    notBefore = clock.now() + most / 2 + (random() * most) / 2;
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
    failuresInARow = 0;
    notBefore = 0;
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
    if (isOther && isUsable(tokens)) return ok(tokens.accessToken);
    if (clock.now() < notBefore) return fail({ kind: 'unreachable', words: '' });
    // Durable before sending: after a crash it is known that this pair may be used up.
    const sending = writeTokens({ ...tokens, refreshSentAt: clock.now() });
    if (!durably(() => vault.put(account, 'tokens', sending))) return later('disk');

    const sent = await send(loaded.value, tokens.refreshToken);
    if (sent.kind !== 'refused') return sent.result;
    return afterRefusal(tokens, sent.about === 'grant', sent.words);
  };

  /** A refusal is final only when no other token is known: a newer one in the store, or the one before, once. */
  const afterRefusal = async (
    refused: StoredTokens,
    isGrant: boolean,
    words: string,
  ): Promise<TokenResult> => {
    const again = await load();
    if (!again.ok) return again;
    const { vault, tokens } = again.value;
    if (tokens.refreshToken !== refused.refreshToken) return ok(tokens.accessToken);
    const previous = isGrant ? takePrevious(vault) : null;
    if (previous !== null && previous.refreshToken !== refused.refreshToken) {
      const sent = await send(again.value, previous.refreshToken);
      if (sent.kind !== 'refused') return sent.result;
    }
    durably(() => {
      accounts.setState(account, 'needsSignIn');
    });
    return fail({ kind: 'needsSignIn', words });
  };

  /** The pair before, which is tried at most once and forgotten with it. */
  const takePrevious = (vault: OpenVault): StoredTokens | null => {
    const sealed = vault.get(account, 'previousTokens');
    if (!sealed.ok || sealed.value === null) return null;
    durably(() => {
      vault.delete(account, 'previousTokens');
    });
    return readTokens(sealed.value);
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
      const due = isDue(tokens) ? clock.now() : tokens.expiresAt - AHEAD_MS - jitter;
      cancelTimer();
      cancelTimer = clock.schedule(Math.max(due, notBefore) - clock.now(), () => void refreshed(null));
    });
  };

  return {
    async accessToken(signal) {
      const loaded = await load();
      if (!loaded.ok) return said(loaded);
      const { tokens } = loaded.value;
      if (!isUsable(tokens)) return orAborted(refreshed(null), signal);
      // Still good: who asks does not wait for the new one.
      if (isDue(tokens) && clock.now() >= notBefore) void refreshed(null);
      return said(ok(tokens.accessToken));
    },
    async renew(rejected, signal) {
      const loaded = await load();
      if (!loaded.ok) return said(loaded);
      const { tokens } = loaded.value;
      const isYoung = Math.abs(clock.now() - tokens.issuedAt) < YOUNG_MS;
      if (tokens.accessToken === rejected && isYoung) return fail({ kind: 'unreachable', words: '' });
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
      notBefore = 0;
      arm();
    },
  };
}

/** How one sent refresh ended. */
type Sent =
  | { readonly kind: 'renewed' | 'failed'; readonly result: TokenResult }
  | { readonly kind: 'refused'; readonly about: 'grant' | 'client' | 'host'; readonly words: string };

function keychainFailure(fault: {
  readonly kind: 'locked' | 'missing' | 'wrong';
  readonly words: string;
}): TokenFailure {
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
