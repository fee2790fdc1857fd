import type { CallDirection, CallEvent } from '../event.ts';
import { namesNumber } from '../phoneNumber.ts';

/** One event of FreeSWITCH: names and values as its JSON has them. */
export type FreeswitchEvent = Readonly<Record<string, string | undefined>>;

export type FreeswitchReport = Pick<
  CallEvent,
  'kind' | 'sourceCallId' | 'direction' | 'rawNumber' | 'reason'
>;

/**
 * What FreeSWITCH's channel events mean for one extension (facts/call-sources 1.9). A call is what the
 * agent's phone has of one `Channel-Call-UUID`: the legs of a ring group share it. A queue (mod_callcenter) calls him
 * anew for each ring and marks the leg with the channel of the caller who waits: all these rings are one call.
 */
export interface FreeswitchCalls {
  take(event: FreeswitchEvent): readonly FreeswitchReport[];
  /** After a lost connection: legs that are no longer there have ended meanwhile. */
  stillThere(uuids: ReadonlySet<string>): readonly FreeswitchReport[];
}

/** The events to ask FreeSWITCH for. */
export const FREESWITCH_EVENTS =
  'CHANNEL_CREATE CHANNEL_PROGRESS CHANNEL_PROGRESS_MEDIA CHANNEL_ANSWER CHANNEL_BRIDGE CHANNEL_HOLD CHANNEL_UNHOLD CHANNEL_HANGUP_COMPLETE';

/** Channel variable that marks the leg of a call Ringside asked for, with the number to be called. */
export const DIALLED_VARIABLE = 'ringside_number';

/** On the legs by which a queue calls its agents: the channel of the caller who waits in it. */
const QUEUED_VARIABLE = 'variable_cc_member_session_uuid';
/** The agent said no. */
const DECLINED: readonly (string | undefined)[] = ['CALL_REJECTED', 'USER_BUSY'];
/** More callers than wait in any queue; older ones are of a FreeSWITCH that forgot to end them. */
const MOST_WAITING = 50;

interface KnownCall {
  readonly id: string;
  /** The channel of a caller who waits in a queue; null for calls that come straight. */
  readonly caller: string | null;
  readonly direction: CallDirection;
  /** Asked for by Ringside: the answer of the own phone is not the customer's. */
  readonly asked: boolean;
  number: string;
  readonly legs: Set<string>;
  talking: boolean;
  /** His channel is gone: nobody waits behind the ringing phone. */
  callerGone: boolean;
  /** Another agent of the queue has him. */
  elsewhere: boolean;
}

