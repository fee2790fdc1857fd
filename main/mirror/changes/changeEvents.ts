import type { LeadRecord, ContactOrCompanyRecord, TaskRecord } from '../mirrorRecords.ts';

/**
 * Change events of an account: what webhooks say, in the mirror's words (mirror/changes/changesFromBody.ts makes them of bodies), and what
 * the mirror makes of them for others to act on.
 */

/** How far an account's stream of events is stored; the relay's words (webhooks/relayProtocol.ts). */
export interface StreamPosition {
  readonly epoch: string;
  readonly seq: number;
  /** Unix ms at which the relay received that event. */
  readonly at: number;
}

type ChangedFields<Row> = { readonly [Key in keyof Row]: Row[Key] | null } & { readonly id: number };

/** A lead as a change event has it. Null: not said, and what is known stays. */
export type ChangedLead = ChangedFields<Omit<LeadRecord, 'isDeleted' | 'updatedBy' | 'closedAt'>> & {
  readonly updatedBy: number | null;
  readonly closedAt: number | null;
};
/** A contact or company as a change event has it. Null: not said. */
export type ChangedContactOrCompany = ChangedFields<Omit<ContactOrCompanyRecord, 'isDeleted'>>;
/** A task as a change event has it. Null: not said. */
export type ChangedTask = ChangedFields<Omit<TaskRecord, 'updatedBy'>> & {
  readonly updatedBy: number | null;
};

/** A call note that a telephone system, Ringside or a person wrote. */
export interface LoggedCall {
  readonly direction: 'in' | 'out';
  readonly uniq: string;
  readonly source: string;
  readonly phone: string;
  readonly durationSeconds: number | null;
  readonly status: number | null;
}

/** One change. */
export type ChangeEvent =
  | { readonly kind: 'lead'; readonly row: ChangedLead; readonly isRestored: boolean }
  | {
      readonly kind: 'contact' | 'company';
      readonly row: ChangedContactOrCompany;
      readonly isRestored: boolean;
    }
  | { readonly kind: 'task'; readonly row: ChangedTask }
  | { readonly kind: 'gone'; readonly entity: 'contact' | 'company' | 'lead' | 'task'; readonly id: number }
  | { readonly kind: 'fact'; readonly fact: ChangeFact; readonly refetch: readonly Refetch[] };

/** An entity of which the change event did not say enough: to be asked of the CRM. */
export interface Refetch {
  readonly entity: 'contact' | 'company' | 'lead' | 'task';
  readonly id: number;
}

/** Something that happened to an entity of the mirror, whoever told of it. `at` and times are Unix seconds. */
export type ChangeFact =
  | {
      readonly kind: 'leadMoved';
      readonly leadId: number;
      readonly name: string;
      readonly pipelineId: number;
      readonly statusId: number;
      readonly responsibleUserId: number;
      /** Null: nobody said. */
      readonly by: number | null;
      readonly at: number;
    }
  | {
      readonly kind: 'leadGiven';
      readonly leadId: number;
      readonly name: string;
      readonly to: number;
      readonly by: number | null;
      readonly at: number;
    }
  | {
      readonly kind: 'taskGiven';
      readonly taskId: number;
      readonly text: string;
      readonly about: { readonly entity: 'contact' | 'company' | 'lead'; readonly id: number } | null;
      readonly dueAt: number;
      readonly by: number | null;
      readonly at: number;
    }
  | {
      readonly kind: 'noteAdded';
      readonly noteId: number;
      readonly parent: 'contact' | 'company' | 'lead' | 'customer';
      readonly parentId: number;
      readonly call: LoggedCall | null;
      readonly by: number | null;
      readonly at: number;
    }
  | {
      /** A lead that waits to be sorted, or (`incomingLeadSorted`) waits no more. */
      readonly kind: 'incomingLead' | 'incomingLeadSorted';
      readonly uid: string;
      /** `sip`, `mail`, `forms`, `chats`. */
      readonly category: string;
      readonly leadId: number | null;
      readonly by: number | null;
      readonly at: number;
    };

/** Bodies of webhooks for one account, in the order they were received. */
export interface WebhookFrame {
  /** The account's number at the CRM: a body of another is dropped. */
  readonly accountId: number;
  /** Where the account's dates are local; null when unknown. */
  readonly timezone: string | null;
  /** The relay's stream; null for bodies received on this computer, which have no sequence. */
  readonly epoch: string | null;
  readonly events: readonly { readonly seq: number; readonly at: number; readonly body: string }[];
}

/** What became of a frame. `gap`: events before it are missing; nothing was stored. */
export type Applied =
  | { readonly outcome: 'stored'; readonly refetch: readonly Refetch[]; readonly ignored: number }
  | { readonly outcome: 'gap' };
