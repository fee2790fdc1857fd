import type { RequestOptions } from './requestOptions.ts';
import type { CrmResult } from './crmFailure.ts';
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

/** Calls that are registered. */
export interface CrmCalls {
  /** Registers one call (crm-api.md 4.1). An unknown number is the failure `entityNotFound`. */
  add(call: NewCall, options?: RequestOptions): Promise<CrmResult<AddedCall>>;
}