export function createFreeswitchCalls(extension: string): FreeswitchCalls {
  const callOfLeg = new Map<string, KnownCall>();
  /** Calls of callers who wait on while no phone of the agent's rings, by the caller's channel. */
  const waiting = new Map<string, KnownCall>();
  /** Ids whose call is over: the same channel group again is another call. */
  const used = new Set<string>();

  const isNumber = (text: string | undefined): text is string =>
    text !== undefined && namesNumber(text) && text !== extension;

  const tell = (
    call: KnownCall,
    kind: FreeswitchReport['kind'],
    reason?: CallEvent['reason'],
  ): readonly FreeswitchReport[] => [
    {
      kind,
      sourceCallId: call.id,
      direction: call.direction,
      rawNumber: call.number,
      ...(reason === undefined ? {} : { reason }),
    },
  ];

  /** Whose phone a channel belongs to: the user called, or the user who calls. */
  function userOf(event: FreeswitchEvent): string | undefined {
    const named = /^[^/]+\/[^/]+\/(?:sips?:)?([^@/]+)@/.exec(event['Channel-Name'] ?? '')?.[1];
    return event['Call-Direction'] === 'outbound'
      ? (event['variable_dialed_user'] ?? named)
      : (event['variable_user_name'] ?? event['Caller-Username'] ?? named);
  }

  function begin(event: FreeswitchEvent, leg: string): KnownCall {
    const caller = event[QUEUED_VARIABLE] ?? null;
    const group = caller ?? event['Channel-Call-UUID'] ?? event['variable_call_uuid'] ?? leg;
    const existing = [...callOfLeg.values()].find(
      (call) => call.id === group || (caller !== null && call.caller === caller),
    );
    if (existing !== undefined) return existing;
    const asked = event[`variable_${DIALLED_VARIABLE}`];
    const outbound = asked !== undefined || event['Call-Direction'] === 'inbound';
    const number =
      asked ?? (outbound ? event['Caller-Destination-Number'] : event['Caller-Caller-ID-Number']);
    return {
      id: used.has(group) ? `${group}/${leg}` : group,
      caller,
      direction: outbound ? 'outbound' : 'inbound',
      asked: asked !== undefined,
      number: isNumber(number) ? number : '',
      legs: new Set(),
      talking: false,
      callerGone: false,
      elsewhere: false,
    };
  }

  /** The call of a caller who waits and rings for the agent again. */
  function ringsAgain(event: FreeswitchEvent): KnownCall | undefined {
    const caller = event[QUEUED_VARIABLE] ?? '';
    const call = waiting.get(caller);
    waiting.delete(caller);
    return call;
  }

  function rings(event: FreeswitchEvent): readonly FreeswitchReport[] {
    const leg = event['Unique-ID'] ?? '';
    if (userOf(event) !== extension || leg === '') return [];
    const call = callOfLeg.get(leg) ?? ringsAgain(event) ?? begin(event, leg);
    call.legs.add(leg);
    callOfLeg.set(leg, call);
    if (call.talking) return [];
    if (call.direction === 'inbound') return tell(call, 'ringing');
    return call.number === '' ? [] : tell(call, 'dialing');
  }

  function answered(call: KnownCall): readonly FreeswitchReport[] {
    if (call.talking) return [];
    call.talking = true;
    return tell(call, 'answered');
  }

  /** Two legs are joined: a call that was asked for is answered now; another caller may have been put through. */
  function bridged(event: FreeswitchEvent): readonly FreeswitchReport[] {
    const own = callOfLeg.get(event['Unique-ID'] ?? '');
    if (own !== undefined) return own.asked ? answered(own) : [];
    const call = callOfLeg.get(event['Other-Leg-Unique-ID'] ?? '');
    if (call === undefined) return [];
    if (call.asked) return answered(call);
    const number = event['Caller-Caller-ID-Number'];
    if (call.direction !== 'inbound' || !call.talking || !isNumber(number) || number === call.number)
      return [];
    call.number = number;
    return tell(call, 'renumbered');
  }

  function finish(call: KnownCall, reason?: CallEvent['reason']): readonly FreeswitchReport[] {
    if (call.caller !== null) waiting.delete(call.caller);
    used.add(call.id);
    if (used.size > 100) for (const oldest of [...used].slice(0, 1)) used.delete(oldest);
    return tell(call, 'ended', reason);
  }

  /** Calls of a caller in a queue, ringing here or not. */
  const ofCaller = (channel: string): readonly KnownCall[] => [
    ...new Set([...waiting.values(), ...callOfLeg.values()].filter(({ caller }) => caller === channel)),
  ];

  /** Another agent's phone was lifted for a caller of a queue. */
  function takenElsewhere(caller: string | undefined): readonly FreeswitchReport[] {
    return ofCaller(caller ?? '').flatMap((call) => {
      call.elsewhere = true;
      return call.legs.size === 0 ? finish(call, 'answeredElsewhere') : [];
    });
  }

  function callerLeft(channel: string): readonly FreeswitchReport[] {
    return ofCaller(channel).flatMap((call) => {
      // Which of the two channels hangs up first is FreeSWITCH's to say.
      call.callerGone = true;
      return call.legs.size === 0 ? finish(call) : [];
    });
  }

  function hangup(leg: string, cause: string | undefined): readonly FreeswitchReport[] {
    const call = callOfLeg.get(leg);
    if (call === undefined) return callerLeft(leg);
    callOfLeg.delete(leg);
    call.legs.delete(leg);
    if (call.legs.size > 0) return [];
    if (call.talking) return finish(call);
    if (call.direction === 'outbound') return finish(call, cause === 'USER_BUSY' ? 'busy' : undefined);
    if (cause === 'LOSE_RACE' || cause === 'PICKED_OFF' || call.elsewhere)
      return finish(call, 'answeredElsewhere');
    if (call.caller === null || call.callerGone) return finish(call);
    waiting.set(call.caller, call);
    if (waiting.size > MOST_WAITING)
      for (const oldest of [...waiting.keys()].slice(0, 1)) waiting.delete(oldest);
    const queued = tell(call, 'queued');
    return DECLINED.includes(cause) ? [...tell(call, 'ended'), ...queued] : queued;
  }

  return {
    take(event) {
      const known = callOfLeg.get(event['Unique-ID'] ?? '');
      switch (event['Event-Name']) {
        case 'CHANNEL_CREATE':
        case 'CHANNEL_PROGRESS':
        case 'CHANNEL_PROGRESS_MEDIA':
          return rings(event);
        case 'CHANNEL_ANSWER':
          if (known === undefined) return takenElsewhere(event[QUEUED_VARIABLE]);
          return known.asked ? [] : answered(known);
        case 'CHANNEL_BRIDGE':
          return bridged(event);
        case 'CHANNEL_HOLD':
          return known?.talking === true ? tell(known, 'held') : [];
        case 'CHANNEL_UNHOLD':
          return known?.talking === true ? tell(known, 'resumed') : [];
        case 'CHANNEL_HANGUP_COMPLETE':
          return hangup(event['Unique-ID'] ?? '', event['Hangup-Cause']);
        default:
          return [];
      }
    },
    stillThere(uuids) {
      const callers = new Set([...waiting.values(), ...callOfLeg.values()].map(({ caller }) => caller));
      const left = [...callers].filter((channel) => channel !== null && !uuids.has(channel));
      return [
        ...left.flatMap((channel) => callerLeft(channel ?? '')),
        ...[...callOfLeg.keys()].filter((leg) => !uuids.has(leg)).flatMap((leg) => hangup(leg, undefined)),
      ];
    },
  };
}
