import type { KeychainFault } from '../../common/keychainFault.ts';
import type { Result } from '../../common/result.ts';

/** What the transport asks of an account's tokens (docs/accounts.md). Implemented by accounts/tokens/accountTokens.ts. */
export interface TokenSource {
  /** A token believed good, refreshed ahead of time when due. */
  accessToken(signal?: AbortSignal): Promise<Result<string, TokenFailure>>;
  /** Called once after a 401: refreshes unless the stored token is already another than `rejected`. */
  renew(rejected: string, signal?: AbortSignal): Promise<Result<string, TokenFailure>>;
}

export type TokenFailure =
  /** Refresh was refused for good. */
  | { readonly kind: 'needsSignIn'; readonly words: string }
  /** Refused for a reason that lies with the account, not with the sign-in, which is kept. */
  | {
      readonly kind: 'refused';
      readonly reason: 'integrationDisabled' | 'accountClosed';
      readonly words: string;
    }
  /** Network, 5xx, 403 HTML: try later, the sign-in is intact. */
  | { readonly kind: 'unreachable'; readonly words: string }
  /** The service refuses a token that it gave out a moment ago: another would be no better. */
  | { readonly kind: 'turnedAway'; readonly words: string }
  | { readonly kind: 'keychain'; readonly reason: KeychainFault['kind']; readonly words: string };
