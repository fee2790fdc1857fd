import type { CrmEvents } from '../resources/eventResource.ts';
import type { CrmResult } from './crmFailure.ts';
import type { CrmLeads } from '../resources/lead/leadResource.ts';
import type { CrmLinks } from '../resources/linkResource.ts';
import type { CrmLossReason } from '../resources/lossReasonResource.ts';
import type { Pages } from '../transport/pagination.ts';
import type { ContactOrCompanyPages } from '../resources/contact/contactOrCompanyQuery.ts';
import type { HasNumber } from '../resources/contact/findByPhone.ts';
import type { CrmPopups } from '../resources/popUpResource.ts';
import type { CrmTags, TagChanges } from '../resources/tagResource.ts';
import type { CrmTasks } from '../resources/taskResource.ts';
import type { CrmUnsortedLeads } from '../resources/unsortedResource.ts';
import type { CrmWebhooks } from '../resources/webhookResource.ts';

/**
 * The CRM client of one account: the seam between the transport and everything that talks to the
 * CRM. Shapes are the service's own (crm-api.md 3), narrowed to what Ringside reads; unknown
 * keys pass, wrong types are a `malformed` failure. Times are Unix seconds. `pages` are lists walked a
 * page at a time; a write is sent at most once.
 */
export interface CrmClient {
  account(options?: RequestOptions): Promise<CrmResult<CrmAccount>>;
  /** Admins only; a non-admin gets `forbidden`. */
  users(options?: RequestOptions): Promise<CrmResult<readonly CrmUser[]>>;
  /** As `users`; for a non-admin only the agent's own id with an empty name, from `/account`. */
  usersOrMe(options?: RequestOptions): Promise<CrmResult<readonly CrmUser[]>>;
  pipelines(options?: RequestOptions): Promise<CrmResult<readonly CrmPipeline[]>>;
  lossReasons(options?: RequestOptions): Promise<CrmResult<readonly CrmLossReason[]>>;
  contacts: {
    pages: ContactOrCompanyPages<CrmContact>;
    get(id: number, options?: RequestOptions): Promise<CrmResult<CrmContact | null>>;
    /** One page of the service's own text search; the caller must verify the digits. */
    query(text: string, options?: RequestOptions): Promise<CrmResult<readonly CrmContact[]>>;
    /** Everybody who really has the number; searched by its last ten digits, verified by `hasNumber`. */
    byPhone(
      phone: string,
      hasNumber: HasNumber,
      options?: RequestOptions,
    ): Promise<CrmResult<readonly CrmContact[]>>;
    create(contact: NewContact, options?: RequestOptions): Promise<CrmResult<{ readonly id: number }>>;
    /** Sends only the keys given. */
    patch(
      id: number,
      changes: ContactChanges,
      options?: RequestOptions,
    ): Promise<CrmResult<{ readonly id: number }>>;
  };
  companies: {
    pages: ContactOrCompanyPages<CrmCompany>;
    get(id: number, options?: RequestOptions): Promise<CrmResult<CrmCompany | null>>;
    query(text: string, options?: RequestOptions): Promise<CrmResult<readonly CrmCompany[]>>;
    byPhone(
      phone: string,
      hasNumber: HasNumber,
      options?: RequestOptions,
    ): Promise<CrmResult<readonly CrmCompany[]>>;
    /** Sends only the keys given. */
    patch(
      id: number,
      changes: ContactChanges,
      options?: RequestOptions,
    ): Promise<CrmResult<{ readonly id: number }>>;
  };
  leads: CrmLeads;
  links: CrmLinks;
  tasks: CrmTasks;
  tags: CrmTags;
  events: CrmEvents;
  unsorted: CrmUnsortedLeads;
  popups: CrmPopups;
  webhooks: CrmWebhooks;
  calls: {
    /** Registers one call (crm-api.md 4.1). An unknown number is the failure `entityNotFound`. */
    add(call: NewCall, options?: RequestOptions): Promise<CrmResult<AddedCall>>;
  };
  notes: {
    /** Notes of one entity, or (entityId null) of all entities of the kind, newest first. */
    list(query: NotesQuery, options?: RequestOptions): Promise<CrmResult<NotesPage>>;
    /** The same, walked, and only what was asked for. */
    pages(query: NotesQuery, options?: RequestOptions): Pages<CrmNote>;
    /** `entityNotFound` when the entity is gone. */
    addText(
      target: EntityRef,
      note: string | NewNote,
      options?: RequestOptions,
    ): Promise<CrmResult<{ readonly id: number }>>;
    /** Puts a call on exactly this entity as a `call_in`/`call_out` note (crm-api.md 3.7). */
    addCall(
      target: EntityRef,
      call: NewCall,
      options?: RequestOptions,
    ): Promise<CrmResult<{ readonly id: number }>>;
    /** Keeps a note on top of its card, or no longer. */
    pin(
      target: EntityRef,
      noteId: number,
      isPinned: boolean,
      options?: RequestOptions,
    ): Promise<CrmResult<null>>;
  };
  /**
   * One page of any list as the raw body, for the sync worker to parse off the main thread. `href` is a
   * path of the account's host. A 204 is `body: null`.
   */
  rawPage(href: string, options?: RequestOptions): Promise<CrmResult<{ readonly body: string | null }>>;
}

