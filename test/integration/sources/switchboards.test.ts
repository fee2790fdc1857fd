import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallEvent } from '../../../main/calls/tracking/callEvent.ts';
import { asteriskKind } from '../../../main/sources/asterisk/asteriskSource.ts';
import { freeswitchKind } from '../../../main/sources/freeswitch/freeswitchSource.ts';
import { eventually } from '../../phones/eventually.ts';
import { startFakeAsterisk, type FakeAsterisk } from '../../phones/fakeAsterisk.ts';
import { startFakeFreeswitch, type FakeFreeswitch } from '../../phones/fakeFreeswitch.ts';
import { openSource, until } from './openSource.ts';
import { dialString } from '../../unit/phone/dialStrings.ts';

const CUSTOMER = '+79161234567';
let heard: CallEvent[];
let end: AbortController;
const report = (event: CallEvent): void => {
  heard.push(event);
};
const told = (): readonly string[] =>
  heard.map(({ kind, reason }) => (reason === undefined ? kind : `${kind} ${reason}`));
const tells = (...kinds: readonly string[]): Promise<void> =>
  eventually(kinds.join(', '), () => told().join() === kinds.join());
beforeEach(() => {
  heard = [];
  end = new AbortController();
});
afterEach(() => {
  end.abort();
});

describe('Asterisk', () => {
  let asterisk: FakeAsterisk;
  const settings = () => ({
    host: '127.0.0.1',
    port: asterisk.port,
    user: 'ringside',
    extension: '101',
    context: 'phones',
  });
  const recorded = (name: string): Buffer =>
    readFileSync(path.join(import.meta.dirname, '../../unit/sources/asterisk/ami', `${name}.ami`));
  beforeEach(async () => {
    asterisk = await startFakeAsterisk('canary-secret');
  });
  afterEach(() => asterisk.close());

  it('is logged in to without sending the password, also without the right to filter', async () => {
    const source = openSource(asteriskKind, settings(), { secret: 'canary-secret' });
    await source.start(report, end.signal);
    await until(source, { state: 'ready' });
    expect(asterisk.actions.join()).not.toContain('canary-secret');
    asterisk.send(recorded('incoming answered'));
    await tells('ringing', 'answered', 'ended');
    expect(heard[0]).toMatchObject({ direction: 'inbound', rawNumber: CUSTOMER, line: '101' });
  });

  it('refuses a wrong password once: it is said, and not tried again', async () => {
    const source = openSource(asteriskKind, settings(), { secret: 'wrong' });
    await source.start(report, end.signal);
    await until(source, { state: 'failed', reason: 'wrongPassword' });
    await eventually('it hung up', () => source.status().words === 'Authentication failed');
    expect(asterisk.connections()).toBe(1);
  });

  it('is connected to again when it restarts, and calls it forgot meanwhile are ended', async () => {
    const source = openSource(asteriskKind, settings(), { secret: 'canary-secret' });
    await source.start(report, end.signal);
    await until(source, { state: 'ready' });
    const whole = recorded('incoming answered').toString();
    asterisk.send(Buffer.from(whole.slice(0, whole.indexOf('Event: Hangup'))));
    await tells('ringing', 'answered');
    asterisk.drop();
    await until(source, { state: 'ready' });
    await tells('ringing', 'answered', 'ended');
    expect(heard.at(-1)?.reason).toBeUndefined();
  });

  it('dials: the number cannot begin another header, and without a connection it is said', async () => {
    const source = openSource(asteriskKind, settings(), { secret: 'canary-secret' });
    expect(await source.dial?.(dialString(CUSTOMER))).toEqual({ ok: false, error: 'notConnected' });
    await source.start(report, end.signal);
    await until(source, { state: 'ready' });
    expect(await source.dial?.(dialString(`${CUSTOMER}\r\nApplication: System`))).toEqual({
      ok: true,
      value: null,
    });
    const originate = asterisk.actions.find((text) => text.startsWith('Action: Originate'));
    expect(originate).toContain(`Exten: ${CUSTOMER}\r\n`);
    expect(originate).not.toContain('Application');
    // The customer's number is nobody's caller id.
    expect(originate).not.toContain('CallerID');
  });

  it.each(['1.0', '1.1', '1.3'])(
    'an interface of version %s, before Asterisk 12, is said to be too old',
    async (version) => {
      asterisk.version = version;
      const source = openSource(asteriskKind, settings(), { secret: 'canary-secret' });
      await source.start(report, end.signal);
      await until(source, { state: 'failed', reason: 'tooOld' });
      expect(source.status().words).toBe(`Asterisk Call Manager/${version}`);
    },
  );

  it('something else on that port is said', async () => {
    const other = await startFakeFreeswitch('');
    const source = openSource(asteriskKind, { ...settings(), port: other.port }, { secret: 'x' });
    await source.start(report, end.signal);
    await until(source, { state: 'failed', reason: 'protocol' });
    expect(other.commands).toEqual([]);
    await other.close();
  });
});

