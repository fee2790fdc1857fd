/** What the mirror keeps of the CRM's entities. Times are Unix seconds. */

/** Numbers that stand for the two kinds of party in `phones` and `lead_links`. */
export const ENTITY = { contact: 0, company: 1 } as const;
export type Entity = keyof typeof ENTITY;

/** Won and lost, the same ids in every pipeline (facts/amocrm-api 3.5). */
export const WON_STATUS = 142;
export const LOST_STATUS = 143;

/** A contact or company; `companyId` is null for companies. */
export interface PartyRow {
  readonly id: number;
  readonly name: string;
  readonly companyId: number | null;
  readonly responsibleUserId: number;
  readonly updatedAt: number;
  readonly isDeleted: boolean;
  /** Values of the PHONE fields as they stand in the CRM. */
  readonly phones: readonly string[];
  /** Its leads; null when the answer did not say. */
  readonly leadIds: readonly number[] | null;
}

export interface LeadRow {
  readonly id: number;
  readonly name: string;
  readonly price: number | null;
  readonly responsibleUserId: number;
  readonly pipelineId: number;
  readonly statusId: number;
  readonly updatedAt: number;
  readonly closedAt: number | null;
  readonly isDeleted: boolean;
  /** Null when the answer did not say. */
  readonly contactIds: readonly number[] | null;
  readonly companyIds: readonly number[] | null;
}

export interface UserRow {
  readonly id: number;
  readonly name: string;
  readonly isAdmin: boolean;
}

export interface PipelineRow {
  readonly id: number;
  readonly name: string;
  readonly statuses: readonly {
    readonly id: number;
    readonly name: string;
    readonly color: string | null;
    readonly sort: number;
  }[];
}

/** The rows of one page of one list. */
export type PageRows =
  | { readonly list: 'users'; readonly rows: readonly UserRow[] }
  | { readonly list: 'pipelines'; readonly rows: readonly PipelineRow[] }
  | { readonly list: 'companies'; readonly rows: readonly PartyRow[] }
  | { readonly list: 'contacts'; readonly rows: readonly PartyRow[] }
  | { readonly list: 'leads'; readonly rows: readonly LeadRow[] };

export type ListName = PageRows['list'];

/** Names fold to this for search: lower case, ё as е. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').trim().slice(0, 250);
}

/** Digits backwards, as `phones.tail` has them. */
export function backwards(digits: string): string {
  return Array.from(digits).reverse().join('');
}
