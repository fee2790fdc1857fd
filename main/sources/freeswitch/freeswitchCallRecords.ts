import type { CallDirection } from '../../calls/tracking/callEvent.ts';

/** A call as FreeSWITCH's events have told of it so far. */
export interface KnownCall {
  readonly id: string;
  /** What all channels of it share; other calls may have shared it before. */
  readonly group: string;
  /** The agent's user it came to first. */
  readonly line: string;
  /** The channel of a caller who waits in a queue; null for calls that come straight. */
  readonly caller: string | null;
  readonly direction: CallDirection;
  /** Asked for by a program (click-to-call): the answer of the own phone is not the customer's. */
  readonly asked: boolean;
  number: string;
  readonly legs: Set<string>;
  /** Channels by which the party the agent calls is reached. */
  readonly called: Set<string>;
  /** The channel the agent's is joined with. */
  peer: string;
  /** What the agent dialled may be a code that fetches a call: told once somebody is called. */
  secret: boolean;
  talking: boolean;
  held: boolean;
  busy: boolean;
  /** The caller's channel is gone: nobody waits behind the ringing phone. */
  callerGone: boolean;
  /** Another agent of the queue has the caller. */
  elsewhere: boolean;
}

/** What is known of a call as it begins. */
export type Beginning = Pick<
  KnownCall,
  'line' | 'caller' | 'direction' | 'asked' | 'number' | 'peer' | 'secret'
>;

export function beginCall(of: Beginning, group: string, id: string): KnownCall {
  return {
    ...of,
    group,
    id,
    legs: new Set(),
    called: new Set(),
    talking: false,
    held: false,
    busy: false,
    callerGone: false,
    elsewhere: false,
  };
}
