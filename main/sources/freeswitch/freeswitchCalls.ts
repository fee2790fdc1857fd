import type { CallEvent } from '../../calls/tracking/callEvent.ts';
import { remember } from '../boundedMap.ts';
import { createRecordings } from '../recordings.ts';
import { beginCall, type Beginning, type KnownCall } from './freeswitchCallRecords.ts';
import { type FreeswitchEvent, type Leg, legOf, otherLegOf, ownUsers } from './freeswitchChannels.ts';
import { dialledOf, isSameNumber, remoteNumberOf } from '../switchboardNumbers.ts';

export type FreeswitchReport = Pick<
  CallEvent,
  'kind' | 'sourceCallId' | 'direction' | 'rawNumber' | 'reason' | 'line' | 'recording'
>;

/**
 * What FreeSWITCH's channel events mean for one agent (call-sources.md 1.9 and 3). A call is what the
 * agent's phones have of one `Channel-Call-UUID`: the legs of a ring group share it. A queue (mod_callcenter) calls the agent
 * anew for each ring and marks the leg with the channel of the caller who waits: all these rings are one call.
 */
export interface FreeswitchCalls {
  take(event: FreeswitchEvent): readonly FreeswitchReport[];
  /** The agent's channels in a call it told of by this id; none when there is no such call (any more). */
  legsOf(id: string): readonly string[];
  /** The channels are about to be listed: what begins from now on may be missing in the list. */
  listing(): void;
  /** Takes the list of all channels: which calls have ended unheard, and how all others stand. */
  listed(channels: readonly FreeswitchEvent[]): readonly FreeswitchReport[];
}

/** The events to ask FreeSWITCH for. */
export const FREESWITCH_EVENTS =
  'CHANNEL_CREATE CHANNEL_PROGRESS CHANNEL_PROGRESS_MEDIA CHANNEL_ANSWER CHANNEL_BRIDGE CHANNEL_HOLD CHANNEL_UNHOLD CHANNEL_HANGUP_COMPLETE RECORD_START RECORD_STOP';

/** Channel variable that marks the leg of a call Ringside asked for, with the number to be called. */
export const DIALLED_VARIABLE = 'ringside_number';

/** On the legs by which a queue calls its agents: the channel of the caller who waits in it. */
const QUEUED_VARIABLE = 'variable_cc_member_session_uuid';
/** The agent said no. */
const DECLINED: readonly (string | undefined)[] = ['CALL_REJECTED', 'USER_BUSY'];
/** More than a switchboard has at one time; older ones are of a FreeSWITCH that forgot to end them. */
const MOST_LEGS = 2_000;
const MOST_WAITING = 50;
const MOST_USED = 100;
/** Fewer digits are an extension, or a code by which a parked or ringing call is fetched. */
const FEWEST_DIGITS = 7;
const digitsIn = (text: string): number => text.match(/\d/g)?.length ?? 0;

/**
 * @param users the agent's, set apart by commas
 * @param domain of those that name none; '' for any
 * @param template of the address of recordings (recordings.ts); '' for none
 */
