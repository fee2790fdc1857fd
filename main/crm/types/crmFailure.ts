import type { WayTrouble } from '../../network/networkTrouble.ts';
import type { Result } from '../../common/result.ts';

/** One entry of a validation answer (crm-api.md 2.1). */
export interface ValidationProblem {
  readonly code: string;
  /** Dotted path into the request, for example `custom_fields_values.0.field_id`. */
  readonly path: string;
  readonly detail: string;
}

/**
 * Every way a request to the CRM can fail, as data. `words` are the service's own words, kept for
 * the agent to read; never a token or a body.
 *
 * `maySucceed` on the transport failures says whether the request may have reached the service:
 * after a write with `maySucceed: true` the caller must read before it sends again.
 */
export type CrmFailure =
  | {
      readonly kind: 'network';
      readonly maySucceed: boolean;
      readonly words: string;
      /** Where it is known who stands in the way. */
      readonly way?: WayTrouble;
    }
  | { readonly kind: 'timeout'; readonly maySucceed: boolean; readonly words: string }
  | { readonly kind: 'aborted'; readonly maySucceed: boolean; readonly words: string }
  /**
   * 5xx: the service may have done the write before it broke. Also what says nothing of a request: 3xx, 408, 409,
   * 425 and the like, and any 4xx that is not the API's own word.
   */
  | { readonly kind: 'server'; readonly status: number; readonly maySucceed: true; readonly words: string }
  /** 2xx whose body is not what the schema says; `path` names the first wrong place. */
  | { readonly kind: 'malformed'; readonly path: string; readonly maySucceed: true; readonly words: string }
  | { readonly kind: 'rateLimited'; readonly retryAfterMs: number; readonly words: string }
  /** 403 with HTML: the address or account is blocked for a while (crm-api.md 2.2). */
  | { readonly kind: 'blocked'; readonly words: string }
  /** The sign-in is over: refresh was refused, the agent must sign in again. */
  | { readonly kind: 'needsSignIn'; readonly words: string }
  /** No usable token right now (keychain locked, refresh unreachable): try later. */
  | {
      readonly kind: 'noToken';
      readonly words: string;
      /** The service answered 401 to a token it gave out a moment ago. */
      readonly isTurnedAway?: boolean;
    }
  | { readonly kind: 'paymentRequired'; readonly words: string }
  | { readonly kind: 'forbidden'; readonly words: string }
  | { readonly kind: 'notFound'; readonly words: string }
  /** `POST /calls` or a note: nobody in the CRM has this number, or the entity is gone. */
  | { readonly kind: 'entityNotFound'; readonly words: string }
  | { readonly kind: 'validation'; readonly problems: readonly ValidationProblem[]; readonly words: string }
  /** Any other 4xx of the API. */
  | { readonly kind: 'rejected'; readonly status: number; readonly words: string };

export type CrmResult<T> = Result<T, CrmFailure>;
