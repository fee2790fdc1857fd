import type { EndReason } from '../../preload/contract.ts';
import type { CallDirection } from './event.ts';
import type { PhoneNumber } from './phoneNumber.ts';

/** A call as far as its sources told of it. Times are Unix milliseconds. */
export interface LiveCall {
  /** Ringside's own id, random. */
  readonly id: string;
  /** The source whose id the call has; without an id the one that told of it first. */
  readonly source: string;
  /** The richest id any source gave it (a switchboard's before a phone's), null until one does. */
  readonly sourceCallId: string | null;
  readonly direction: CallDirection;
  readonly number: PhoneNumber;
  readonly line: string | null;
  /** The source that named the line, or would: another may be the one whose id the call has. */
  readonly lineSource: string;
  readonly state: 'ringing' | 'dialing' | 'talking' | 'ended';
  /** On hold, by whichever side. */
  readonly held: boolean;
  /** Nobody who told of it is heard any more: it may have ended unheard. */
  readonly unheard: boolean;
  /** `busy` and `answeredElsewhere` are for sources that can tell them; a hook cannot. */
  readonly endReason: EndReason | null;
  readonly startedAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
}

/** A source that told of a call. */
export interface Teller {
  readonly source: string;
  /** It told the end of the call. */
  readonly ended: boolean;
  /** When it was lost and could tell nothing any more; null while it is heard. */
  readonly unheardSince: number | null;
}

/** A call with what the state machine needs to recognise it. */
export interface TrackedCall {
  readonly call: LiveCall;
  /** The ids by which sources know it, `source` and id. */
  readonly ids: readonly { readonly source: string; readonly id: string }[];
  /** The sources that told of it, and which of them told its end. */
  readonly told: readonly Teller[];
  /** Parties the call had before it was transferred: a source that did not notice still names them. */
  readonly formerNumbers: readonly PhoneNumber[];
  /** Of a group that rings several phones at once (ringAll.ts): the legs that ended, and the best reason any gave. */
  readonly endedLegs: readonly string[];
  readonly legReason: EndReason | null;
  /** The leg that was answered, and the source it is one of; null where none is named. */
  readonly answeredLeg: string | null;
  readonly answeredBy: string | null;
  /**
   * The agent's phone rings no more, and this source says that the caller waits on, since then (Unix ms): what rings for him
   * next is this call again (ringAgain.ts). Null while that is not so.
   */
  readonly queued: { readonly by: string; readonly since: number } | null;
  /** When it was last heard of; a source repeats itself shortly after. */
  readonly heardAt: number;
  /** False when only its end was ever reported. */
  readonly startHeard: boolean;
}

/**
 * A number Ringside has just asked a switchboard to call: the agent's own phone rings first, and that
 * ring is the call he makes, not one he gets.
 */
export interface ExpectedDial {
  readonly number: PhoneNumber;
  /** Unix ms. */
  readonly until: number;
}

/** All calls in mind: those going on and those ended a moment ago, oldest first. */
export interface CallsState {
  readonly tracked: readonly TrackedCall[];
  readonly expected: readonly ExpectedDial[];
}

/** Nothing has rung yet. */
export const NO_CALLS: CallsState = { tracked: [], expected: [] };

/** One fact for the journal and the pop. */
export interface CallChange {
  /**
   * `updated`: a line or id was learned later, or it is held now. `renumbered`: the other party is
   * another one, who has to be looked up. `corrected`: an ended call's end was told better a moment later.
   * `rangAgain`: a call the agent missed rings again, for its caller waited on.
   */
  readonly kind: 'started' | 'answered' | 'ended' | 'updated' | 'renumbered' | 'corrected' | 'rangAgain';
  readonly call: LiveCall;
}
