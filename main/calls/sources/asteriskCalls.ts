import type { CallDirection, CallEvent } from '../event.ts';
import { namesNumber } from '../phoneNumber.ts';
import type { AmiMessage } from './amiMessages.ts';

/**
 * What Asterisk's manager events mean for one extension (facts/call-sources 1.8, and Asterisk 22 as it
 * behaves: test/pbx). A call here is what the agent's phone has of one `Linkedid`: several phones of his that ring
 * for one caller are one call, and a queue that rings him again and again for a waiting caller is too.
 */
export interface AsteriskCalls {
  /** Takes one event and says what it told. */
  take(message: AmiMessage): readonly AsteriskReport[];
  /** After a lost connection: legs that are no longer there have ended meanwhile. */
  stillThere(uniqueids: ReadonlySet<string>): readonly AsteriskReport[];
}

export type AsteriskReport = Pick<CallEvent, 'kind' | 'sourceCallId' | 'direction' | 'rawNumber' | 'reason'>;

interface KnownCall {
  readonly id: string;
  readonly direction: CallDirection;
  number: string;
  /** The agent's own channels in it, by Uniqueid. */
  readonly legs: Set<string>;
  /** The caller's channel: when it hangs up, nobody waits any more. */
  readonly root: string;
  talking: boolean;
  held: boolean;
  busy: boolean;
  declined: boolean;
  answeredElsewhere: boolean;
  /** The caller's channel is gone: nobody waits behind his ringing phone. */
  rootGone: boolean;
}

const ANSWERED_ELSEWHERE = '26';
/** More calls than one extension has; older ones are of an Asterisk that forgot to end them. */
const MOST_CALLS = 50;

