import { describe, expect, it } from 'vitest';
import type { AmiMessage } from '../../../../main/sources/asterisk/amiReader.ts';
import { createAsteriskCalls } from '../../../../main/sources/asterisk/asteriskCalls.ts';
import { watchAsterisk } from '../../../../main/sources/asterisk/asteriskHealthCheck.ts';
import { createFakeClock } from '../../fakeClock.ts';

const CUSTOMER = '+79161234567';

/** A channel as `Action: Status` lists it (Asterisk 22). */
const channel = (name: string, id: string, more: AmiMessage = {}): AmiMessage => ({
  Event: 'Status',
  Channel: name,
  Uniqueid: id,
  Linkedid: id,
  ChannelStateDesc: 'Up',
  ConnectedLineNum: CUSTOMER,
  Exten: '',
  Application: '',
  BridgeID: '',
  ...more,
});

/** What is told of the agent 101 by a source that did not listen before. */
function seen(...channels: readonly AmiMessage[]): readonly string[] {
  const calls = createAsteriskCalls('101');
  calls.listing();
  return calls
    .listed(channels)
    .map(({ kind, direction, rawNumber }) => `${kind} ${String(direction)} ${rawNumber}`);
}

const trunk = (id: string, more: AmiMessage = {}) => channel('PJSIP/trunk-00000001', id, more);
const mine = (id: string, more: AmiMessage = {}) => channel('PJSIP/101-00000002', id, more);
const ringing = { ChannelStateDesc: 'Ringing', Application: 'AppDial' };

describe('the channels of an Asterisk that was not listened to', () => {
  it.each([
    ['nothing', [], []],
    ['a call of others', [trunk('1', { BridgeID: 'b' }), channel('PJSIP/102-0000000a', '2')], []],
    [
      'a call that rings me',
      [trunk('1'), mine('2', { Linkedid: '1', ...ringing })],
      [`ringing inbound ${CUSTOMER}`],
    ],
    [
      'a call I talk on',
      [trunk('1', { BridgeID: 'b' }), mine('2', { Linkedid: '1', Application: 'AppDial', BridgeID: 'b' })],
      [`answered inbound ${CUSTOMER}`],
    ],
    [
      'a number I dial, not answered yet',
      [
        mine('1', { Application: 'Dial', Exten: '89161234567', ConnectedLineNum: '' }),
        trunk('2', { Linkedid: '1', ...ringing }),
      ],
      ['dialing outbound 89161234567'],
    ],
    [
      'a number I dialled and talk to',
      [
        mine('1', { Application: 'Dial', Exten: '89161234567', BridgeID: 'b' }),
        trunk('2', { Linkedid: '1', BridgeID: 'b' }),
      ],
      ['answered outbound 89161234567'],
    ],
    ['me in a menu or a mailbox', [mine('1', { Application: 'VoiceMailMain' })], []],
    [
      'a click-to-call that rings me first',
      [mine('1', { ChannelStateDesc: 'Ringing', Application: 'AppDial' })],
      [`dialing outbound ${CUSTOMER}`],
    ],
    [
      'a click-to-call over Local, both have lifted',
      [
        channel('Local/101@office-00000001;1', '1'),
        mine('2', { Linkedid: '1', Application: 'AppDial', BridgeID: 'b' }),
        trunk('3', { Linkedid: '1', Application: 'AppDial', BridgeID: 'b' }),
      ],
      [`answered outbound ${CUSTOMER}`],
    ],
    [
      'a click-to-call over Local, the customer rings still',
      [
        channel('Local/101@office-00000001;1', '1'),
        mine('2', { Linkedid: '1', Application: 'Dial', BridgeID: 'b' }),
        trunk('3', { Linkedid: '1', ...ringing }),
      ],
      [`dialing outbound ${CUSTOMER}`],
    ],
  ] as const)('%s', (_what, channels, told) => {
    expect(seen(...channels)).toEqual(told);
  });

  it('what was known and is not listed has ended; what began while they were listed has not', () => {
    const calls = createAsteriskCalls('101');
    calls.listing();
    calls.listed([trunk('1'), mine('2', { Linkedid: '1', ...ringing })]);
    calls.listing();
    calls.take({
      Event: 'DialBegin',
      Channel: 'PJSIP/trunk-00000005',
      DestChannel: 'PJSIP/101-00000006',
      DestUniqueid: '6',
      DestLinkedid: '5',
      CallerIDNum: '+79030000000',
    });
    const told = calls.listed([]).map(({ kind, rawNumber }) => `${kind} ${rawNumber}`);
    expect(told).toEqual([`queued ${CUSTOMER}`, `ended ${CUSTOMER}`, 'ringing +79030000000']);
  });

  it('what hung up while they were listed is not told as going on', () => {
    const calls = createAsteriskCalls('101');
    calls.listing();
    calls.take({ Event: 'Hangup', Uniqueid: '2', Cause: '16' });
    expect(calls.listed([trunk('1'), mine('2', { Linkedid: '1', ...ringing })])).toEqual([]);
  });
});

describe('whether an Asterisk can tell anything', () => {
  /** One list a look, the last one for ever. */
  function watching(...lists: readonly (readonly string[] | null)[]) {
    const clock = createFakeClock();
    const found = { blind: 0, asked: 0 };
    const watch = watchAsterisk({
      clock,
      list: async () => {
        const ids = lists[Math.min(found.asked, lists.length - 1)] ?? null;
        found.asked += 1;
        return ids?.map((id) => ({ Uniqueid: id })) ?? null;
      },
      isBlind: () => (found.blind += 1),
    });
    return { clock, found, watch };
  }

  it('is asked every 20 s; a channel that came and went untold is believed at the look after', async () => {
    const { clock, found } = watching(['a'], ['a', 'b'], ['b'], ['b']);
    await clock.advance(19_999);
    expect(found.asked).toBe(0);
    await clock.advance(40_001);
    expect(found).toEqual({ asked: 3, blind: 0 });
    await clock.advance(20_000);
    expect(found).toEqual({ asked: 4, blind: 1 });
    await clock.advance(600_000);
    expect(found).toEqual({ asked: 4, blind: 1 });
    expect(clock.timers()).toBe(0);
  });

  it('is not doubted while channels only come, or stay', async () => {
    const { clock, found, watch } = watching([], ['a'], ['a', 'b']);
    await clock.advance(600_000);
    expect(found).toEqual({ asked: 30, blind: 0 });
    watch.stop();
    expect(clock.timers()).toBe(0);
  });

  it('is not doubted any more once an event was heard, also between the two looks', async () => {
    const { clock, found, watch } = watching(['a'], [], []);
    await clock.advance(40_000);
    watch.messageReceived();
    await clock.advance(600_000);
    expect(found).toEqual({ asked: 2, blind: 0 });
  });

  it('is left alone where the user may not list channels', async () => {
    const { clock, found } = watching(null);
    await clock.advance(600_000);
    expect(found).toEqual({ asked: 1, blind: 0 });
    expect(clock.timers()).toBe(0);
  });
});
