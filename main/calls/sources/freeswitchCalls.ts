import type { CallDirection, CallEvent } from '../event.ts';

/** One event of FreeSWITCH: names and values as its JSON has them. */
export type FreeswitchEvent = Readonly<Record<string, string | undefined>>;

export type FreeswitchReport = Pick<
  CallEvent,
  'kind' | 'sourceCallId' | 'direction' | 'rawNumber' | 'reason'
>;

/**
 * What FreeSWITCH's channel events mean for one extension (facts/call-sources 1.9). A call is what the
 * agent's phone has of one `Channel-Call-UUID`: the legs of a ring group share it.
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

interface KnownCall {
  readonly id: string;
  readonly direction: CallDirection;
  /** Asked for by Ringside: the answer of the own phone is not the customer's. */
  readonly asked: boolean;
  number: string;
  readonly legs: Set<string>;
  talking: boolean;
}

export function createFreeswitchCalls(extension: string): FreeswitchCalls {
  const callOfLeg = new Map<string, KnownCall>();
  /** Ids whose call is over: the same channel group again is another call. */
  const used = new Set<string>();

  const isNumber = (text: string | undefined): text is string =>
    text !== undefined && /^[+*#\d]{2,40}$/.test(text) && text !== extension;

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
    const group = event['Channel-Call-UUID'] ?? event['variable_call_uuid'] ?? leg;
    const existing = [...callOfLeg.values()].find(({ id }) => id === group);
    if (existing !== undefined) return existing;
    const asked = event[`variable_${DIALLED_VARIABLE}`];
    const outbound = asked !== undefined || event['Call-Direction'] === 'inbound';
    const number =
      asked ?? (outbound ? event['Caller-Destination-Number'] : event['Caller-Caller-ID-Number']);
    return {
      id: used.has(group) ? `${group}/${leg}` : group,
      direction: outbound ? 'outbound' : 'inbound',
      asked: asked !== undefined,
      number: isNumber(number) ? number : '',
      legs: new Set(),
      talking: false,
    };
  }

  function rings(event: FreeswitchEvent): readonly FreeswitchReport[] {
    const leg = event['Unique-ID'] ?? '';
    if (userOf(event) !== extension || leg === '') return [];
    const call = callOfLeg.get(leg) ?? begin(event, leg);
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

  function hangup(leg: string, cause: string | undefined): readonly FreeswitchReport[] {
    const call = callOfLeg.get(leg);
    if (call === undefined) return [];
    callOfLeg.delete(leg);
    call.legs.delete(leg);
    if (call.legs.size > 0) return [];
    used.add(call.id);
    if (used.size > 100) for (const oldest of [...used].slice(0, 1)) used.delete(oldest);
    if (call.talking) return tell(call, 'ended');
    if (call.direction === 'outbound') return tell(call, 'ended', cause === 'USER_BUSY' ? 'busy' : undefined);
    const elsewhere = cause === 'LOSE_RACE' || cause === 'PICKED_OFF';
    return tell(call, 'ended', elsewhere ? 'answeredElsewhere' : undefined);
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
          return known === undefined || known.asked ? [] : answered(known);
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
    stillThere: (uuids) =>
      [...callOfLeg.keys()].filter((leg) => !uuids.has(leg)).flatMap((leg) => hangup(leg, undefined)),
  };
}
