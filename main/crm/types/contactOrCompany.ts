import type { CrmFieldValue, CrmOrigin, NewFieldValue } from './entity.ts';
import type { TagChanges } from './tag.ts';

/** What contacts and companies have in common. */
export interface CrmContactOrCompany extends CrmOrigin {
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
  /** Other fields, each with the one value it shall have. */
  readonly fields?: readonly NewFieldValue[];
  readonly responsible_user_id?: number;
}
