import { describe, expect, it } from 'vitest';
import { createFreeswitchCalls } from '../../../../main/sources/freeswitch/freeswitchCalls.ts';
import type { FreeswitchEvent } from '../../../../main/sources/freeswitch/freeswitchChannels.ts';

const CUSTOMER = '+79031112233';

/** A channel with what FreeSWITCH writes into each of its events. */
const channel =
  (uuid: string, direction: 'inbound' | 'outbound', more: FreeswitchEvent = {}) =>
  (name: string, at: FreeswitchEvent = {}): FreeswitchEvent => ({
    'Event-Name': `CHANNEL_${name}`,
    'Unique-ID': uuid,
    'Channel-Call-UUID': uuid,
    'Call-Direction': direction,
    ...more,
    ...at,
  });
/** The phone of a user, called by FreeSWITCH. */
const rung = (uuid: string, user: string, more: FreeswitchEvent = {}) =>
  channel(uuid, 'outbound', {
    'Channel-Name': `sofia/internal/${user}@10.0.0.7:5060`,
    variable_dialed_user: user,
    variable_dialed_domain: 'a.example.com',
    'Caller-Destination-Number': user,
    ...more,
  });
/** The phone of a user, calling. */
const dials = (uuid: string, user: string, number: string) =>
  channel(uuid, 'inbound', {
    'Channel-Name': `sofia/internal/${user}@a.example.com`,
    variable_user_name: user,
    'Caller-Caller-ID-Number': user,
    'Caller-Destination-Number': number,
  });
const customerCalls = channel('caller', 'inbound', {
  'Channel-Name': 'sofia/external/+79031112233@operator',
  'Caller-Caller-ID-Number': CUSTOMER,
  'Caller-Destination-Number': '74951112233',
});
const customerCalled = (uuid: string, group: string) =>
  channel(uuid, 'outbound', {
    'Channel-Name': `sofia/gateway/operator/${CUSTOMER}`,
    'Channel-Call-UUID': group,
    'Caller-Caller-ID-Number': '74951112233',
    'Caller-Destination-Number': CUSTOMER,
  });
const joined = (uuid: string) => ({ 'Other-Leg-Unique-ID': uuid });
const bye = (cause = 'NORMAL_CLEARING') => ({ 'Hangup-Cause': cause });

function told(events: readonly FreeswitchEvent[], users = '101', domain = ''): readonly string[] {
  const calls = createFreeswitchCalls(users, domain);
  const lines = events.flatMap((event) =>
    calls
      .take(event)
      .map(({ kind, direction, rawNumber, reason }) =>
        `${kind} ${direction} ${rawNumber} ${reason ?? ''}`.trim(),
      ),
  );
  return lines.filter((line, index) => lines.indexOf(line) === index);
}
const out = (...kinds: readonly string[]) => kinds.map((kind) => `${kind} outbound ${CUSTOMER}`);