describe('FreeSWITCH, a fake by its documentation', () => {
  let freeswitch: FakeFreeswitch;
  const settings = () => ({ host: '127.0.0.1', port: freeswitch.port, extension: '101' });
  const open = async (more: Readonly<Record<string, string>> = {}) => {
    const source = openSource(freeswitchKind, { ...settings(), ...more }, { secret: 'ClueCon' });
    await source.start(report, end.signal);
    await until(source, { state: 'ready' });
    return source;
  };
  const toMe = {
    'Unique-ID': 'leg-101',
    'Channel-Call-UUID': 'call-1',
    'Call-Direction': 'outbound',
    'Channel-Name': 'sofia/internal/101@10.0.0.5:5060',
    variable_dialed_user: '101',
    'Caller-Caller-ID-Number': CUSTOMER,
    'Caller-Destination-Number': '101',
  };
  const fromMe = {
    'Unique-ID': 'leg-a',
    'Channel-Call-UUID': 'leg-a',
    'Call-Direction': 'inbound',
    'Channel-Name': 'sofia/internal/101@pbx.example.com',
    variable_user_name: '101',
    'Caller-Caller-ID-Number': '101',
    'Caller-Destination-Number': CUSTOMER,
  };
  const emit = (name: string, leg: Readonly<Record<string, string>>, more = {}): void => {
    freeswitch.emit({ 'Event-Name': name, ...leg, ...more });
  };
  beforeEach(async () => {
    freeswitch = await startFakeFreeswitch('ClueCon');
  });
  afterEach(() => freeswitch.close());

  it('tells a call in: rings, answered, held, ended', async () => {
    await open();
    emit('CHANNEL_CREATE', toMe);
    emit('CHANNEL_ANSWER', toMe);
    emit('CHANNEL_HOLD', toMe);
    emit('CHANNEL_UNHOLD', toMe);
    emit('CHANNEL_HANGUP_COMPLETE', toMe, { 'Hangup-Cause': 'NORMAL_CLEARING' });
    await tells('ringing', 'answered', 'held', 'resumed', 'ended');
    expect(heard[0]).toMatchObject({ direction: 'inbound', rawNumber: CUSTOMER, sourceCallId: 'call-1' });
  });

  it('tells what a colleague took, what was given up, and other extensions’ calls not at all', async () => {
    await open();
    const colleague = { ...toMe, 'Unique-ID': 'leg-102', variable_dialed_user: '102' };
    emit('CHANNEL_CREATE', toMe);
    emit('CHANNEL_CREATE', colleague);
    emit('CHANNEL_ANSWER', colleague);
    emit('CHANNEL_HANGUP_COMPLETE', toMe, { 'Hangup-Cause': 'LOSE_RACE' });
    emit('CHANNEL_CREATE', { ...toMe, 'Channel-Call-UUID': 'call-2' });
    emit('CHANNEL_HANGUP_COMPLETE', toMe, { 'Hangup-Cause': 'ORIGINATOR_CANCEL' });
    await tells('ringing', 'ended answeredElsewhere', 'ringing', 'ended');
    expect(new Set(heard.map(({ sourceCallId }) => sourceCallId))).toEqual(new Set(['call-1', 'call-2']));
  });

  describe('a queue (mod_callcenter)', () => {
    const ring = (leg: string, more = {}) => ({
      ...toMe,
      'Unique-ID': leg,
      'Channel-Call-UUID': leg,
      variable_cc_member_session_uuid: 'caller',
      ...more,
    });
    const colleague = ring('leg-102', { variable_dialed_user: '102' });
    const ends = (leg: Readonly<Record<string, string>>, cause: string): void =>
      emit('CHANNEL_HANGUP_COMPLETE', leg, { 'Hangup-Cause': cause });
    const caller = { 'Unique-ID': 'caller' };
    const ids = (): readonly unknown[] => [...new Set(heard.map(({ sourceCallId }) => sourceCallId))];

    it('that rings again is one call: the caller waits on, and gives up', async () => {
      await open();
      emit('CHANNEL_CREATE', ring('leg-1'));
      ends(ring('leg-1'), 'NO_ANSWER');
      emit('CHANNEL_CREATE', ring('leg-2'));
      ends(ring('leg-2'), 'CALL_REJECTED');
      ends(caller, 'ORIGINATOR_CANCEL');
      await tells('ringing', 'queued', 'ringing', 'ended', 'queued', 'ended');
      expect(ids()).toEqual(['caller']);
    });

    it('is answered here after a second ring, and ends once', async () => {
      await open();
      emit('CHANNEL_CREATE', ring('leg-1'));
      ends(ring('leg-1'), 'NO_ANSWER');
      emit('CHANNEL_CREATE', ring('leg-2'));
      emit('CHANNEL_ANSWER', ring('leg-2'));
      ends(ring('leg-2'), 'NORMAL_CLEARING');
      ends(caller, 'NORMAL_CLEARING');
      emit('CHANNEL_CREATE', ring('leg-3', { variable_cc_member_session_uuid: 'next' }));
      await tells('ringing', 'queued', 'ringing', 'answered', 'ended', 'ringing');
      expect(ids()).toEqual(['caller', 'next']);
    });

    it('is answered by a colleague, while it rings here and while it does not', async () => {
      await open();
      emit('CHANNEL_CREATE', ring('leg-1'));
      emit('CHANNEL_ANSWER', colleague);
      ends(ring('leg-1'), 'ORIGINATOR_CANCEL');
      const other = { variable_cc_member_session_uuid: 'caller-2' };
      emit('CHANNEL_CREATE', ring('leg-2', other));
      ends(ring('leg-2', other), 'NO_ANSWER');
      emit('CHANNEL_ANSWER', { ...colleague, ...other });
      await tells('ringing', 'ended answeredElsewhere', 'ringing', 'queued', 'ended answeredElsewhere');
      expect(ids()).toEqual(['caller', 'caller-2']);
    });

    it('is given up while it rings: whichever channel hangs up first, it ends once', async () => {
      await open();
      emit('CHANNEL_CREATE', ring('leg-1'));
      ends(caller, 'ORIGINATOR_CANCEL');
      ends(ring('leg-1'), 'ORIGINATOR_CANCEL');
      emit('CHANNEL_CREATE', ring('leg-2', { variable_cc_member_session_uuid: 'next' }));
      ends(ring('leg-2'), 'ORIGINATOR_CANCEL');
      ends({ 'Unique-ID': 'next' }, 'ORIGINATOR_CANCEL');
      await tells('ringing', 'ended', 'ringing', 'queued', 'ended');
      expect(ids()).toEqual(['caller', 'next']);
    });

    it('whose caller left while the line was lost is over, and one who still waits is not', async () => {
      const source = await open();
      emit('CHANNEL_CREATE', ring('leg-1'));
      ends(ring('leg-1'), 'NO_ANSWER');
      emit('CHANNEL_CREATE', ring('leg-2', { variable_cc_member_session_uuid: 'patient' }));
      await tells('ringing', 'queued', 'ringing');
      freeswitch.channels = ['patient'];
      freeswitch.drop();
      await tells('ringing', 'queued', 'ringing', 'ended', 'queued');
      await until(source, { state: 'ready' });
      expect(heard.slice(-2).map(({ sourceCallId }) => sourceCallId)).toEqual(['caller', 'patient']);
    });
  });

  it('tells a call out, and busy', async () => {
    await open();
    emit('CHANNEL_CREATE', fromMe);
    emit('CHANNEL_HANGUP_COMPLETE', fromMe, { 'Hangup-Cause': 'USER_BUSY' });
    await tells('dialing', 'ended busy');
    expect(heard[0]).toMatchObject({ direction: 'outbound', rawNumber: CUSTOMER });
  });

  it('dials: the own phone rings first, and the answer is the customer’s', async () => {
    const source = await open();
    expect(await source.dial?.(dialString(CUSTOMER))).toEqual({ ok: true, value: null });
    // The agent's phone shows the number as a name; as the caller's number the customer would see it.
    expect(freeswitch.commands.at(-1)).toBe(
      `bgapi originate {origination_caller_id_name=${CUSTOMER},origination_caller_id_number=101,effective_caller_id_number=101,effective_caller_id_name=101,ringside_number=${CUSTOMER}}user/101 ${CUSTOMER} XML default`,
    );
    const own = { ...toMe, variable_ringside_number: CUSTOMER };
    emit('CHANNEL_CREATE', own);
    emit('CHANNEL_ANSWER', own);
    await tells('dialing');
    emit('CHANNEL_BRIDGE', own, { 'Other-Leg-Unique-ID': 'leg-trunk' });
    await tells('dialing', 'answered');
  });

  it('dials with the caller id that the directory gives the agent’s own phone, in their domain', async () => {
    freeswitch.answers
      .set('api user_exists id 101 pbx.example.com', 'true')
      .set('api user_data 101@pbx.example.com var effective_caller_id_number', '2101')
      .set('api user_data 101@pbx.example.com var outbound_caller_id_number', '+74951112233')
      .set('api user_data 101@pbx.example.com var outbound_caller_id_name', 'Shop, inc');
    const source = await open({ domain: 'pbx.example.com' });
    await source.dial?.(dialString(CUSTOMER));
    const originate = freeswitch.commands.at(-1);
    expect(originate).toContain('origination_caller_id_number=2101,effective_caller_id_number=2101,');
    expect(originate).toContain("outbound_caller_id_number='+74951112233'");
    // What could end the list of variables is left out.
    expect(originate).not.toContain('Shop');
    expect(originate).toContain(`}user/101@pbx.example.com ${CUSTOMER} XML default`);
  });

  it('an event with lists, numbers and nested values is read, and what was left is counted', async () => {
    const source = await open();
    const odd = {
      variable_DP_MATCH: ['a', 'b'],
      'Event-Sequence': 17,
      variable_odd: { a: [] },
      variable_none: null,
    };
    freeswitch.emit({
      'Event-Name': 'CHANNEL_CREATE',
      ...toMe,
      ...odd,
      'Caller-Caller-ID-Number': [CUSTOMER, 'x'],
    });
    freeswitch.emit({ 'Event-Name': 'CHANNEL_ANSWER', 'Unique-ID': ['leg-101'], ...odd });
    freeswitch.emit({ 'Event-Name': 'CHANNEL_HANGUP_COMPLETE', ...toMe, ...odd });
    await tells('ringing', 'answered', 'ended');
    expect(heard[0]?.rawNumber).toBe(CUSTOMER);
    expect(source.status().unread).toBe(3);
  });

  it('users of the same name in several domains: nothing pops until it is said whose', async () => {
    freeswitch.answers.set(
      'api list_users user 101',
      'userid|context|domain|group|contact\n101|a|a.example.com|x|y\n101|b|b.example.com|x|y\n\n+OK\n',
    );
    const source = openSource(freeswitchKind, settings(), { secret: 'ClueCon' });
    await source.start(report, end.signal);
    await until(source, { state: 'failed', reason: 'severalDomains' });
    expect(source.status().words).toBe('101@a.example.com, 101@b.example.com');
    emit('CHANNEL_CREATE', toMe);
    end.abort();
    end = new AbortController();
    await open({ domain: 'b.example.com' });
    emit('CHANNEL_CREATE', toMe, { variable_dialed_domain: 'a.example.com', 'Unique-ID': 'others' });
    emit('CHANNEL_CREATE', toMe, { variable_dialed_domain: 'B.example.com', 'Channel-Call-UUID': 'mine' });
    await tells('ringing');
    expect(heard[0]?.sourceCallId).toBe('mine');
  });

  it('a user the directory does not know is said', async () => {
    freeswitch.answers.set('api user_exists id 177 a.example.com', 'false\n');
    const more = { extension: '177@a.example.com' };
    const source = openSource(freeswitchKind, { ...settings(), ...more }, { secret: 'ClueCon' });
    await source.start(report, end.signal);
    await until(source, { state: 'failed', reason: 'unknownExtension' });
    expect(source.status().words).toBe('177@a.example.com');
  });

  it('the line is lost and made again in a call: it is the same call, and others that began meanwhile are told', async () => {
    const source = await open();
    emit('CHANNEL_CREATE', toMe);
    await tells('ringing');
    freeswitch.channels = [
      {
        uuid: 'call-1',
        direction: 'inbound',
        cid_num: CUSTOMER,
        dest: '101',
        call_uuid: 'call-1',
        callstate: 'ACTIVE',
      },
      {
        uuid: 'leg-101',
        direction: 'outbound',
        name: 'sofia/internal/101@10.0.0.5',
        cid_num: CUSTOMER,
        call_uuid: 'call-1',
        callstate: 'ACTIVE',
      },
      {
        uuid: 'leg-b',
        direction: 'inbound',
        name: 'sofia/internal/101@pbx',
        cid_num: '101',
        dest: '+79160000001',
        call_uuid: 'leg-b',
        callstate: 'EARLY',
      },
    ];
    freeswitch.drop();
    await tells('ringing', 'answered', 'dialing');
    await until(source, { state: 'ready' });
    emit('CHANNEL_HANGUP_COMPLETE', toMe);
    await tells('ringing', 'answered', 'dialing', 'ended');
    expect(heard.map(({ sourceCallId }) => sourceCallId)).toEqual(['call-1', 'call-1', 'leg-b', 'call-1']);
  });

  it('a wrong password is said once; a lost line is made again and forgotten calls are ended', async () => {
    const wrong = openSource(freeswitchKind, settings(), { secret: 'x' });
    await wrong.start(report, end.signal);
    await until(wrong, { state: 'failed', reason: 'wrongPassword' });
    const source = await open();
    emit('CHANNEL_CREATE', toMe);
    emit('CHANNEL_ANSWER', toMe);
    await tells('ringing', 'answered');
    freeswitch.drop();
    await tells('ringing', 'answered', 'ended');
    await until(source, { state: 'ready' });
    expect(freeswitch.commands.filter((command) => command === 'auth x')).toHaveLength(1);
  });
});
