import type { Match } from '../../preload/contract.ts';
import type { CrmFailure } from '../amocrm/failures.ts';
import type { PhoneNumber } from '../calls/phoneNumber.ts';

/**
 * Reads of the mirror, synchronous and indexed (main's read-only connection). Everything is asked
 * for one account: `account` is Ringside's own account key, first in every index.
 */
export interface MirrorReader {
  /**
   * Who has this number: contacts first, then companies, at most `LOOKUP_LIMIT` per kind, in the order of
   * facts/call-sources 2.3 step 4 (each match says whether it is certain or possible), not yet ranked.
   */
  lookup(account: string, number: PhoneNumber): readonly Match[];
  /** Contacts and companies by name prefix or digits, at most `limit`. */
  search(account: string, text: string, limit: number): readonly Match[];
  /** One match with everything the mirror knows, or null. */
  match(account: string, entity: 'contact' | 'company', id: number): Match | null;
  /** Rows per kind, for the progress line. */
  counts(account: string): { readonly contacts: number; readonly companies: number; readonly leads: number };
}

/** Progress of one account's sync, as shown to the agent. */
export interface SyncProgress {
  readonly account: string;
  readonly phase: 'idle' | 'first' | 'catchUp' | 'paused' | 'waiting' | 'failed';
  /** Rows stored so far in this run. */
  readonly stored: number;
  /** Wall ms of the last completed run, null before the first. */
  readonly completedAt: number | null;
  /** Why it is `waiting` or `failed`; null else, and when the sync itself broke. */
  readonly failure: CrmFailure['kind'] | null;
  /** Contacts in the mirror. */
  readonly contacts: number;
}

/** Names for ids, from the mirror; null when it does not know them. */
export interface MirrorNames {
  userName(account: string, userId: number): string | null;
  stage(
    account: string,
    pipelineId: number,
    statusId: number,
  ): { readonly stage: string; readonly pipeline: string; readonly colour: string | null } | null;
}