export function createFreeswitchCalls(users: string, domain = '', template = ''): FreeswitchCalls {
  const recordings = createRecordings(template);
  const own = ownUsers(users, domain);
  const legs = new Map<string, Leg>();
  const callOfLeg = new Map<string, KnownCall>();
  /** Calls of callers who wait on while no phone of the agent's rings, by the caller's channel. */
  const waiting = new Map<string, KnownCall>();
  /** Ids whose call is over: the same channel group again is another call. */
  const used = new Map<string, true>();
  /** While the channels are being listed: channels that began meanwhile, and those that hung up. */
  let meanwhile: { readonly began: Set<string>; readonly left: Set<string> } | null = null;

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
      line: call.line,
      ...(reason === undefined ? {} : { reason }),
      ...(kind === 'ended' && call.talking ? recordings.of(call.group, call.peer) : {}),
    },
  ];
  const begins = (call: KnownCall): readonly FreeswitchReport[] => {
    if (call.direction === 'inbound') return tell(call, 'ringing');
    return call.secret || call.number === '' ? [] : tell(call, 'dialing');
  };
  const allCalls = (): readonly KnownCall[] => [...new Set([...waiting.values(), ...callOfLeg.values()])];

  const newCall = (of: Beginning, group: string, leg: string): KnownCall =>
    beginCall(of, group, used.has(group) ? `${group}/${leg}` : group);

  function begin(event: FreeswitchEvent, leg: string, line: string): KnownCall {
    const caller = event[QUEUED_VARIABLE] ?? null;
    const { group: shared, direction, caller: other } = legOf(event);
    const group = caller ?? shared;
    const existing = [...callOfLeg.values()].find(
      (call) => (call.group === group && !call.talking) || (caller !== null && call.caller === caller),
    );
    if (existing !== undefined) return existing;
    const common = { line, caller, peer: other === '' ? group : other };
    const wanted = event[`variable_${DIALLED_VARIABLE}`];
    if (wanted !== undefined || (direction === 'outbound' && isAskedFor(event, group, leg))) {
      // What a program shows on the agent's phone as the caller is whom it will call, if it is anybody's number.
      const shown = [event['Caller-Caller-ID-Number']].filter(
        (text) => digitsIn(text ?? '') >= FEWEST_DIGITS,
      );
      const number = wanted ?? dialledOf(shown, own.has);
      return newCall(
        { ...common, peer: '', direction: 'outbound', asked: true, number, secret: false },
        group,
        leg,
      );
    }
    if (direction === 'inbound') {
      const number = remoteNumberOf([event['Caller-Destination-Number']], own.has);
      const secret = digitsIn(number) < FEWEST_DIGITS || /^[*#]/.test(number);
      return newCall(
        { ...common, peer: '', direction: 'outbound', asked: false, number, secret },
        group,
        leg,
      );
    }
    const number = callerOf(event, common.peer);
    return newCall({ ...common, direction: 'inbound', asked: false, number, secret: false }, group, leg);
  }

  /** A call nobody began by calling: the agent's phone is its first channel, and no queue's. */
  function isAskedFor(event: FreeswitchEvent, group: string, leg: string): boolean {
    const isQueue = Object.keys(event).some((name) => /^variable_(?:cc|fifo)_/.test(name));
    return group === leg && event['Other-Leg-Unique-ID'] === undefined && !isQueue;
  }

  /** Who rings. Somebody a colleague or a program had called is known by the number that was called. */
  function callerOf(event: FreeswitchEvent, peer: string): string {
    const behind = legs.get(peer);
    const called = behind?.direction === 'outbound' ? behind.remote : '';
    return remoteNumberOf([called, event['Caller-Caller-ID-Number'], event['Caller-ANI']], own.has);
  }

  /** The call of a caller who waits and rings for the agent again. */
  function ringsAgain(event: FreeswitchEvent): KnownCall | undefined {
    const caller = event[QUEUED_VARIABLE] ?? '';
    const call = waiting.get(caller);
    waiting.delete(caller);
    return call;
  }

  function join(call: KnownCall, leg: string): void {
    call.legs.add(leg);
    callOfLeg.set(leg, call);
  }

  function rings(event: FreeswitchEvent): readonly FreeswitchReport[] {
    const leg = event['Unique-ID'] ?? '';
    if (leg === '') return [];
    const line = own.of(event);
    if (line === null) return callOfLeg.has(leg) ? [] : isCalled(event, leg);
    const call = callOfLeg.get(leg) ?? ringsAgain(event) ?? begin(event, leg, line);
    join(call, leg);
    return call.talking ? [] : begins(call);
  }

  /** A channel to the party the agent calls. */
  function isCalled(event: FreeswitchEvent, leg: string): readonly FreeswitchReport[] {
    const { direction, group, caller, remote } = legOf(event);
    const call =
      callOfLeg.get(caller) ??
      allCalls().find((one) => one.direction === 'outbound' && one.legs.size > 0 && one.group === group);
    if (call?.direction !== 'outbound' || direction !== 'outbound') return [];
    call.called.add(leg);
    const isNumber = digitsIn(remote) > 1;
    if (call.asked && !call.talking && isNumber) return calls(call, remote);
    if (!call.secret) return [];
    call.secret = false;
    if (/^[*#]/.test(call.number) && isNumber) call.number = remote;
    return begins(call);
  }

  /** A click-to-call says at last whom it calls. */
  function calls(call: KnownCall, number: string): readonly FreeswitchReport[] {
    if (isSameNumber(number, call.number)) return [];
    const wasUnknown = call.number === '';
    call.number = number;
    return wasUnknown ? begins(call) : tell(call, 'renumbered');
  }

  function answered(call: KnownCall): readonly FreeswitchReport[] {
    if (call.talking) return [];
    call.talking = true;
    return call.secret ? [] : tell(call, 'answered');
  }

  function lifted(event: FreeswitchEvent): readonly FreeswitchReport[] {
    const leg = event['Unique-ID'] ?? '';
    const seen = legs.get(leg);
    if (seen) seen.answered = true;
    const call = callOfLeg.get(leg);
    if (call !== undefined) return liftedHere(call);
    const calling = allCalls().find(
      (one) => one.direction === 'outbound' && (one.called.has(leg) || one.peer === leg),
    );
    if (calling !== undefined) return answered(calling);
    // A colleague of the same group was quicker.
    for (const one of allCalls())
      if (one.direction === 'inbound' && one.group === seen?.group && seen.direction === 'outbound')
        one.elsewhere = true;
    return takenElsewhere(event[QUEUED_VARIABLE]);
  }

  /** A phone of the agent's is lifted. The channel of a call out may be answered by the switchboard: whoever is called answers the call. */
  function liftedHere(call: KnownCall): readonly FreeswitchReport[] {
    if (call.direction === 'inbound') return answered(call);
    if (call.asked || call.secret) return [];
    const isAnswered = [...call.called].some((leg) => legs.get(leg)?.answered === true);
    return call.called.size === 0 || isAnswered ? answered(call) : [];
  }

  /** Two legs are joined: a call that was asked for is answered now; another party may have been put through or fetched. */
  function bridged(event: FreeswitchEvent): readonly FreeswitchReport[] {
    const [first, second] = [event['Unique-ID'] ?? '', event['Other-Leg-Unique-ID'] ?? ''];
    const mine = callOfLeg.has(first) ? first : second;
    const call = callOfLeg.get(mine);
    const peer = mine === first ? second : first;
    if (call === undefined || callOfLeg.has(peer)) return [];
    const behind = legs.get(peer) ?? (mine === first ? otherLegOf(event) : legOf(event));
    if (isFetched(call, mine, behind)) return fetched(call, mine, peer, behind);
    const isNew = call.peer !== '' && call.peer !== peer;
    const isSure = legs.get(peer)?.answered !== false;
    call.peer = peer;
    if (call.direction === 'outbound' && !call.talking) {
      const wasSecret = call.secret;
      call.secret = false;
      const named = call.asked && digitsIn(behind.remote) > 1 ? calls(call, behind.remote) : [];
      return [...named, ...(wasSecret ? begins(call) : []), ...(isSure ? answered(call) : [])];
    }
    if (!isNew || !call.talking || call.secret) return [];
    const number = remoteNumberOf([behind.remote], own.has);
    if (number === '' || isSameNumber(number, call.number)) return [];
    call.number = number;
    return tell(call, 'renumbered');
  }

  /** The agent's phone dialled a code, and is joined with somebody it did not call: a caller, or another call's party. */
  function isFetched(call: KnownCall, mine: string, behind: Leg): boolean {
    const isPhone = call.direction === 'outbound' && !call.asked && legs.get(mine)?.direction !== 'outbound';
    const isStranger = behind.group !== '' && behind.group !== call.group;
    return isPhone && call.called.size === 0 && (behind.direction === 'inbound' || isStranger);
  }

  function fetched(dialled: KnownCall, mine: string, peer: string, behind: Leg): readonly FreeswitchReport[] {
    const ended = dialled.secret ? [] : finish(dialled);
    const number = remoteNumberOf([behind.remote], own.has);
    const group = behind.group === '' ? peer : behind.group;
    remember(used, dialled.id, true, MOST_USED);
    dialled.legs.delete(mine);
    const rang = allCalls().find((one) => one.direction === 'inbound' && one.group === group && !one.talking);
    const call =
      rang ??
      newCall(
        { line: dialled.line, caller: null, direction: 'inbound', asked: false, number, peer, secret: false },
        group,
        mine,
      );
    join(call, mine);
    return [...ended, ...answered(call)];
  }

  function finish(call: KnownCall, reason?: CallEvent['reason']): readonly FreeswitchReport[] {
    if (call.caller !== null) waiting.delete(call.caller);
    remember(used, call.id, true, MOST_USED);
    return call.secret || (call.asked && call.number === '') ? [] : tell(call, 'ended', reason);
  }

  /** Calls of a caller in a queue, ringing here or not. */
  const ofCaller = (channel: string): readonly KnownCall[] =>
    allCalls().filter(({ caller }) => caller === channel);

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
    legs.delete(leg);
    meanwhile?.left.add(leg);
    const call = callOfLeg.get(leg);
    if (call === undefined) {
      for (const one of allCalls()) if (one.called.has(leg)) one.busy = cause === 'USER_BUSY';
      return callerLeft(leg);
    }
    call.legs.delete(leg);
    callOfLeg.delete(leg);
    if (call.legs.size > 0) return [];
    if (call.talking) return finish(call);
    if (call.direction === 'outbound') {
      // A click-to-call that the agent did not take found nobody's line busy.
      const isBusy = call.busy || (cause === 'USER_BUSY' && !(call.asked && call.called.size === 0));
      return finish(call, isBusy ? 'busy' : undefined);
    }
    if (cause === 'LOSE_RACE' || cause === 'PICKED_OFF' || call.elsewhere)
      return finish(call, 'answeredElsewhere');
    if (call.caller === null || call.callerGone) return finish(call);
    remember(waiting, call.caller, call, MOST_WAITING);
    const queued = tell(call, 'queued');
    return DECLINED.includes(cause) ? [...tell(call, 'ended'), ...queued] : queued;
  }

  function hold(event: FreeswitchEvent, kind: 'held' | 'resumed'): readonly FreeswitchReport[] {
    const call = callOfLeg.get(event['Unique-ID'] ?? '');
    if (call?.talking !== true || call.secret) return [];
    call.held = kind === 'held';
    return tell(call, kind);
  }

  /** How a call stands, told again. */
  function stands(call: KnownCall): readonly FreeswitchReport[] {
    if (call.legs.size === 0) return tell(call, 'queued');
    if (!call.talking || call.secret) return begins(call);
    return [...tell(call, 'answered'), ...(call.held ? tell(call, 'held') : [])];
  }

  function see(event: FreeswitchEvent): void {
    const leg = event['Unique-ID'] ?? '';
    if (leg === '') return;
    const known = legs.get(leg);
    remember(legs, leg, { ...legOf(event), answered: known?.answered ?? legOf(event).answered }, MOST_LEGS);
    if (known === undefined) meanwhile?.began.add(leg);
  }

  return {
    take(event) {
      switch (event['Event-Name']) {
        case 'CHANNEL_CREATE':
        case 'CHANNEL_PROGRESS':
        case 'CHANNEL_PROGRESS_MEDIA':
          see(event);
          return rings(event);
        case 'CHANNEL_ANSWER':
          return lifted(event);
        case 'CHANNEL_BRIDGE':
          return bridged(event);
        case 'CHANNEL_HOLD':
          return hold(event, 'held');
        case 'CHANNEL_UNHOLD':
          return hold(event, 'resumed');
        case 'RECORD_START':
        case 'RECORD_STOP':
          recordings.began([event['Unique-ID'], legOf(event).group], event['Record-File-Path'] ?? '');
          return [];
        case 'CHANNEL_HANGUP_COMPLETE':
          return hangup(event['Unique-ID'] ?? '', event['Hangup-Cause']);
        default:
          return [];
      }
    },
    legsOf: (id) => [...(allCalls().find((call) => call.id === id)?.legs ?? [])],
    listing() {
      meanwhile = { began: new Set(), left: new Set() };
    },
    listed(all) {
      const { began, left } = meanwhile ?? { began: new Set(), left: new Set() };
      meanwhile = null;
      const list = all.filter((event) => !left.has(event['Unique-ID'] ?? ''));
      const there = new Set(list.map((event) => event['Unique-ID'] ?? ''));
      const isGone = (leg: string): boolean => !there.has(leg) && !began.has(leg);
      const callers = allCalls().flatMap(({ caller }) => (caller === null ? [] : [caller]));
      const change = [
        ...[...new Set(callers)].filter((caller) => !there.has(caller)).flatMap(callerLeft),
        ...[...callOfLeg.keys()].filter(isGone).flatMap((leg) => hangup(leg, undefined)),
      ];
      for (const leg of [...legs.keys()].filter(isGone)) legs.delete(leg);
      for (const event of list) see(event);
      // The agent's own first: the others are told apart by them.
      for (const event of list) if (own.of(event) !== null) rings(event);
      for (const event of list) rings(event);
      for (const event of list) if (event['Answer-State'] === 'answered') lifted(event);
      const said = new Set(change.map(({ sourceCallId }) => sourceCallId));
      return [
        ...change,
        ...allCalls()
          .filter(({ id }) => !said.has(id))
          .flatMap(stands),
      ];
    },
  };
}
