import type { Match } from '../../preload/contract.ts';
import type { CrmLead } from '../crm/types/lead.ts';
import type { CrmCompany, CrmContact } from '../crm/types/contactOrCompany.ts';
import type { CrmFailure } from '../crm/types/crmFailure.ts';
import type { PlaceName } from './mirrorRecords.ts';
import type { CrmTask } from '../crm/resources/taskResource.ts';
import type { PhoneNumber } from '../phone/phoneNumber.ts';
import type { CardRef } from './readTypes.ts';

/**
 * Reads of the mirror, synchronous and indexed (main's read-only connection). Everything is asked
 * for one account: `account` is Ringside's own account key, first in every index.
 */
export interface MirrorReader {
  /**
   * Who has this number: contacts first, then companies, at most `LOOKUP_LIMIT` per kind, in the order of
   * call-sources.md 2.3 step 4 (each match says whether it is certain or possible), not yet ranked.
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
  /** The lists that failed, each tried again in its own time; empty when it was no list's own failure. */
  readonly failedLists: readonly PlaceName[];
  /** Contacts in the mirror. */
  readonly contacts: number;
  /** How far the first sync is, null when it is through. */
  readonly first: FirstSync | null;
  /** Rows in this run that could not be read and were left out. */
  readonly skipped: number;
}

/** The first sync in items of all its lists. */
export interface FirstSync {
  readonly walked: number;
  /** Estimated, because the service tells no totals; null where nothing tells. */
  readonly total: number | null;
  /** Null until there is something to go by, and while it does not go on. */
  readonly timeLeftMs: number | null;
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

/** Search as typed, in a worker thread: main's loop is never held up by it. */
export interface MirrorSearch {
  /**
   * Contacts, companies and leads whose names have words that begin so (ё = е, whatever the case), and
   * whoever has a number written so in any format. The best first; empty when `signal` ends it or nothing fits.
   */
  find(account: string, text: string, limit: number, signal?: AbortSignal): Promise<readonly SearchHit[]>;
}

export interface SearchHit extends CardRef {
  readonly name: string;
  /** The company of a contact, whom a lead is with; null without. */
  readonly context: string | null;
  /** The number that fits, or the first one; '' without. */
  readonly phone: string;
  /** Name of the responsible user, null when unknown. */
  readonly responsible: string | null;
  readonly responsibleIsMe: boolean;
  /** Of a lead; of others that of their open lead that changed last. */
  readonly stage: { readonly name: string | null; readonly colour: string | null } | null;
  /** Of a lead. */
  readonly price: number | null;
  /** Found by its whole number. */
  readonly isCertain: boolean;
}

/** Ids of what changed in the mirror, for windows to read again; `many` when too much did to name it. */
export type MirrorChange =
  | 'many'
  | {
      readonly contacts: readonly number[];
      readonly companies: readonly number[];
      readonly leads: readonly number[];
      readonly tasks: readonly number[];
    };

/** What an interactive answer of the CRM brought; never put over newer rows. */
export interface FetchedRecords {
  readonly contacts?: readonly CrmContact[];
  readonly companies?: readonly CrmCompany[];
  readonly leads?: readonly CrmLead[];
  readonly tasks?: readonly CrmTask[];
  /** Asked for and not there any more (a 204 or 404 by id). */
  readonly gone?: readonly (CardRef | { readonly entity: 'task'; readonly id: number })[];
}
