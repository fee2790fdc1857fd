import type { CrmFailure } from '../crm/types/crmFailure.ts';
import type { WriteFailure } from '../journal/journal.ts';
import { assertNever } from '../common/result.ts';

/** Why a write is not carried out: the CRM's failure, or what reading it first showed. */
export type Obstacle =
  CrmFailure | { readonly kind: Exclude<WriteFailure, CrmFailure['kind']>; readonly words: string };

/** What a failed attempt means for its row. */
export type FailureClass =
  /** The service refuses this write: only the agent can change that. */
  | { readonly kind: 'refused' }
  /** It may work later, as it is. */
  | { readonly kind: 'later' }
  /** The whole account must wait: for so long, or (`paused: null`) until it is woken. */
  | {
      readonly kind: 'pause';
      readonly reason: 'rateLimited' | 'blocked' | 'needsSignIn' | 'paymentRequired';
    };

/**
 * Reads a failure as main/outbox/README.md says, of a write and of a reading that a write needs: what a 403 means is said
 * here alone (a list that is refused has nothing for this user, and is left out). However long the service is away, a write only dies of a
 * definite refusal.
 */
export function classifyFailure(failure: Obstacle): FailureClass {
  switch (failure.kind) {
    case 'network':
    case 'timeout':
    case 'aborted':
    case 'server':
    case 'malformed':
    case 'noToken':
      return { kind: 'later' };
    case 'rateLimited':
    case 'blocked':
    case 'needsSignIn':
    case 'paymentRequired':
      return { kind: 'pause', reason: failure.kind };
    case 'forbidden':
    case 'notFound':
    case 'entityNotFound':
    case 'validation':
    case 'rejected':
    case 'changedMeanwhile':
    case 'duplicate':
    case 'halfWritten':
    case 'perhapsDone':
      return { kind: 'refused' };
    default:
      return assertNever(failure);
  }
}

/**
 * Whether a write that failed so may nevertheless be in the CRM. Then the CRM must be read before the
 * write is sent again, because the service does not deduplicate (crm-api.md 4.1).
 */
export function mayBeWritten(failure: CrmFailure): boolean {
  return 'maySucceed' in failure && failure.maySucceed;
}
