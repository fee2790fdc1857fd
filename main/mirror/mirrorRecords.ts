import type { ContactOrCompanyFields } from '../../entities/contactOrCompany.ts';
import type { ValuesOf } from '../../entities/field.ts';
import type { LeadFields } from '../../entities/lead.ts';
import type { TaskFields } from '../../entities/task.ts';

/** What the mirror keeps of the CRM's entities. Times are Unix seconds. */

/** Numbers that stand for the kinds of entity in the mirror's tables. */
export const ENTITY = { contact: 0, company: 1 } as const;
export type Entity = keyof typeof ENTITY;
/** The number of leads, where they stand beside the two kinds of party. */
export const LEAD = 2;

/** Won and lost, the same ids in every pipeline (crm-api.md 3.5). */
export { LOST as LOST_STATUS, WON as WON_STATUS } from '../../preload/constants.ts';

export interface PhoneRecord {
  /** The field as it stands in the CRM. */
  readonly value: string;
  /** `WORK`, `MOB`, ... */
  readonly kind: string | null;
}

/** A contact or company; `companyId` is null for companies. */
export type ContactOrCompanyRecord = ValuesOf<ContactOrCompanyFields> & {
  readonly id: number;
  readonly isDeleted: boolean;
  readonly phones: readonly PhoneRecord[];
  /** Its leads; null when the answer did not say. */
  readonly leadIds: readonly number[] | null;
};

export type LeadRecord = ValuesOf<LeadFields> & {
  readonly id: number;
  readonly isDeleted: boolean;
  /** Null when the answer did not say. */
  readonly contactIds: readonly number[] | null;
  readonly companyIds: readonly number[] | null;
  /** Who changed it last, where the answer said; 0 is a robot. */
  readonly updatedBy?: number | null;
};

export type TaskRecord = ValuesOf<TaskFields> & {
  readonly id: number;
  /** The service's plural (`leads`, `customers`, ...). */
  readonly entityType: string | null;
  readonly isCompleted: boolean;
  /** Who changed it last, where the answer said; 0 is a robot. */
  readonly updatedBy?: number | null;
};

export interface UserRecord {
  readonly id: number;
  readonly name: string;
  readonly isAdmin: boolean;
  /** As the CRM has it: an extension or a number; null or absent for none. */
  readonly phone?: string | null;
}

export interface PipelineRecord {
  readonly id: number;
  readonly name: string;
  readonly sort: number;
  readonly statuses: readonly {
    readonly id: number;
    readonly name: string;
    readonly color: string | null;
    readonly sort: number;
    /** Holds requests not sorted yet; no deal can be put there. */
    readonly isIncoming: boolean;
  }[];
}

export interface TaskTypeRecord {
  readonly id: number;
  readonly name: string;
  readonly code: string | null;
}

export interface LossReasonRecord {
  readonly id: number;
  readonly name: string;
  readonly sort: number;
}

/** Something that happened to an entity (crm-api.md 3.8). */
export interface EventRecord {
  /** `contact_deleted`, `lead_restored`, ... */
  readonly type: string;
  readonly entityId: number;
  readonly updatedAt: number;
}

/** A lead that waits to be sorted (crm-api.md 4.3). */
export interface IncomingRecord {
  readonly uid: string;
  /** `sip`, `mail`, `forms`, `chats`. */
  readonly category: string;
  readonly leadId: number | null;
  /** When it came: it never changes. */
  readonly updatedAt: number;
}

/** The rows of one page of one list. */
export type PageRows =
  | { readonly list: 'users'; readonly rows: readonly UserRecord[] }
  | { readonly list: 'pipelines'; readonly rows: readonly PipelineRecord[] }
  | { readonly list: 'taskTypes'; readonly rows: readonly TaskTypeRecord[] }
  | { readonly list: 'lossReasons'; readonly rows: readonly LossReasonRecord[] }
  | { readonly list: 'companies'; readonly rows: readonly ContactOrCompanyRecord[] }
  | { readonly list: 'contacts'; readonly rows: readonly ContactOrCompanyRecord[] }
  | { readonly list: 'leads'; readonly rows: readonly LeadRecord[] }
  | { readonly list: 'tasks'; readonly rows: readonly TaskRecord[] }
  | { readonly list: 'events'; readonly rows: readonly EventRecord[] }
  | { readonly list: 'incoming'; readonly rows: readonly IncomingRecord[] };

export type ListName = PageRows['list'];

/** What happened, newest first, of which nothing is kept but how far it was read. */
export type Feed = 'events' | 'incoming';

/** Lists of entities that have a time of their last change. */
export type TimedList = 'companies' | 'contacts' | 'leads';

/** Names fold to this for search: lower case, ё as е. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').trim().slice(0, 250);
}

/** Digits backwards, as `phones.tail` has them. */
export function backwards(digits: string): string {
  let turned = '';
  for (const digit of digits) turned = digit + turned;
  return turned;
}

/** A list, or the reading of all of it again (sync/reconcileList.ts). */
export type PlaceName = ListName | `all ${TimedList}`;
