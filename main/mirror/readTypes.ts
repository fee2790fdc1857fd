import type { ContactOrCompanyCardValues } from '../../entities/contactOrCompany.ts';

/**
 * What the account window reads of the mirror: pages, cards and the names of things. Every read is
 * synchronous and by an index (main's read-only connection), for one account, which is Ringside's own key.
 * Times are Unix milliseconds. What the agent wrote and the CRM has not yet is laid over it by main/views.
 */
export interface MirrorLists {
  /** Contacts or companies by name; with `text` those found by it, the newest first. */
  contactOrCompanyPage(account: string, query: ContactOrCompanyQuery): Page<ContactOrCompanyRow>;
  contactOrCompany(account: string, ref: ContactOrCompanyRef): ContactOrCompanyDetail | null;
  /** The open lead of a contact or company that changed last, null without any. */
  openLead(account: string, ref: ContactOrCompanyRef): LeadRow | null;
  /** Leads by their last change, the newest first. The mirror knows the open and the recently closed ones. */
  leadPage(account: string, query: LeadQuery): Page<LeadRow>;
  /** A pipeline's stages in their order, each with its newest leads. */
  leadBoard(account: string, query: BoardQuery): readonly BoardStage[];
  lead(account: string, id: number): LeadDetail | null;
  /** The agent's open tasks, the next to do first. */
  taskPage(account: string, query: TaskQuery): Page<TaskRow>;
  /** @param timezone IANA name of the account's day, null for this computer's */
  taskCounts(account: string, now: number, timezone: string | null): TaskCounts;
  /** The agent's open tasks whose time came after `from` and not after `till`, the first to come first; at most 50. */
  tasksDue(account: string, from: number, till: number): readonly TaskRow[];
  /** The agent's open tasks about one entity. */
  tasksOf(account: string, ref: CardRef): readonly TaskRow[];
  dictionary(account: string): Dictionary;
  /** The account's users with their telephone numbers, the agent too. */
  colleagues(account: string): readonly Colleague[];
}

/** `next` is opaque, of this very query; `total` is null where counting would take longer than the page. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly next: string | null;
  readonly total: number | null;
}

export interface ContactOrCompanyRef {
  readonly entity: 'contact' | 'company';
  readonly id: number;
}

/** Whatever has a card of its own. */
export interface CardRef {
  readonly entity: 'contact' | 'company' | 'lead';
  readonly id: number;
}

/** Someone or something by name; the name is '' when it has none, null when the mirror does not know it. */
export interface Named {
  readonly id: number;
  readonly name: string | null;
}

interface Paged {
  /** `next` of the page before, null for the first. */
  readonly cursor: string | null;
  /** At most 500. */
  readonly limit: number;
}

export interface ContactOrCompanyQuery extends Paged {
  readonly entity: 'contact' | 'company';
  /** Beginnings of words of the name; '' for all. */
  readonly text: string;
  /** A user's id, null for everybody's. */
  readonly responsible: number | null;
}

export interface ContactOrCompanyRow extends ContactOrCompanyRef {
  readonly name: string;
  /** For reading; '' when it has none. */
  readonly phone: string;
  /** Of a contact. */
  readonly company: Named | null;
  readonly responsible: Named | null;
  readonly responsibleIsMe: boolean;
  readonly updatedAt: number;
}

export interface Phone {
  /** The whole field as it stands in the CRM; two numbers of one field share it. */
  readonly value: string;
  readonly display: string;
  readonly e164: string | null;
  /** `WORK`, `MOB`, ...; null when the CRM did not say. */
  readonly kind: string | null;
}

export interface ContactOrCompanyDetail extends ContactOrCompanyRow, ContactOrCompanyCardValues {
  readonly phones: readonly Phone[];
  /** What the account's own fields hold (entities/customFields.ts). */
  readonly customFields: readonly string[];
  /** Of a company: its contacts, at most 50. */
  readonly contacts: readonly ContactOrCompanyRow[];
  /** Open ones first, the newest first, at most 50. */
  readonly leads: readonly LeadRow[];
}

export interface LeadQuery extends Paged {
  readonly pipelineId: number | null;
  readonly statusId: number | null;
  readonly responsible: number | null;
  /** Only open or only closed ones; null for both. */
  readonly open: boolean | null;
  readonly text: string;
}

export interface LeadRow {
  readonly id: number;
  readonly name: string;
  readonly price: number | null;
  readonly pipelineId: number;
  /** '' for a pipeline or stage the mirror does not know. */
  readonly pipeline: string;
  readonly statusId: number;
  readonly stage: string;
  readonly stageColour: string | null;
  /** False when won or lost. */
  readonly open: boolean;
  readonly responsible: Named | null;
  readonly responsibleIsMe: boolean;
  /** The first contact, if any. */
  readonly contact: Named | null;
  readonly company: Named | null;
  readonly updatedAt: number;
  readonly closedAt: number | null;
}

export interface LeadDetail extends LeadRow {
  readonly contacts: readonly ContactOrCompanyRow[];
  readonly companies: readonly ContactOrCompanyRow[];
  readonly tags: readonly string[];
  /** What the account's own fields hold (entities/customFields.ts). */
  readonly customFields: readonly string[];
  readonly lossReason: Named | null;
  readonly createdAt: number | null;
}

export interface BoardQuery {
  readonly pipelineId: number;
  readonly responsible: number | null;
  readonly text: string;
  /** Leads shown of each stage. */
  readonly perStage: number;
}

export interface BoardStage {
  readonly statusId: number;
  readonly name: string;
  readonly colour: string | null;
  /** Leads of the stage and the sum of their prices. */
  readonly count: number;
  readonly sum: number;
  readonly leads: readonly LeadRow[];
  /** A cursor for `leadPage` of this pipeline, stage, responsible and text; null when all are here. */
  readonly next: string | null;
}

export interface TaskQuery extends Paged {
  /** By the end of its time: before now, still today, after today. */
  readonly scope: 'overdue' | 'today' | 'later' | 'all';
  readonly now: number;
  readonly timezone: string | null;
}

export interface TaskCounts {
  readonly overdue: number;
  readonly today: number;
  readonly later: number;
}

export interface TaskRow {
  readonly id: number;
  readonly text: string;
  readonly typeId: number;
  /** The type's name, null when unknown. */
  readonly type: string | null;
  /** Until when it is to be done. */
  readonly completeTill: number;
  readonly target: (CardRef & { readonly name: string | null }) | null;
  readonly responsible: Named | null;
  readonly updatedAt: number;
}

export interface Colleague {
  readonly id: number;
  readonly name: string;
  /** An extension or a number as the CRM has it; null where it has none, or tells none. */
  readonly phone: string | null;
}

export interface Dictionary {
  readonly pipelines: readonly {
    readonly id: number;
    readonly name: string;
    /** In the order of the board. */
    readonly statuses: readonly {
      readonly id: number;
      readonly name: string;
      readonly colour: string | null;
      /** Holds requests not sorted yet; no deal can be put there. */
      readonly isIncoming: boolean;
    }[];
  }[];
  /** Known by name: all for an admin, for others those met so far. */
  readonly users: readonly { readonly id: number; readonly name: string }[];
  readonly taskTypes: readonly { readonly id: number; readonly name: string; readonly code: string | null }[];
  readonly lossReasons: readonly { readonly id: number; readonly name: string }[];
}

/** The account of a lookup, by its number in the mirror. */
export interface MirrorAccount {
  readonly account: number;
  readonly region: string;
  readonly userId: number;
}
