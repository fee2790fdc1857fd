import type { CallEvent } from '../../calls/tracking/callEvent.ts';
import type { AmiMessage } from './amiReader.ts';
import { createAsteriskCallRecords, type KnownCall } from './asteriskCallRecords.ts';
import { channelList, type ChannelList } from './asteriskChannelList.ts';
import { askedNumber, dialledNumber, diallerOf, isLocal, ownEndpoints } from './asteriskChannels.ts';
import { createRecordings } from '../recordings.ts';
import { dialledOf, isSameNumber, remoteNumberOf } from '../switchboardNumbers.ts';

/**
 * What Asterisk's manager events mean for one agent (call-sources.md 1.8 and 3, and Asterisk 22 as it
 * behaves: test/pbx). A call here is what the agent's phones have of one `Linkedid`: several phones that ring
 * for one caller are one call, and a queue that rings the agent again and again for a waiting caller is too.
 */
export interface AsteriskCalls {
  /** Takes one event and says what it told. */
  take(message: AmiMessage): readonly AsteriskReport[];
  /** The channels of the agent's phones in a call it told of by this id; none when there is no such call (any more). */
  channelsOf(id: string): readonly string[];
  /** Takes where a channel is recorded: the event that said so, and the file. Told with the end of the call. */
  recorded(message: AmiMessage, file: string): void;
  /** The channels are about to be listed: what begins from now on may be missing in the list. */
  listing(): void;
  /** Takes the list of all channels (`Status` events): which calls have ended unheard, and how all others stand. */
  listed(channels: readonly AmiMessage[]): readonly AsteriskReport[];
}

export type AsteriskReport = Pick<
  CallEvent,
  'kind' | 'sourceCallId' | 'direction' | 'rawNumber' | 'reason' | 'line' | 'recording'
>;

const ANSWERED_ELSEWHERE = '26';
const USER_BUSY = '17';

/**
 * @param endpoints names of the agent's endpoints as in `PJSIP/101`, set apart by commas
 * @param template of the address of recordings (recordings.ts); '' for none
 */
