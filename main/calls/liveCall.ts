import type { EndReason } from '../../preload/contract.ts';
import type { CallDirection } from './event.ts';
import type { PhoneNumber } from './phoneNumber.ts';

/** A call as far as its sources told of it. Times are Unix milliseconds. */
export interface LiveCall {
  /** Ringside's own id, random. */
  readonly id: string;
  /** The source that told of it first. */
  readonly source: string;
  /** The first id any source gave it, null until one does. */
  readonly sourceCallId: string | null;
  readonly direction: CallDirection;
  readonly number: PhoneNumber;
  readonly line: string | null;
  readonly state: 'ringing' | 'dialing' | 'talking' | 'ended';
  /** `busy` and `answeredElsewhere` are for sources that can tell them; a hook cannot. */
  readonly endReason: EndReason | null;
  readonly startedAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
}

/** A call with what the state machine needs to recognise it. */
export interface TrackedCall {
  readonly call: LiveCall;
  /** The ids by which sources know it, `source` and id. */
  readonly ids: readonly { readonly source: string; readonly id: string }[];
  /** When it was last heard of; a source repeats itself shortly after. */
  readonly heardAt: number;
  /** False when only its end was ever reported. */
  readonly startHeard: boolean;
}

/** All calls in mind: those going on and those ended a moment ago, oldest first. */
export interface CallsState {
  readonly tracked: readonly TrackedCall[];
}

/** Nothing has rung yet. */
export const NO_CALLS: CallsState = { tracked: [] };

/** One fact for the journal and the pop. */
export interface CallChange {
  /** `updated`: a number, line or id was learned later. */
  readonly kind: 'started' | 'answered' | 'ended' | 'updated';
  readonly call: LiveCall;
}
