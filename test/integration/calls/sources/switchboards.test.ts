import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallEvent } from '../../../../main/calls/event.ts';
import { asteriskKind } from '../../../../main/calls/sources/asterisk.ts';
import { freeswitchKind } from '../../../../main/calls/sources/freeswitch.ts';
import { eventually } from '../../../phones/eventually.ts';
import { startFakeAsterisk, type FakeAsterisk } from '../../../phones/fakeAsterisk.ts';
import { startFakeFreeswitch, type FakeFreeswitch } from '../../../phones/fakeFreeswitch.ts';
import { openSource, until } from './openSource.ts';

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
    readFileSync(path.join(import.meta.dirname, '../../../unit/calls/sources/ami', `${name}.ami`));
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
    expect(await source.dial?.(CUSTOMER)).toEqual({ ok: false, error: 'notConnected' });
    await source.start(report, end.signal);
    await until(source, { state: 'ready' });
    expect(await source.dial?.(`${CUSTOMER}\r\nApplication: System`)).toEqual({ ok: true, value: null });
    const originate = asterisk.actions.find((text) => text.startsWith('Action: Originate'));
    expect(originate).toContain(`Exten: ${CUSTOMER}\r\n`);
    expect(originate).not.toContain('Application');
  });

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
  const open = async () => {
    const source = openSource(freeswitchKind, settings(), { secret: 'ClueCon' });
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
    expect(await source.dial?.(CUSTOMER)).toEqual({ ok: true, value: null });
    expect(freeswitch.commands.at(-1)).toBe(
      `bgapi originate {origination_caller_id_number=${CUSTOMER},ringside_number=${CUSTOMER}}user/101 ${CUSTOMER} XML default`,
    );
    const own = { ...toMe, variable_ringside_number: CUSTOMER };
    emit('CHANNEL_CREATE', own);
    emit('CHANNEL_ANSWER', own);
    await tells('dialing');
    emit('CHANNEL_BRIDGE', own, { 'Other-Leg-Unique-ID': 'leg-trunk' });
    await tells('dialing', 'answered');
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