describe('a click-to-call is a call out, answered by the customer', () => {
  const me = rung('me', '101', { 'Caller-Caller-ID-Number': CUSTOMER });
  const customer = customerCalled('customer', 'me');

  it('originate to my phone, bridged to the customer; early media is no answer', () => {
    const events = [
      me('CREATE'),
      me('ANSWER'),
      customer('CREATE'),
      customer('PROGRESS_MEDIA'),
      me('BRIDGE', joined('customer')),
      customer('ANSWER'),
      me('HANGUP_COMPLETE', bye()),
    ];
    expect(told(events)).toEqual(out('dialing', 'answered', 'ended'));
    expect(told(events.slice(0, 5))).toEqual(out('dialing'));
  });

  it.each(['0000000000', '101', '700'])('also where my phone is shown %s as the caller', (shown) => {
    const mine = rung('me', '101', { 'Caller-Caller-ID-Number': shown });
    const events = [
      mine('CREATE'),
      mine('ANSWER'),
      customer('CREATE'),
      customer('ANSWER'),
      mine('BRIDGE', joined('customer')),
      mine('HANGUP_COMPLETE', bye()),
    ];
    expect(told(events)).toEqual(out('dialing', 'answered', 'ended'));
  });

  it('the company’s own number on my phone gives way to the customer’s', () => {
    const mine = rung('me', '101', { 'Caller-Caller-ID-Number': '74951112233' });
    expect(told([mine('CREATE'), mine('ANSWER'), customer('CREATE'), customer('ANSWER')])).toEqual([
      'dialing outbound 74951112233',
      `renumbered outbound ${CUSTOMER}`,
      `answered outbound ${CUSTOMER}`,
    ]);
  });

  it('two calls that a program joins (uuid_bridge), whichever began first', () => {
    const alone = customerCalled('customer', 'customer');
    const mine = rung('me', '101', { 'Caller-Caller-ID-Number': '0000000000' });
    const join = [mine('BRIDGE', joined('customer')), mine('HANGUP_COMPLETE', bye())];
    const first = [mine('CREATE'), mine('ANSWER'), alone('CREATE'), alone('ANSWER'), ...join];
    const second = [alone('CREATE'), alone('ANSWER'), mine('CREATE'), mine('ANSWER'), ...join];
    expect(told(first)).toEqual(out('dialing', 'answered', 'ended'));
    expect(told(second)).toEqual(out('dialing', 'answered', 'ended'));
  });

  it('a busy customer, and a phone of mine that does not want it', () => {
    expect(
      told([
        me('CREATE'),
        me('ANSWER'),
        customer('CREATE'),
        customer('HANGUP_COMPLETE', bye('USER_BUSY')),
        me('HANGUP_COMPLETE', bye()),
      ]),
    ).toEqual([...out('dialing'), `ended outbound ${CUSTOMER} busy`]);
    expect(told([me('CREATE'), me('HANGUP_COMPLETE', bye('USER_BUSY'))])).toEqual(out('dialing', 'ended'));
  });

  it('a customer whom a program called first rings me as a call in', () => {
    const first = customerCalled('customer', 'customer');
    const mine = rung('me', '101', {
      'Channel-Call-UUID': 'customer',
      'Other-Leg-Unique-ID': 'customer',
      'Caller-Caller-ID-Number': '0000000000',
    });
    expect(
      told([
        first('CREATE'),
        first('ANSWER'),
        mine('CREATE'),
        mine('ANSWER'),
        mine('HANGUP_COMPLETE', bye()),
      ]),
    ).toEqual([`ringing inbound ${CUSTOMER}`, `answered inbound ${CUSTOMER}`, `ended inbound ${CUSTOMER}`]);
  });
});

describe('a call that is fetched is mine, with the customer’s number', () => {
  const theirs = rung('theirs', '102', {
    'Channel-Call-UUID': 'caller',
    'Caller-Caller-ID-Number': CUSTOMER,
  });
  const fetched = [`answered inbound ${CUSTOMER}`, `ended inbound ${CUSTOMER}`];

  it.each(['*8', '**102', '*5901', '5901'])('by %s, from a ringing phone or a parking place', (code) => {
    const me = dials('me', '101', code);
    for (const bridge of [me('BRIDGE', joined('caller')), customerCalls('BRIDGE', joined('me'))]) {
      const events = [
        customerCalls('CREATE'),
        theirs('CREATE'),
        me('CREATE'),
        me('ANSWER'),
        theirs('HANGUP_COMPLETE', bye('PICKED_OFF')),
        bridge,
        me('HANGUP_COMPLETE', bye()),
      ];
      expect(told(events)).toEqual(fetched);
    }
    // A call that began before Ringside listened is told of by the bridge itself.
    const other = { 'Other-Leg-Direction': 'inbound', 'Other-Leg-Caller-ID-Number': CUSTOMER };
    const bridge = me('BRIDGE', { ...joined('caller'), ...other });
    expect(told([me('CREATE'), me('ANSWER'), bridge, me('HANGUP_COMPLETE', bye())])).toEqual(fetched);
  });

  it('a customer a colleague had called and parked is one, too', () => {
    const colleague = dials('colleague', '102', CUSTOMER);
    const customer = customerCalled('customer', 'colleague');
    const me = dials('me', '101', '5902');
    expect(
      told([
        colleague('CREATE'),
        customer('CREATE'),
        customer('ANSWER'),
        colleague('HANGUP_COMPLETE', bye()),
        me('CREATE'),
        me('ANSWER'),
        me('BRIDGE', joined('customer')),
        me('HANGUP_COMPLETE', bye()),
      ]),
    ).toEqual(fetched);
  });

  it('a colleague’s fetched call is not mine; mine that a colleague fetches is answered elsewhere', () => {
    const colleague = dials('colleague', '102', '**103');
    const other = rung('other', '103', {
      'Channel-Call-UUID': 'caller',
      'Caller-Caller-ID-Number': CUSTOMER,
    });
    const story = [
      customerCalls('CREATE'),
      other('CREATE'),
      colleague('CREATE'),
      colleague('ANSWER'),
      other('HANGUP_COMPLETE', bye('PICKED_OFF')),
      colleague('BRIDGE', joined('caller')),
    ];
    expect(told(story)).toEqual([]);
    expect(told(story, '103')).toEqual([
      `ringing inbound ${CUSTOMER}`,
      `ended inbound ${CUSTOMER} answeredElsewhere`,
    ]);
  });

  it('a code that calls nobody, and a mailbox, are no calls', () => {
    for (const code of ['*97', '*21*79990001122', '3000']) {
      const me = dials('me', '101', code);
      expect(told([me('CREATE'), me('ANSWER'), me('HANGUP_COMPLETE', bye())])).toEqual([]);
    }
  });
});

