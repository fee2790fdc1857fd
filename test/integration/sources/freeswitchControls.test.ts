import { afterEach, beforeEach, expect, it } from 'vitest';
import { freeswitchKind } from '../../../main/sources/freeswitch/freeswitchSource.ts';
import { eventually } from '../../phones/eventually.ts';
import { startFakeFreeswitch, type FakeFreeswitch } from '../../phones/fakeFreeswitch.ts';
import { dialString } from '../../unit/phone/dialStrings.ts';
import { openSource, until } from './openSource.ts';

/** A fake by its documentation, as everywhere for FreeSWITCH. */
let freeswitch: FakeFreeswitch;
const end = new AbortController();
beforeEach(async () => {
  freeswitch = await startFakeFreeswitch('ClueCon');
});
afterEach(async () => {
  end.abort();
  await freeswitch.close();
});

const toMe = {
  'Unique-ID': 'leg-101',
  'Channel-Call-UUID': 'call-1',
  'Call-Direction': 'outbound',
  'Channel-Name': 'sofia/internal/101@10.0.0.5:5060',
  variable_dialed_user: '101',
  'Caller-Caller-ID-Number': '+79161234567',
  'Caller-Destination-Number': '101',
};

it('a call is controlled by the agent’s own leg; what is refused or gone is said', async () => {
  const settings = { host: '127.0.0.1', port: freeswitch.port, extension: '101' };
  const source = openSource(freeswitchKind, settings, { secret: 'ClueCon' });
  const told: string[] = [];
  await source.start(({ kind }) => told.push(kind), end.signal);
  await until(source, { state: 'ready' });
  for (const name of ['CHANNEL_CREATE', 'CHANNEL_ANSWER']) freeswitch.emit({ 'Event-Name': name, ...toMe });
  await eventually('it is answered', () => told.includes('answered'));
  const done = { ok: true, value: null };
  const commands = [
    'uuid_hold leg-101',
    'uuid_hold off leg-101',
    'uuid_audio leg-101 start read mute 1',
    'uuid_audio leg-101 stop',
    'uuid_transfer leg-101 -bleg 102 XML default',
  ];
  for (const command of commands) freeswitch.answers.set(`api ${command}`, '+OK Success\n');
  freeswitch.answers.set('api uuid_kill leg-101 NORMAL_CLEARING', '-ERR No such channel!\n');
  expect(await source.hold?.('call-1', true)).toEqual(done);
  expect(await source.hold?.('call-1', false)).toEqual(done);
  expect(await source.mute?.('call-1', true)).toEqual(done);
  expect(await source.mute?.('call-1', false)).toEqual(done);
  expect(await source.transfer?.('call-1', dialString('102'))).toEqual(done);
  expect(await source.hangUp?.('call-1')).toEqual({ ok: false, error: 'gone' });
  expect(await source.hold?.('another', true)).toEqual({ ok: false, error: 'gone' });
  expect(await source.transfer?.('call-1', dialString('103'))).toEqual({ ok: false, error: 'refused' });
  expect(freeswitch.commands.slice(-7, -1).map((one) => one.replace('api ', ''))).toEqual([
    ...commands,
    'uuid_kill leg-101 NORMAL_CLEARING',
  ]);
});
