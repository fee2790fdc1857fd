import type { CallDirection } from '../../calls/tracking/callEvent.ts';
import type { AmiMessage } from './amiReader.ts';
import { remember } from '../boundedMap.ts';

/** A call as Asterisk's events have told of it so far. */
export interface KnownCall {
  readonly id: string;
  /** The agent's device it came to first. */
  readonly line: string;
  readonly direction: CallDirection;
  number: string;
  /** The agent's own channels in it, by Uniqueid. */
  readonly legs: Set<string>;
  /** Their channels' names, by Uniqueid: what is done with a call is done with them. */
  readonly channels: Map<string, string>;
  /** The caller's channel: when it hangs up, nobody waits any more. */
  readonly root: string;
  /**
   * Of a call a program asked for (click-to-call), whose answer it waits for: the agent's own phone rings first, then the
   * customer's. Null for every other call.
   */
  asked: 'agent' | 'customer' | null;
  talking: boolean;
  held: boolean;
  /** The agent's own phone holds it. */
  heldHere: boolean;
  /** A colleague is asked before the caller is put through: whoever is on the agent's line meanwhile is not the call's party. */
  consults: boolean;
  busy: boolean;
  declined: boolean;
  answeredElsewhere: boolean;
  /** The caller's channel is gone: nobody waits behind the ringing phone. */
  rootGone: boolean;
}

/** A call that a program asked for, by its first channel. */
export interface Originated {
  /** The other party as far as the program said; '' when it did not. */
  readonly number: string;
  /** Somebody who is not the agent has answered first: what rings the agent then is a call in. */
  taken: boolean;
}

/** More calls than one extension has; older ones are of an Asterisk that forgot to end them. */
const MOST_CALLS = 50;
/** More calls than programs ask for at one time in the whole office. */
const MOST_ORIGINATED = 500;

/** The calls of one agent that Asterisk has told of, by id and by the agent's channels. */
export interface AsteriskCallRecords {
  begin(of: Pick<KnownCall, 'root' | 'line' | 'direction' | 'number' | 'asked'>, leg: string): KnownCall;
  join(call: KnownCall, leg: string, channel: string | undefined): void;
  leave(call: KnownCall, leg: string): void;
  forget(call: KnownCall): void;
  ofLeg(leg: string | undefined): KnownCall | undefined;
  all(): readonly KnownCall[];
  legs(): readonly string[];
  /** The call of a caller who rings or waits, or for which a program has the agent's phone rung. */
  waitingFor(m: AmiMessage): KnownCall | undefined;
  /** The click-to-call whose agent has lifted, and that calls the customer now. */
  askedFor(m: AmiMessage): KnownCall | undefined;
  originate(channel: string, number: string): void;
  originatedBy(m: AmiMessage): Originated | undefined;
  originatorLeft(channel: string): void;
}

/** The channels a dial names its call by: `Linkedid` of either side, or the dialling channel itself. */
const rootsOf = (m: AmiMessage): readonly (string | undefined)[] => [
  m['DestLinkedid'],
  m['Linkedid'],
  m['Uniqueid'],
];

export function createAsteriskCallRecords(): AsteriskCallRecords {
  const calls = new Map<string, KnownCall>();
  const callOfLeg = new Map<string, KnownCall>();
  /** Ids already told of: a call transferred back to the agent is another call of the same Linkedid. */
  const used = new Map<string, true>();
  const originated = new Map<string, Originated>();
  const latest = (fits: (call: KnownCall) => boolean): KnownCall | undefined =>
    [...calls.values()].findLast(fits);

  function forget(call: KnownCall): void {
    calls.delete(call.id);
    for (const leg of call.legs) callOfLeg.delete(leg);
  }

  return {
    begin(of, leg) {
      const call: KnownCall = {
        ...of,
        id: used.has(of.root) ? `${of.root}/${leg}` : of.root,
        legs: new Set(),
        channels: new Map(),
        talking: false,
        held: false,
        heldHere: false,
        consults: false,
        busy: false,
        declined: false,
        answeredElsewhere: false,
        rootGone: false,
      };
      remember(used, call.id, true, MOST_CALLS);
      calls.set(call.id, call);
      const oldest = [...calls.values()][0];
      if (calls.size > MOST_CALLS && oldest !== undefined) forget(oldest);
      return call;
    },
    join(call, leg, channel) {
      call.legs.add(leg);
      if (channel !== undefined) call.channels.set(leg, channel);
      callOfLeg.set(leg, call);
    },
    leave(call, leg) {
      call.legs.delete(leg);
      call.channels.delete(leg);
      callOfLeg.delete(leg);
    },
    forget,
    ofLeg: (leg) => callOfLeg.get(leg ?? ''),
    all: () => [...calls.values()],
    legs: () => [...callOfLeg.keys()],
    waitingFor: (m) =>
      latest(
        (call) =>
          !call.talking &&
          (call.direction === 'inbound' || call.asked === 'agent') &&
          rootsOf(m).includes(call.root),
      ),
    askedFor: (m) => latest((call) => call.asked === 'customer' && rootsOf(m).includes(call.root)),
    originate(channel, number) {
      remember(originated, channel, { number, taken: false }, MOST_ORIGINATED);
    },
    originatedBy: (m) =>
      rootsOf(m)
        .map((id) => originated.get(id ?? ''))
        .find((one) => one !== undefined),
    originatorLeft(channel) {
      originated.delete(channel);
    },
  };
}
