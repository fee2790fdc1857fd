import type { EndReason } from '../../../preload/contract.ts';

/**
 * What a call source reports. A source reports and decides nothing; the call state machine
 * (callStateMachine.ts) decides what it means.
 *
 * `renumbered`: the other party of a known call became somebody else (a transfer) or was told at last. `queued`: the
 * agent's phone rings no more and the caller waits on, so it may ring for them again; of a call known by its id.
 */
export type CallEventKind =
  'ringing' | 'dialing' | 'answered' | 'held' | 'resumed' | 'renumbered' | 'queued' | 'ended' | 'missed';

export type CallDirection = 'inbound' | 'outbound';

export interface CallEvent {
  /** Which adapter reported it, for example `hook`. */
  readonly source: string;
  /** The source's own id of the call, when it has one. */
  readonly sourceCallId: string | null;
  readonly kind: CallEventKind;
  /** Null when the source cannot tell (a bare `ended`); the state machine knows the call. */
  readonly direction: CallDirection | null;
  /** As reported, at most 64 characters after cleaning; '' when withheld. */
  readonly rawNumber: string;
  /** Softphone account, extension or DID the call came through, when known. */
  readonly line: string | null;
  /** Wall time in milliseconds at which Ringside heard of it. */
  readonly at: number;
  /** With `ended`, from a source that knows why: a switchboard does, a hook does not. */
  readonly reason?: EndReason;
  /** Where the recording of the call is, checked by the source; with any event of it, the last one counts. */
  readonly recording?: string;
}

/** The source of what is dialled in Ringside itself: it is told in its order, once for each dial, and no end is. */
export const OWN_DIALS = 'ringside';

/** Takes what a source heard. `reportedAt` is when it heard it, by the monotonic clock in ms. */
export type Report = (event: CallEvent, reportedAt: number) => void;

/**
 * Whether a source is heard. `lost`: its calls may end unheard from now on. `again`: it is heard, and what it told of may
 * have ended meanwhile. `toldAll`: the same, and since it is heard again it has reported every call it has: whichever other
 * it told of before has ended while it was not heard. `restarted`: the same of a phone that was gone: they ended with it.
 */
export type Hearing = 'lost' | 'again' | 'toldAll' | 'restarted';