/** @param extension number or name of the agent's endpoint, as in `PJSIP/101` */
export function createAsteriskCalls(extension: string): AsteriskCalls {
  const calls = new Map<string, KnownCall>();
  const callOfLeg = new Map<string, KnownCall>();
  /** Ids already told of, the latest last: a call transferred back to him is another call of the same Linkedid. */
  const used: string[] = [];

  const isMine = (channel: string | undefined): boolean => {
    const name = /^(?:PJSIP|SIP|IAX2|SCCP|Skinny)\/(.+)-[0-9a-f]+$/i.exec(channel ?? '')?.[1];
    return name === extension;
  };
  const isNumber = (text: string | undefined): text is string =>
    text !== undefined && namesNumber(text) && text !== extension;
  const tell = (
    call: KnownCall,
    kind: AsteriskReport['kind'],
    reason?: CallEvent['reason'],
  ): AsteriskReport => ({
    kind,
    sourceCallId: call.id,
    direction: call.direction,
    rawNumber: call.number,
    ...(reason === undefined ? {} : { reason }),
  });

  function begin(linkedid: string, leg: string, direction: CallDirection, number: string): KnownCall {
    const call: KnownCall = {
      id: linkedid,
      direction,
      number,
      legs: new Set(),
      root: linkedid,
      talking: false,
      held: false,
      busy: false,
      declined: false,
      answeredElsewhere: false,
      rootGone: false,
    };
    const one = used.includes(linkedid) ? { ...call, id: `${linkedid}/${leg}` } : call;
    used.push(one.id);
    if (used.length > MOST_CALLS) used.shift();
    calls.set(one.id, one);
    const oldest = [...calls.values()][0];
    if (calls.size > MOST_CALLS && oldest !== undefined) forget(oldest);
    return one;
  }

  function join(call: KnownCall, leg: string): void {
    call.legs.add(leg);
    callOfLeg.set(leg, call);
  }

  function forget(call: KnownCall): void {
    calls.delete(call.id);
    for (const leg of call.legs) callOfLeg.delete(leg);
  }

  function finish(call: KnownCall, reason?: CallEvent['reason']): readonly AsteriskReport[] {
    forget(call);
    return [tell(call, 'ended', reason)];
  }

  const waitingFor = (linkedid: string | undefined): KnownCall | undefined => {
    const call = [...calls.values()].findLast(({ root }) => root === linkedid);
    return call?.direction === 'inbound' && !call.talking ? call : undefined;
  };

  function dialBegin(m: AmiMessage): readonly AsteriskReport[] {
    const leg = m['DestUniqueid'] ?? '';
    const linkedid = m['DestLinkedid'] ?? m['Linkedid'] ?? leg;
    if (isMine(m['DestChannel']) && !isMine(m['Channel'])) {
      if (m['Channel'] === undefined) {
        // Asked for by a program (Originate): his own phone rings for the call he makes.
        const number = [m['DestConnectedLineNum'], m['DestCallerIDNum']].find(isNumber) ?? '';
        const call = begin(linkedid, leg, 'outbound', number);
        join(call, leg);
        return number === '' ? [] : [tell(call, 'dialing')];
      }
      const caller = [m['CallerIDNum'], m['DestConnectedLineNum']].find(isNumber) ?? '';
      const call = waitingFor(linkedid) ?? begin(linkedid, leg, 'inbound', caller);
      if (call.legs.size === 0) call.declined = false;
      join(call, leg);
      return [tell(call, 'ringing')];
    }
    const own = m['Uniqueid'] ?? '';
    if (!isMine(m['Channel'])) return [];
    const known = callOfLeg.get(own);
    if (known?.direction === 'inbound') return [];
    const dialled = [m['DestCallerIDNum'], m['Exten'], m['DialString']?.replace(/[@/].*$/, '')].find(
      isNumber,
    );
    const call = known ?? begin(m['Linkedid'] ?? own, own, 'outbound', dialled ?? '');
    join(call, own);
    if (call.number === '') call.number = dialled ?? '';
    return [tell(call, 'dialing')];
  }

  function dialEnd(m: AmiMessage): readonly AsteriskReport[] {
    const status = m['DialStatus'];
    const rung = callOfLeg.get(m['DestUniqueid'] ?? '');
    if (rung !== undefined) {
      if (rung.direction === 'outbound') return [];
      if (status === 'BUSY' || status === 'CONGESTION') rung.declined = true;
      return status === 'ANSWER' ? answered(rung) : [];
    }
    const dialling = callOfLeg.get(m['Uniqueid'] ?? '');
    if (dialling?.direction === 'outbound') {
      dialling.busy = status === 'BUSY';
      return status === 'ANSWER' ? answered(dialling) : [];
    }
    const waiting = waitingFor(m['DestLinkedid'] ?? m['Linkedid']);
    if (status !== 'ANSWER' || waiting === undefined || m['DestChannel']?.startsWith('Local/') === true)
      return [];
    waiting.answeredElsewhere = true;
    return waiting.legs.size === 0 ? finish(waiting, 'answeredElsewhere') : [];
  }

  function answered(call: KnownCall): readonly AsteriskReport[] {
    if (call.talking) return [];
    call.talking = true;
    return [tell(call, 'answered')];
  }

  function hangup(m: AmiMessage): readonly AsteriskReport[] {
    const leg = m['Uniqueid'] ?? '';
    const call = callOfLeg.get(leg);
    if (call === undefined) {
      const ofRoot = [...calls.values()].filter(({ root }) => root === leg);
      // Which of the two channels hangs up first is Asterisk's to say.
      for (const one of ofRoot) one.rootGone = true;
      return ofRoot.filter(({ legs }) => legs.size === 0).flatMap((one) => finish(one));
    }
    call.legs.delete(leg);
    callOfLeg.delete(leg);
    if (call.legs.size > 0) return [];
    if (call.talking) return finish(call);
    if (call.direction === 'outbound')
      return finish(call, call.busy || m['Cause'] === '17' ? 'busy' : undefined);
    if (m['Cause'] === ANSWERED_ELSEWHERE || call.answeredElsewhere) return finish(call, 'answeredElsewhere');
    if (call.rootGone) return finish(call);
    // The agent said no: that ring is over. The caller may wait in a queue all the same.
    return call.declined ? [tell(call, 'ended'), tell(call, 'queued')] : [tell(call, 'queued')];
  }

  function connectedLine(m: AmiMessage): readonly AsteriskReport[] {
    const call = callOfLeg.get(m['Uniqueid'] ?? '');
    const number = m['ConnectedLineNum'];
    if (call?.talking !== true || !isNumber(number) || number === call.number) return [];
    call.number = number;
    return [tell(call, 'renumbered')];
  }

  /** Hold and Unhold name the channel that pressed the key, his own or the other's. */
  function held(m: AmiMessage, kind: 'held' | 'resumed'): readonly AsteriskReport[] {
    const call =
      callOfLeg.get(m['Uniqueid'] ?? '') ??
      [...calls.values()].findLast(({ root }) => root === m['Linkedid']);
    const isHeld = kind === 'held';
    if (call?.talking !== true || call.held === isHeld) return [];
    call.held = isHeld;
    return [tell(call, kind)];
  }

  return {
    take(m) {
      switch (m['Event']) {
        case 'DialBegin':
          return dialBegin(m);
        case 'DialEnd':
          return dialEnd(m);
        case 'Hangup':
          return hangup(m);
        case 'NewConnectedLine':
          return connectedLine(m);
        case 'Hold':
          return held(m, 'held');
        case 'Unhold':
          return held(m, 'resumed');
        default:
          return [];
      }
    },
    stillThere: (uniqueids) => [
      ...[...callOfLeg.keys()]
        .filter((leg) => !uniqueids.has(leg))
        .flatMap((leg) => hangup({ Uniqueid: leg })),
      ...[...calls.values()]
        .filter(({ legs, root }) => legs.size === 0 && !uniqueids.has(root))
        .flatMap((call) => finish(call)),
    ],
  };
}
