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