export function createAsteriskCalls(endpoints: string, template = ''): AsteriskCalls {
  const recordings = createRecordings(template);
  const own = ownEndpoints(endpoints);
  const records = createAsteriskCallRecords();
  /** While the channels are being listed: the agent's legs that began meanwhile, and whatever hung up. */
  let meanwhile: { readonly began: Set<string>; readonly left: Set<string> } | null = null;

  const tell = (
    call: KnownCall,
    kind: AsteriskReport['kind'],
    reason?: CallEvent['reason'],
  ): AsteriskReport => ({
    kind,
    sourceCallId: call.id,
    direction: call.direction,
    rawNumber: call.number,
    line: call.line,
    ...(reason === undefined ? {} : { reason }),
    ...(kind === 'ended' && call.talking ? recordings.of(call.root) : {}),
  });
  const begins = (call: KnownCall): readonly AsteriskReport[] => {
    if (call.direction === 'inbound') return [tell(call, 'ringing')];
    return call.asked !== null && call.number === '' ? [] : [tell(call, 'dialing')];
  };

  function join(call: KnownCall, leg: string, channel: string | undefined): void {
    records.join(call, leg, channel);
    meanwhile?.began.add(leg);
  }

  function finish(call: KnownCall, reason?: CallEvent['reason']): readonly AsteriskReport[] {
    records.forget(call);
    return [tell(call, 'ended', reason)];
  }

  function answered(call: KnownCall): readonly AsteriskReport[] {
    if (call.talking) return [];
    call.talking = true;
    return [tell(call, 'answered')];
  }

  /** A leg to one of the agent's phones: a new call, or one more phone or ring of a known one. */
  function toAgent(m: AmiMessage, line: string): KnownCall {
    const leg = m['DestUniqueid'] ?? '';
    const root = m['DestLinkedid'] ?? m['Linkedid'] ?? leg;
    const asked = diallerOf(m) === undefined ? { number: '', taken: false } : records.originatedBy(m);
    const call = records.waitingFor(m) ?? records.begin({ root, line, ...remoteAtBegin(m, asked) }, leg);
    if (call.legs.size === 0) call.declined = false;
    join(call, leg, m['DestChannel']);
    return call;
  }

  function remoteAtBegin(
    m: AmiMessage,
    asked: { readonly number: string; readonly taken: boolean } | undefined,
  ): Pick<KnownCall, 'direction' | 'number' | 'asked'> {
    if (asked?.taken === false)
      return { direction: 'outbound', number: asked.number || askedNumber(m, own), asked: 'agent' };
    const said = [m['CallerIDNum'], m['DestConnectedLineNum'], asked?.number];
    return { direction: 'inbound', number: remoteNumberOf(said, own.has), asked: null };
  }

  function dialBegin(m: AmiMessage): readonly AsteriskReport[] {
    const line = own.of(m['DestChannel']);
    const dialler = diallerOf(m);
    // One phone of the agent's calls another.
    if (line !== null) return own.of(dialler) === null ? begins(toAgent(m, line)) : [];
    if (isLocal(dialler)) for (const call of records.all()) if (isConsultation(call, m)) call.consults = true;
    if (dialler !== undefined) return dialsOut(m, dialler);
    records.originate(m['DestUniqueid'] ?? '', askedNumber(m, own));
    return [];
  }

  /** Asterisk dials on behalf of the agent, who has put the caller on hold: an attended transfer begins (Atxfer, or its key). */
  const isConsultation = (call: KnownCall, m: AmiMessage): boolean =>
    call.heldHere && m['Linkedid'] === call.root;

  function dialsOut(m: AmiMessage, dialler: string): readonly AsteriskReport[] {
    const leg = m['Uniqueid'] ?? '';
    const line = own.of(dialler);
    const known = records.ofLeg(leg) ?? (line === null ? records.askedFor(m) : undefined);
    if (known === undefined && line === null) return [];
    if (known?.direction === 'inbound' || known?.talking === true) return [];
    const number = dialledNumber(m, own);
    const root = m['Linkedid'] ?? leg;
    const call =
      known ?? records.begin({ root, line: line ?? '', direction: 'outbound', number, asked: null }, leg);
    if (line !== null) join(call, leg, dialler);
    const isOther = call.asked !== null && number !== '' && !isSameNumber(number, call.number);
    if (call.number === '') call.number = number;
    else if (isOther && !isLocal(m['DestChannel'])) {
      // What the program showed on the agent's phone was not the number that is called.
      call.number = number;
      return [tell(call, 'renumbered')];
    }
    return begins(call);
  }

  function dialEnd(m: AmiMessage): readonly AsteriskReport[] {
    const isAnswer = m['DialStatus'] === 'ANSWER';
    const rung = records.ofLeg(m['DestUniqueid']);
    if (rung !== undefined) return rungEnd(rung, m);
    const line = own.of(m['DestChannel']);
    // Nothing rang here, and it is answered here: picked up from a colleague's phone.
    if (line !== null) return isAnswer && own.of(diallerOf(m)) === null ? pickedUp(m, line) : [];
    const isPhone = !isLocal(m['DestChannel']);
    const dialling = records.ofLeg(m['Uniqueid']) ?? (isPhone ? records.askedFor(m) : undefined);
    if (dialling?.direction === 'outbound') {
      dialling.busy = m['DialStatus'] === 'BUSY';
      return isAnswer ? answered(dialling) : [];
    }
    if (!isAnswer || !isPhone) return [];
    const asked = records.originatedBy(m);
    if (asked !== undefined) asked.taken = true;
    const waiting = records.waitingFor(m);
    if (waiting === undefined) return [];
    waiting.answeredElsewhere = true;
    return waiting.legs.size === 0 ? finish(waiting, 'answeredElsewhere') : [];
  }

  /** The end of a ring at one of the agent's phones. */
  function rungEnd(call: KnownCall, m: AmiMessage): readonly AsteriskReport[] {
    const status = m['DialStatus'];
    if (call.asked === 'agent') {
      // The agent's own phone was lifted: that answers nothing, the customer does.
      if (status === 'ANSWER') call.asked = 'customer';
      return [];
    }
    if (call.direction === 'outbound') return [];
    if (status === 'BUSY' || status === 'CONGESTION') call.declined = true;
    return status === 'ANSWER' ? answered(call) : [];
  }

  function pickedUp(m: AmiMessage, line: string): readonly AsteriskReport[] {
    // The call is the caller's: the channel that fetches it had begun as a call of its own.
    const root = m['Linkedid'] ?? m['DestLinkedid'] ?? '';
    const call = toAgent({ ...m, DestLinkedid: root }, line);
    if (call.asked === null) return answered(call);
    call.asked = 'customer';
    return begins(call);
  }

  /** A parked call is fetched: no phone was dialled for it. */
  function unparked(m: AmiMessage): readonly AsteriskReport[] {
    const line = own.of(m['RetrieverChannel']);
    const leg = m['RetrieverUniqueid'] ?? '';
    if (line === null || records.ofLeg(leg) !== undefined) return [];
    const root = m['ParkeeLinkedid'] ?? m['ParkeeUniqueid'] ?? leg;
    const number = remoteNumberOf([m['ParkeeCallerIDNum'], m['RetrieverConnectedLineNum']], own.has);
    const call = records.begin({ root, line, direction: 'inbound', number, asked: null }, leg);
    join(call, leg, m['RetrieverChannel']);
    return answered(call);
  }

  function hangup(m: AmiMessage): readonly AsteriskReport[] {
    const leg = m['Uniqueid'] ?? '';
    meanwhile?.left.add(leg);
    records.originatorLeft(leg);
    const call = records.ofLeg(leg);
    if (call === undefined) {
      const ofRoot = records.all().filter(({ root }) => root === leg);
      // Which of the two channels hangs up first is Asterisk's to say.
      for (const one of ofRoot) one.rootGone = true;
      return ofRoot.filter(({ legs }) => legs.size === 0).flatMap((one) => finish(one));
    }
    records.leave(call, leg);
    if (call.legs.size > 0) return [];
    if (call.talking) return finish(call);
    if (m['Cause'] === ANSWERED_ELSEWHERE || call.answeredElsewhere) return finish(call, 'answeredElsewhere');
    if (call.direction === 'outbound') {
      // A click-to-call that the agent did not take found nobody's line busy.
      const isBusy = call.asked !== 'agent' && (call.busy || m['Cause'] === USER_BUSY);
      return finish(call, isBusy ? 'busy' : undefined);
    }
    if (call.rootGone) return finish(call);
    // The agent said no: that ring is over. The caller may wait in a queue all the same.
    return call.declined ? [tell(call, 'ended'), tell(call, 'queued')] : [tell(call, 'queued')];
  }

  /** Another party is on the line now, or rings in the place of the colleague who put it through. */
  function connectedLine(m: AmiMessage): readonly AsteriskReport[] {
    const call = records.ofLeg(m['Uniqueid']);
    if (call === undefined || (call.direction === 'outbound' && !call.talking)) return [];
    const number = dialledOf([m['ConnectedLineNum']], own.has);
    if (number === '') return [];
    if (isSameNumber(number, call.number)) {
      call.consults = false;
      return [];
    }
    if (call.consults) return [];
    call.number = number;
    return [tell(call, 'renumbered')];
  }

  /** Hold and Unhold name the channel that pressed the key, the agent's or the other's. */
  function held(m: AmiMessage, kind: 'held' | 'resumed'): readonly AsteriskReport[] {
    const mine = records.ofLeg(m['Uniqueid']);
    const call = mine ?? records.all().findLast(({ root }) => root === m['Linkedid']);
    const isHeld = kind === 'held';
    if (call?.talking !== true || call.held === isHeld) return [];
    call.held = isHeld;
    call.heldHere = isHeld && mine !== undefined;
    return [tell(call, kind)];
  }

  /** Takes a channel of the agent's that began unheard: before Ringside did, or while the line was lost. */
  function found(channel: AmiMessage, channels: ChannelList): void {
    const line = own.of(channel['Channel']);
    const leg = channel['Uniqueid'] ?? '';
    if (line === null || records.ofLeg(leg) !== undefined) return;
    const seen = channels.seen(channel, own);
    if (seen === null) return;
    const root = channel['Linkedid'] ?? leg;
    const call = records.waitingFor(channel) ?? records.begin({ root, line, ...seen.begins }, leg);
    records.join(call, leg, channel['Channel']);
    call.talking ||= seen.talks;
  }

  /** How a call stands, told again. */
  function stands(call: KnownCall): readonly AsteriskReport[] {
    if (call.legs.size === 0) return [tell(call, 'queued')];
    if (!call.talking) return begins(call);
    return call.held ? [tell(call, 'answered'), tell(call, 'held')] : [tell(call, 'answered')];
  }

  return {
    take(m) {
      switch (m['Event']) {
        case 'DialBegin':
          return dialBegin(m);
        case 'DialEnd':
          return dialEnd(m);
        case 'UnParkedCall':
          return unparked(m);
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
    channelsOf: (id) => [
      ...(records
        .all()
        .find((call) => call.id === id)
        ?.channels.values() ?? []),
    ],
    recorded(message, file) {
      const call = records.ofLeg(message['Uniqueid']);
      recordings.began([message['Linkedid'], call?.root], file);
    },
    listing() {
      meanwhile = { began: new Set(), left: new Set() };
    },
    listed(all) {
      const { began, left } = meanwhile ?? { began: new Set(), left: new Set() };
      meanwhile = null;
      const list = all.filter((channel) => !left.has(channel['Uniqueid'] ?? ''));
      const channels = channelList(list);
      const gone = records.legs().filter((leg) => !channels.has(leg) && !began.has(leg));
      const change = [
        ...gone.flatMap((leg) => hangup({ Uniqueid: leg })),
        ...records
          .all()
          .filter(({ legs, root }) => legs.size === 0 && !channels.has(root))
          .flatMap((call) => finish(call)),
      ];
      for (const channel of list) found(channel, channels);
      for (const call of records.all()) call.talking ||= channels.talks(call, own);
      const said = new Set(change.map(({ sourceCallId }) => sourceCallId));
      return [
        ...change,
        ...records
          .all()
          .filter(({ id }) => !said.has(id))
          .flatMap(stands),
      ];
    },
  };
}
