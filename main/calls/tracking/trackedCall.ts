import type { MonotonicTime } from '../../common/clock.ts';
import type { EndReason } from '../../../preload/contract.ts';
import type { CallDirection } from './callEvent.ts';
import type { PhoneNumber } from '../../phone/phoneNumber.ts';

/** A call as far as its sources told of it. Times are Unix milliseconds by the computer's clock as it stood when the call began. */
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
export interface Reporter {
  readonly source: string;
  /** It told the end of the call. */
  readonly ended: boolean;
  /** When it was lost and could tell nothing any more, monotonic ms; null while it is heard. */
  readonly unheardSince: number | null;
}

/**
 * A call with what the state machine needs to recognise it. Times are monotonic milliseconds: the computer's clock may be put
 * right by weeks between two reports. The wall times of `call` are counted from its start by them (`wallOf`).
 */
export interface TrackedCall {
  readonly call: LiveCall;
  /** When it began and, unless it goes on, ended. */
  readonly since: number;
  readonly endedSince: number | null;
  /** False while no source said which way it goes: an answer can overtake the ring. */
  readonly directionReported: boolean;
  /** The ids by which sources know it, `source` and id. */
  readonly ids: readonly { readonly source: string; readonly id: string }[];
  /** The sources that told of it, and which of them told its end. */
  readonly reportedBy: readonly Reporter[];
  /** Parties the call had before it was transferred: a source that did not notice still names them. */
  readonly formerNumbers: readonly PhoneNumber[];
  /** Of a group that rings several phones at once (ringGroup.ts): the legs that ended, and the best reason any gave. */
  readonly endedLegs: readonly string[];
  readonly legReason: EndReason | null;
  /** The leg that was answered, and the source it is one of; null where none is named. */
  readonly answeredLeg: string | null;
  readonly answeredBy: string | null;
  /**
   * The agent's phone rings no more, and this source says that the caller waits on, since then: what rings for them next is
   * this call again (repeatedRing.ts). Null while that is not so.
   */
  readonly queued: { readonly by: string; readonly since: number } | null;
  /** When it was last heard of; a source repeats itself shortly after. */
  readonly reportedAt: number;
  /** False when only its end was ever reported. */
  readonly startReported: boolean;
  /** The same party rang anew while this call was talked on, told without ids: its end may have been lost then. */
  readonly doubtedSince: number | null;
  /** How its end was understood where that was not certain (inferredEnds.ts); null where it was, or while it goes on. */
  readonly guess: EndGuess | null;
}

/** What is known of the phones' legs and of the end of a call that begins to ring, for the first time or once more: nothing. */
export const NO_LEGS = {
  endedSince: null,
  endedLegs: [],
  legReason: null,
  answeredLeg: null,
  answeredBy: null,
  queued: null,
  startReported: true,
  doubtedSince: null,
  guess: null,
} as const satisfies Partial<TrackedCall>;

/** What an uncertain end could also have meant. */
export type EndGuess =
  /** Told with a number that no call had, as the agent's own is: or else somebody was missed who has it. */
  | {
      readonly kind: 'ownNumber';
      readonly number: PhoneNumber;
      readonly at: MonotonicTime;
      readonly wallAt: number;
    }
  /** Of two calls of one party the later one was taken to have ended: or else this other one had. */
  | { readonly kind: 'oneOfTwo'; readonly other: string };

/**
 * A number Ringside has just asked a switchboard to call: the agent's own phone rings first, and that
 * ring is the call they make, not one they get (ownPhoneRing.ts).
 */
export interface ExpectedDial {
  readonly number: PhoneNumber;
  /** Until when the own phone may begin to ring, and when nothing of it is expected any more, monotonic ms. */
  readonly until: number;
  readonly forgottenAt: number;
  /** The sources that told of the own phone's ring, and when: each tells of it once. */
  readonly rungBy: readonly { readonly source: string; readonly at: number }[];
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
   * `updated`: a line, a direction or an id was learned later, it is held, or not heard any more. `renumbered`: the other
   * party is another one, who has to be looked up. `corrected`: an ended call's end was told better a moment later.
   * `rangAgain`: a call the agent missed rings again, for its caller waited on. `reopened`: a call that had been taken for
   * over goes on.
   */
  readonly kind:
    'started' | 'answered' | 'ended' | 'updated' | 'renumbered' | 'corrected' | 'rangAgain' | 'reopened';
  readonly call: LiveCall;
}

/** The wall time of a moment of this call, Unix ms: what its start was, and the time that passed since. */
export function wallOf(one: TrackedCall, at: number): number {
  return one.call.startedAt + Math.round(Math.max(0, at - one.since));
}
