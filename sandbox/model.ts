/**
 * What the sandbox stores. Entities keep the service's own key names (crm-api.md 3), because the sandbox *is* the wire: a record is
 * spread into an answer, a filter names a key, a patch replaces one. Relations stand beside them and become `_embedded`.
 */

import type { EntityType } from './entityType.ts';
import type { Standing } from './standing.ts';

/** One value of a custom field, e.g. one phone. */
export interface FieldValue {
  /** By the field's type a text, a number (dates: Unix seconds), a flag, or an object such as that of a legal_entity. */
  value: string | number | boolean | Readonly<Record<string, string>>;
  enum_id?: number;
  enum_code?: string;
}

/** A value as a text; of an object its name. */
export const wordsOf = (one: FieldValue | undefined): string =>
  typeof one?.value === 'object' ? (one.value['name'] ?? '') : String(one?.value ?? '');

/** One filled custom field of an entity. */
export interface FieldRecord {
  field_id: number;
  field_name: string;
  field_code: string | null;
  field_type: string;
  values: FieldValue[];
}

export interface TagRecord {
  id: number;
  name: string;
  color: string | null;
}

/** What every entity has. Times are Unix seconds, ids are positive integers, author 0 is the robot. */
export interface EntityRecord {
  id: number;
  responsible_user_id: number;
  group_id: number;
  created_by: number;
  updated_by: number;
  created_at: number;
  updated_at: number;
}

/** What contacts, companies, leads and customers share. */
export interface CardRecord extends EntityRecord {
  name: string;
  closest_task_at: number | null;
  is_deleted: boolean;
  custom_fields_values: FieldRecord[] | null;
  tags: TagRecord[];
}

/** What contacts and companies share: they have phones, and may be new and unsorted. */
export interface ContactOrCompanyRecord extends CardRecord {
  is_unsorted: boolean;
}

export interface ContactRecord extends ContactOrCompanyRecord {
  first_name: string;
  last_name: string;
  company_id: number | null;
}

export type CompanyRecord = ContactOrCompanyRecord;

export interface LeadRecord extends CardRecord {
  price: number;
  /** The price with its cents, where it was ever written with some; answered on Kommo only. */
  price_with_minor_units?: number;
  status_id: number;
  pipeline_id: number;
  loss_reason_id: number | null;
  source_id: number | null;
  closed_at: number | null;
  score: number | null;
  labor_cost: number | null;
  is_price_modified_by_robot: boolean;
  is_price_computed: boolean;
  company_id: number | null;
  contacts: { id: number; is_main: boolean }[];
}

/** A buyer who comes back; accounts have them only when `customers` is on. */
export interface CustomerRecord extends CardRecord {
  next_price: number;
  company_id: number | null;
  contacts: { id: number; is_main: boolean }[];
}

export interface TaskRecord extends EntityRecord {
  /** Null for a task of no entity, as its type is then. */
  entity_id: number | null;
  entity_type: EntityType | null;
  duration: number;
  is_completed: boolean;
  task_type_id: number;
  text: string;
  /** Null until there is one; answered as `[]` then (crm-api.md 3.6). */
  result: { text: string } | null;
  complete_till: number;
}

/** Something that happened, as the events feed tells it (crm-api.md 3.8). */
export interface EventRecord {
  /** 26 characters, growing with time. */
  id: string;
  type: string;
  entity_id: number;
  /** Singular, unlike in paths. */
  entity_type: string;
  created_by: number;
  created_at: number;
  value_after: object[];
  value_before: object[];
}

/** An incoming lead nobody has taken yet (crm-api.md 4.3). */
export interface UnsortedRecord {
  uid: string;
  category: 'sip' | 'forms' | 'mail' | 'chats';
  source_uid: string;
  source_name: string;
  pipeline_id: number;
  created_at: number;
  metadata: Record<string, unknown>;
  lead_id: number;
  contact_id: number | null;
  company_id: number | null;
  state: 'waiting' | 'accepted' | 'declined';
  sorted_at: number | null;
}

/** A subscription (crm-api.md 5.1). Times are Unix seconds. */
export interface WebhookRecord {
  id: number;
  destination: string;
  created_at: number;
  updated_at: number;
  created_by: number;
  sort: number;
  disabled: boolean;
  settings: string[];
}

export interface NoteRecord extends EntityRecord {
  entity_id: number;
  entity_type: EntityType;
  note_type: string;
  params: Record<string, unknown>;
  is_pinned: boolean;
  /** `POST /calls` made it, no note of an integration. */
  is_logged_call?: true;
  /** True for the calls of the demo history, so that a test can count only those it made. */
  seeded: boolean;
}

export interface StatusRecord {
  id: number;
  name: string;
  sort: number;
  is_editable: boolean;
  color: string;
  /** 1 is the stage of incoming leads, 0 any other. */
  type: 0 | 1;
}

export interface PipelineRecord {
  id: number;
  name: string;
  sort: number;
  is_main: boolean;
  is_unsorted_on: boolean;
  is_archive: boolean;
  statuses: StatusRecord[];
}

export interface LossReasonRecord {
  id: number;
  name: string;
  sort: number;
  created_at: number;
  updated_at: number;
}

export interface UserRecord {
  id: number;
  name: string;
  email: string;
  lang: string;
  is_admin: boolean;
  group_id: number;
  phone: string;
}

export interface AccountRecord {
  id: number;
  name: string;
  subdomain: string;
  uuid: string;
  amojo_id: string;
  created_at: number;
  country: string;
  currency: string;
  currency_symbol: string;
  language: 'ru' | 'en';
  timezone: string;
  date_format: string;
  time_format: string;
  /** How the service stands to it; active where it is not said. */
  standing?: Standing;
  /** The user offered first on the authorize page: an admin who also takes calls. */
  agent_id: number;
  users_groups: { id: number; name: string; uuid: string | null }[];
  task_types: {
    id: number;
    name: string;
    color: string | null;
    icon_id: number | null;
    code: string | null;
  }[];
}

/** Numbers that lead to a known kind of match, for demos and tests; all E.164. */
export interface Showcase {
  /** One contact with exactly one open lead. */
  certain: string;
  /** Two contacts share it. */
  several: string;
  /** Nobody has it. */
  unknown: string;
  /** Only a company has it. */
  company: string;
  /** A company and four of its people (with extensions) have it. */
  shared: string;
}

/** The contents of one account, as generated or read from a file. */
export interface AccountData {
  account: AccountRecord;
  users: UserRecord[];
  pipelines: PipelineRecord[];
  loss_reasons: LossReasonRecord[];
  contacts: ContactRecord[];
  companies: CompanyRecord[];
  leads: LeadRecord[];
  notes: NoteRecord[];
  customers: CustomerRecord[];
  tasks: TaskRecord[];
  events: EventRecord[];
  unsorted: UnsortedRecord[];
  webhooks: WebhookRecord[];
  /** The tags each kind of entity has been given, by their ids. */
  tags: Record<EntityType, TagRecord[]>;
  showcase: Showcase;
  longLivedToken: string;
}

/** Status ids that exist in every pipeline (crm-api.md 3.5). */
export const WON = 142;
export const LOST = 143;

/** Id of the phone field of both demo accounts; the others' are in demoData/fields.ts. */
export const PHONE_FIELD = 771_901;