describe('calls by phone', () => {
  it('a colleague is called: told once somebody is rung', () => {
    const me = dials('me', '101', '102');
    const theirs = rung('theirs', '102', { 'Channel-Call-UUID': 'me', 'Other-Leg-Unique-ID': 'me' });
    expect(
      told([
        me('CREATE'),
        theirs('CREATE'),
        theirs('ANSWER'),
        me('ANSWER'),
        me('BRIDGE', joined('theirs')),
        me('HANGUP_COMPLETE', bye()),
      ]),
    ).toEqual(['dialing outbound 102', 'answered outbound 102', 'ended outbound 102']);
  });

  it('an own channel that the switchboard answers before the customer does is no answer', () => {
    const me = dials('me', '101', CUSTOMER);
    const customer = customerCalled('customer', 'me');
    const story = [me('CREATE'), customer('CREATE'), me('ANSWER'), me('BRIDGE', joined('customer'))];
    expect(told(story)).toEqual(out('dialing'));
    expect(told([...story, customer('ANSWER')])).toEqual(out('dialing', 'answered'));
  });

  it('put through to me by a colleague: the customer’s number takes the place of the colleague’s', () => {
    const me = rung('me', '101', { 'Channel-Call-UUID': 'colleague', 'Caller-Caller-ID-Number': '102' });
    expect(
      told([
        customerCalls('CREATE'),
        dials('colleague', '102', '101')('CREATE'),
        me('CREATE'),
        me('ANSWER'),
        me('BRIDGE', joined('colleague')),
        customerCalls('BRIDGE', joined('me')),
        me('HANGUP_COMPLETE', bye()),
      ]),
    ).toEqual([
      'ringing inbound 102',
      'answered inbound 102',
      `renumbered inbound ${CUSTOMER}`,
      `ended inbound ${CUSTOMER}`,
    ]);
  });

  it('raw spellings of a trunk are handed on', () => {
    for (const raw of [
      '79031112233;phone-context=+7',
      '+7 (903) 111-22-33',
      'tel:+79031112233',
      'anonymous',
    ]) {
      const me = rung('me', '101', { 'Channel-Call-UUID': 'caller', 'Caller-Caller-ID-Number': raw });
      expect(told([me('CREATE')])).toEqual([`ringing inbound ${raw}`]);
    }
  });
});

