export interface EntityRef {
  readonly entity: 'contact' | 'company' | 'lead';
  readonly id: number;
}

export interface CrmFieldValue {
  readonly field_id: number;
  readonly field_code: string | null;
  readonly values: readonly { readonly value: string; readonly enum_code: string | null }[];
}

/** A field of the account by its id, with the one value it is to have; null empties it. */
export interface NewFieldValue {
  readonly id: number;
  readonly value: string | number | boolean | null;
}

/** Who made something, and when (Unix seconds); absent where the service does not say. */
export interface CrmOrigin {
  readonly created_by?: number | undefined;
  readonly created_at?: number | undefined;
}
