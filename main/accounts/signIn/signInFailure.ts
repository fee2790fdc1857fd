import type { CrmFailure } from '../../crm/types/crmFailure.ts';
import type { OAuthFailure } from '../../crm/transport/oauthEndpoint.ts';
import type { SignInFailure } from '../../../preload/contract.ts';
import { assertNever } from '../../common/result.ts';
import type { KeychainFault } from '../../common/keychainFault.ts';

/** What the token endpoint's refusal of a code means to the agent (crm-api.md 1.5). */
export function codeFailure(failure: OAuthFailure): SignInFailure {
  switch (failure.kind) {
    case 'refused':
      if (failure.about === 'client') return 'wrongClient';
      return failure.about === 'host' ? 'noSuchAccount' : codeHint(failure.words);
    case 'unreachable':
      return failure.way ?? silence(failure.because);
    case 'malformed':
      return 'serviceAnswer';
    default:
      return assertNever(failure);
  }
}

/** The hints after the first are in the style of the service's OAuth server and UNCERTAIN. */
function codeHint(words: string): SignInFailure {
  if (/revoked/iu.test(words)) return 'codeUsed';
  if (/expired/iu.test(words)) return 'codeExpired';
  if (/decrypt/iu.test(words)) return 'codeUnknown';
  return /not linked to client/iu.test(words) ? 'wrongClient' : 'codeRefused';
}

/** What it means when the CRM does not tell whose a token is. */
export function namesFailure(failure: CrmFailure): SignInFailure {
  switch (failure.kind) {
    case 'needsSignIn':
      return 'tokenRefused';
    case 'notFound':
      return 'noSuchAccount';
    case 'forbidden':
      return 'noRights';
    case 'network':
      return failure.way ?? silence(failure.kind);
    case 'server':
      // Where there is no account at all, the service's own page may say so.
      return failure.status === 404 ? 'noSuchAccount' : silence(failure.kind);
    default:
      return silence(failure.kind);
  }
}

function silence(kind: CrmFailure['kind']): SignInFailure {
  switch (kind) {
    case 'paymentRequired':
      return 'notPaid';
    case 'blocked':
      return 'serviceBlocked';
    case 'network':
    case 'timeout':
    case 'server':
    case 'rateLimited':
    case 'malformed':
      return 'serviceUnreachable';
    default:
      return 'serviceAnswer';
  }
}

/** A keychain that does not open. `missing` does not keep anybody from signing in: it is a session then. */
export function keychainFailure(fault: KeychainFault): SignInFailure {
  switch (fault.kind) {
    case 'wrong':
      return 'keychainWrong';
    case 'denied':
      return 'keychainDenied';
    case 'slow':
      return 'keychainSlow';
    default:
      return 'keychainLocked';
  }
}