export interface RequestOptions {
  readonly signal?: AbortSignal;
  /** Interactive requests (the default) go before background ones. */
  readonly priority?: 'interactive' | 'background';
}

export interface EntityRef {
  readonly entity: 'contact' | 'company' | 'lead';
  readonly id: number;
}

export interface CrmAccount {
  readonly id: number;
  readonly name: string;
  readonly subdomain: string;
  /** The user the token acts for. */
  readonly current_user_id: number;
  readonly country: string;
  readonly currency: string;
  readonly currency_symbol: string;
  /** IANA name from `datetime_settings`, null when the service did not say. */
  readonly timezone: string | null;
  /** `+03:00`. */
  readonly timezone_offset: string | null;
  /** PHP's letters: `d.m.Y`, `H:i:s`. */
  readonly date_format: string | null;
  readonly time_format: string | null;
  /** `unavailable`, `disabled`, or how the account's customers come again. */
  readonly customers_mode: string | null;
  /** Flags are null when the service did not say. */
  readonly is_unsorted_on: boolean | null;
  readonly is_loss_reason_enabled: boolean | null;
  /** When false, `filter` of contacts, companies and leads is silently ignored (crm-api.md 2.5). */
  readonly is_api_filter_enabled: boolean | null;
  readonly task_types: readonly {
    readonly id: number;
    readonly name: string;
    /** `FOLLOW_UP`, `MEETING`; null for the account's own. */
    readonly code: string | null;
    readonly color: string | null;
  }[];
  readonly users_groups: readonly { readonly id: number; readonly name: string }[];
}

export interface CrmUser {
  readonly id: number;
  readonly name: string;
  readonly is_admin: boolean;
}

export interface CrmPipeline {
  readonly id: number;
  readonly name: string;
  readonly statuses: readonly {
    readonly id: number;
    readonly name: string;
    readonly color: string | null;
    readonly sort: number;
  }[];
}

export interface CrmFieldValue {
  readonly field_id: number;
  readonly field_code: string | null;
  readonly values: readonly { readonly value: string; readonly enum_code: string | null }[];
}

/** Who made something, and when (Unix seconds); absent where the service does not say. */
export interface CrmOrigin {
  readonly created_by?: number | undefined;
  readonly created_at?: number | undefined;
}

/** What contacts and companies have in common. */
interface CrmContactOrCompany extends CrmOrigin {
  readonly id: number;
  readonly name: string;
  readonly responsible_user_id: number;
  readonly updated_at: number;
  readonly is_deleted: boolean;
  readonly custom_fields_values: readonly CrmFieldValue[];
  readonly leadIds: readonly number[];
  readonly tags: readonly string[];
}

export interface CrmContact extends CrmContactOrCompany {
  readonly companyIds: readonly number[];
}