describe('several devices, several tenants', () => {
  const toDevice = (user: string, domain: string) =>
    rung('me', user, {
      'Channel-Call-UUID': 'caller',
      'Caller-Caller-ID-Number': CUSTOMER,
      variable_dialed_domain: domain,
    });

  it.each([
    ['101', '', '101', 'any.example.com', true],
    ['101, 91101', '', '91101', 'any.example.com', true],
    ['101', 'a.example.com', '101', 'A.EXAMPLE.com', true],
    ['101', 'a.example.com', '101', 'b.example.com', false],
    ['101@b.example.com, 105', 'a.example.com', '101', 'b.example.com', true],
    ['101@b.example.com, 105', 'a.example.com', '105', 'a.example.com', true],
    ['101@b.example.com, 105', 'a.example.com', '101', 'a.example.com', false],
    ['10', '', '101', 'a.example.com', false],
  ])('%s of domain "%s" and a call to %s@%s: %s', (users, domain, user, at, isMine) => {
    expect(told([toDevice(user, at)('CREATE')], users, domain)).toHaveLength(isMine ? 1 : 0);
  });

  it('a channel that does not say its domain is nobody’s where a domain is asked for', () => {
    const event = toDevice('101', 'a.example.com')('CREATE');
    expect(told([{ ...event, variable_dialed_domain: undefined }], '101', 'a.example.com')).toEqual([]);
    const present = {
      ...event,
      variable_dialed_domain: undefined,
      'Channel-Presence-ID': '101@a.example.com',
    };
    expect(told([present], '101', 'a.example.com')).toEqual([`ringing inbound ${CUSTOMER}`]);
  });

  it('two phones of mine that ring for one caller are one call', () => {
    const second = rung('second', '91101', {
      'Channel-Call-UUID': 'caller',
      'Caller-Caller-ID-Number': CUSTOMER,
    });
    const first = toDevice('101', 'a.example.com');
    const calls = createFreeswitchCalls('101, 91101');
    const reports = [
      first('CREATE'),
      second('CREATE'),
      second('ANSWER'),
      first('HANGUP_COMPLETE', bye('LOSE_RACE')),
      second('HANGUP_COMPLETE', bye()),
    ].flatMap((event) => calls.take(event));
    expect(reports.map(({ kind }) => kind)).toEqual(['ringing', 'ringing', 'answered', 'ended']);
    expect(new Set(reports.map(({ sourceCallId }) => sourceCallId)).size).toBe(1);
  });
});

describe('a recording', () => {
  const file = '/var/lib/freeswitch/recordings/2026-12-01/call 1.wav';
  const record = (name: string, leg: string, group: string): FreeswitchEvent => ({
    'Event-Name': name,
    'Unique-ID': leg,
    'Channel-Call-UUID': group,
    'Record-File-Path': file,
  });
  const phone = rung('agent', '101', { 'Channel-Call-UUID': 'caller', 'Caller-Caller-ID-Number': CUSTOMER });
  const recordingOf = (template: string, ...events: readonly FreeswitchEvent[]): unknown => {
    const calls = createFreeswitchCalls('101', '', template);
    return events.flatMap((event) => calls.take(event)).find(({ kind }) => kind === 'ended')?.recording;
  };
  const answeredCall = [phone('CREATE'), phone('ANSWER'), phone('HANGUP_COMPLETE', bye())];

  it('begun on the caller’s channel before the phone rang, or on the agent’s own, is told with the end', () => {
    const link = 'https://pbx.example.com/2026/var/lib/freeswitch/recordings/2026-12-01/call%201.wav';
    const template = 'https://pbx.example.com/2026/{path}';
    const [created, ...rest] = answeredCall;
    if (created === undefined) throw new Error('no call');
    expect(recordingOf(template, record('RECORD_START', 'caller', 'caller'), ...answeredCall)).toBe(link);
    expect(recordingOf(template, created, record('RECORD_START', 'agent', 'caller'), ...rest)).toBe(link);
  });

  it('of another call, of a call nobody took, or without an address in the settings is none', () => {
    const template = 'https://pbx.example.com/{file}';
    const started = record('RECORD_START', 'caller', 'caller');
    expect(recordingOf(template, record('RECORD_START', 'x', 'x'), ...answeredCall)).toBeUndefined();
    expect(recordingOf('', started, ...answeredCall)).toBeUndefined();
    const [created, , ended] = answeredCall;
    expect(
      recordingOf(template, started, ...[created, ended].filter((event) => event !== undefined)),
    ).toBeUndefined();
  });
});
