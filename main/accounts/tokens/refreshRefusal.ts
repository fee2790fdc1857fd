import { assertNever } from '../../common/result.ts';
import type { AccountHost } from '../accountHost.ts';

/** What the service's refusal of a refresh means for the account. */
export type RefusalMeaning =
  /** This refresh token is over. */
  | 'needsSignIn'
  /** The integration was taken away or disabled, or its secret was made anew. */
  | 'integrationDisabled'
  | 'accountClosed'
  /** It does not fit together: later. */
  | 'unclear';

/**
 * Reads a refusal of the token endpoint together with what the service says of the account's host
 * (crm-api.md 1.5, 1.8, 1.9). UNCERTAIN: the service answers a disabled integration, a wrong secret and
 * a closed account with one and the same "client" 401, and nobody has written down how a closed account's
 * subdomain is answered. So:
 *
 * - a client refused at an account that is where we look: the integration;
 * - an account that is not found: closed;
 * - both refused: the integration, whose text names the closed account as the other possibility;
 * - a grant refused: the sign-in alone, unless the account is gone as well.
 *
 * @param about what was refused; `host`: the account's host does not know the endpoint (404) or itself
 */
export function whatRefusalMeans(
  about: 'grant' | 'client' | 'host',
  where: Exclude<AccountHost['kind'], 'moved'>,
): RefusalMeaning {
  if (where === 'gone') return 'accountClosed';
  switch (about) {
    case 'grant':
      return 'needsSignIn';
    case 'client':
      return where === 'silent' ? 'unclear' : 'integrationDisabled';
    case 'host':
      return where === 'refused' ? 'accountClosed' : 'unclear';
    default:
      return assertNever(about);
  }
}