export interface CrmCompany extends CrmContactOrCompany {
  readonly contactIds: readonly number[];
}

export interface CrmLead {
  readonly id: number;
  readonly name: string;
  readonly price: number | null;
  readonly responsible_user_id: number;
  readonly status_id: number;
  readonly pipeline_id: number;
  readonly loss_reason_id: number | null;
  /** The reason's words. */
  readonly loss_reason: string | null;
  readonly source_id: number | null;
  readonly source: string | null;
  readonly created_by?: number | undefined;
  readonly created_at: number;
  readonly updated_at: number;
  readonly closed_at: number | null;
  readonly closest_task_at: number | null;
  readonly is_deleted: boolean;
  readonly contactIds: readonly number[];
  readonly mainContactId: number | null;
  readonly companyIds: readonly number[];
  readonly tags: readonly string[];
  /** Elements of the account's catalogues. */
  readonly products: readonly {
    readonly id: number;
    readonly catalog_id: number | null;
    readonly quantity: number | null;
  }[];
}

export interface NewContact {
  readonly name: string;
  /** E.164 where known, as it will stand in the CRM. */
  readonly phones: readonly string[];
  readonly responsible_user_id?: number;
  /** Unix seconds; without it the service takes its own time. */
  readonly created_at?: number;
}

/** What is to change of a contact; keys that are absent stay as they are. */
export interface ContactChanges extends TagChanges {
  readonly name?: string;
  /**
   * All phones it will have, because writing a field replaces its values (crm-api.md 3.3): those that stay are
   * given as they were read, so that a mobile number stays one. A bare text becomes a work number.
   */
  readonly phones?: readonly (string | CrmFieldValue['values'][number])[];
  readonly responsible_user_id?: number;
}

/** Body of `POST /calls`, and the params of a call note. Keys that are absent are not sent. */
export interface NewCall {
  readonly direction: 'inbound' | 'outbound';
  /** Whole seconds, 0 for a missed call. */
  readonly duration: number;
  readonly phone: string;
  /** Our own id of the call; the service does not deduplicate by it (crm-api.md 4.1). */
  readonly uniq: string;
  readonly call_status: CallStatus;
  readonly call_result?: string;
  readonly link?: string;
  readonly responsible_user_id?: number;
  readonly created_by?: number;
  /** Unix seconds of the ring. */
  readonly created_at: number;
}

/** 1 left a message, 2 call back later, 3 not there, 4 talked, 5 wrong number, 6 no answer, 7 busy. */
export type CallStatus = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface AddedCall {
  readonly id: number;
  readonly entity_id: number;
  readonly entity_type: string;
}

export interface NotesQuery {
  readonly entity: 'contact' | 'company' | 'lead';
  readonly entityId: number | null;
  readonly types: readonly ('call_in' | 'call_out' | 'common')[];
  /** Unix seconds; filters may be ignored by the service, so check what comes back. */
  readonly updatedFrom?: number;
  /** A `next` link of an earlier page, as handed out. */
  readonly href?: string;
  readonly limit?: number;
}

export interface NotesPage {
  readonly notes: readonly CrmNote[];
  readonly next: string | null;
}

export interface CrmNote {
  readonly id: number;
  readonly entity_id: number;
  readonly note_type: string;
  readonly created_at: number;
  readonly updated_at: number;
  /** `params.uniq` of a call note, null otherwise. */
  readonly uniq: string | null;
  /** Text of the note, or the call's result text. */
  readonly text: string | null;
  readonly duration: number | null;
  /** `params.phone` of a call note: the other party's number as whoever logged it wrote it. */
  readonly phone?: string | null | undefined;
  /** `params.source` of a call note: who logged it. */
  readonly source?: string | null | undefined;
  readonly isPinned: boolean;
  readonly created_by?: number | undefined;
}

export interface NewNote {
  readonly text: string;
  /** Unix seconds of the writing; without it the service takes its own time (crm-api.md 3.7). */
  readonly created_at?: number;
}
