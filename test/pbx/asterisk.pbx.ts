import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CallEvent } from '../../main/calls/tracking/callEvent.ts';
import { amiAction } from '../../main/sources/asterisk/amiReader.ts';
import { asteriskKind } from '../../main/sources/asterisk/asteriskSource.ts';
import type { CallSource } from '../../main/sources/callSource.ts';
import { systemClock, type Clock } from '../../main/common/clock.ts';
import { eventually } from '../phones/eventually.ts';
import { startAsterisk, type Asterisk } from './asterisk.ts';
import { replayed, toldAs } from './asteriskTold.ts';
import { scenes } from './scenes.ts';
import { CUSTOMER, MY_DEVICES, type Stage } from './sceneParts.ts';
import { setStage } from './stage.ts';
import { dialString } from '../unit/phone/dialStrings.ts';

/** Ringside's source on a real Asterisk with real phones. `RINGSIDE_RECORD=1` keeps what Asterisk sent as fixtures. */
let asterisk: Asterisk;
let stage: Stage & { close(): Promise<void> };
let source: CallSource;
const end = new AbortController();
let heard: CallEvent[] = [];
let raw = '';

beforeAll(async () => {
  asterisk = await startAsterisk();
  stage = await setStage(asterisk);
  source = open('ringside-secret');
  await source.start((event) => heard.push(event), end.signal);
  await eventually('the source is ready', () => source.status().state === 'ready');
  const recorder = connect(asterisk.amiPort, '127.0.0.1');
  recorder.on('error', () => undefined);
  recorder.on('data', (bytes: Buffer) => (raw += bytes.toString()));
  recorder.write(amiAction({ Action: 'Login', Username: 'ringside', Secret: 'ringside-secret' }));
  end.signal.addEventListener('abort', () => recorder.destroy());
  await eventually('the recorder is logged in', () => raw.includes('accepted'));
}, 120_000);
afterAll(async () => {
  end.abort();
  await stage.close();
  await asterisk.stop();
});
beforeEach(() => {
  heard = [];
  raw = '';
});

/** How often a source has asked for the channels again. */
let looks = 0;
/** A tenth of the waits between two looks. */
const hasty: Clock = {
  ...systemClock,
  schedule: (ms, run) =>
    systemClock.schedule(ms === 20_000 ? ms / 10 : ms, () => {
      if (ms === 20_000) looks += 1;
      run();
    }),
};

function open(secret: string, more: Readonly<Record<string, string>> = {}): CallSource {
  const settings = {
    on: true,
    host: '127.0.0.1',
    port: asterisk.amiPort,
    user: 'ringside',
    extension: MY_DEVICES,
    context: 'phones',
    ...more,
  };
  const opened = asteriskKind.open(settings, {
    clock: hasty,
    monotonic: () => performance.now(),
    random: Math.random,
    secret: async () => secret,
    changed: () => undefined,
    trackReachability: () => undefined,
  });
  if (opened === 'incomplete') throw new Error(opened);
  return opened;
}

describe('Asterisk tells the calls of one extension', () => {
  it.each(scenes)('$name', async ({ name, play, expected }) => {
    await play(stage);
    await eventually(
      `all of it was told: ${expected.join(', ')}`,
      () => toldAs(heard).length >= expected.length,
    ).catch(() => undefined);
    if (process.env['RINGSIDE_RECORD'] === '1') await keep(name, expected);
    expect(toldAs(heard)).toEqual(expected);
  });
});

it('what is dialled through it rings the own phone, then the customer, who is never shown their own number as the caller', async () => {
  expect(await source.dial?.(dialString(CUSTOMER))).toEqual({ ok: true, value: null });
  await eventually('my phone rings', () => stage.me.isRinging());
  await stage.me.answer();
  await eventually('the customer’s phone rings', () => stage.outside.isRinging());
  await stage.outside.answer();
  await eventually('answered was told', () => toldAs(heard).includes('answered'));
  await stage.me.hangUp();
  await eventually('the end was told', () => toldAs(heard).includes('ended'));
  expect(toldAs(heard)).toEqual([`dialing outbound ${CUSTOMER}`, 'answered', 'ended']);
  const legs = raw.split('\r\n\r\n').filter((block) => block.startsWith('Event: DialBegin\r\n'));
  const own = legs.find((block) => block.includes('\r\nDestChannel: PJSIP/101-'));
  const trunk = legs.find((block) => block.includes('\r\nDestChannel: PJSIP/trunk-'));
  // My phone shows whom it calls; the trunk is told who calls.
  expect(own).toContain(`\r\nDestConnectedLineNum: ${CUSTOMER}\r\n`);
  expect(trunk).toContain('\r\nCallerIDNum: 101\r\n');
  expect(trunk).not.toContain(`\r\nCallerIDName: ${CUSTOMER}`);
});

describe('the line to Asterisk is lost and made again in a call', () => {
  const ids = (): number => new Set(heard.map(({ sourceCallId }) => sourceCallId)).size;
  const loseLine = async (): Promise<void> => {
    source.reconnect?.();
    await eventually('it is lost', () => source.status().state !== 'ready');
    await eventually('it is ready again', () => source.status().state === 'ready');
  };

  it('that goes on: it is the same call, and its end is told', async () => {
    await stage.callIn('101');
    await eventually('my phone rings', () => stage.me.isRinging());
    await stage.me.answer();
    await eventually('answered was told', () => toldAs(heard).includes('answered'));
    await loseLine();
    await stage.outside.hangUp();
    await eventually('the end was told', () => toldAs(heard).includes('ended'));
    expect(toldAs(heard)).toEqual([`ringing inbound ${CUSTOMER}`, 'answered', 'ended']);
    expect(ids()).toBe(1);
  });

  it('that was answered meanwhile: the answer is told', async () => {
    await stage.callIn('101');
    await eventually('my phone rings', () => stage.me.isRinging());
    await eventually('ringing was told', () => toldAs(heard).length === 1);
    source.reconnect?.();
    await stage.me.answer();
    await eventually('answered was told', () => toldAs(heard).includes('answered'));
    await stage.outside.hangUp();
    await eventually('the end was told', () => toldAs(heard).includes('ended'));
    expect(toldAs(heard)).toEqual([`ringing inbound ${CUSTOMER}`, 'answered', 'ended']);
    expect(ids()).toBe(1);
  });
});

it('the recording of a call is named with its end', async () => {
  const recording = open('ringside-secret', { recordings: 'https://pbx.example.com/rec/{file}' });
  const stop = new AbortController();
  const told: CallEvent[] = [];
  await recording.start((event) => told.push(event), stop.signal);
  await eventually('it is ready', () => recording.status().state === 'ready');
  await stage.callIn('105');
  await eventually('my phone rings', () => stage.me.isRinging());
  await stage.me.answer();
  await eventually('answered was told', () => toldAs(told).includes('answered'));
  await stage.outside.hangUp();
  await eventually('the end was told', () => toldAs(told).includes('ended'));
  expect(told.map((event) => event.recording)).toEqual([
    undefined,
    undefined,
    'https://pbx.example.com/rec/in%20105.wav',
  ]);
  stop.abort();
});

it.each([
  ['a call in', 'answered inbound', (one: Stage) => one.callIn('101')],
  ['a call out', 'answered outbound', (one: Stage) => one.callOut(CUSTOMER)],
])('Ringside is started in the middle of %s: it is told', async (_, expected, begin) => {
  await begin(stage);
  const callee = expected.endsWith('inbound') ? stage.me : stage.outside;
  await eventually('the phone rings', () => callee.isRinging());
  await callee.answer();
  await eventually('they talk', () => stage.me.isTalking());
  const late = open('ringside-secret');
  const stop = new AbortController();
  const told: CallEvent[] = [];
  await late.start((event) => told.push(event), stop.signal);
  await eventually('it is ready', () => late.status().state === 'ready');
  await stage.me.hangUp();
  await eventually('the end was told', () => toldAs(told).includes('ended'));
  expect(toldAs(told)).toEqual([`${expected} ${CUSTOMER}`, 'ended']);
  stop.abort();
});

describe('what could tell nothing is not called ready', () => {
  const openAs = async (user: string, extension: string): Promise<CallSource> => {
    const one = open('ringside-secret', { user, extension });
    await one.start(() => undefined, alone.signal);
    return one;
  };
  let alone: AbortController;
  beforeEach(() => {
    alone = new AbortController();
  });
  afterEach(() => {
    alone.abort();
  });

  it('an extension that Asterisk does not know', async () => {
    const one = await openAs('ringside', '177');
    await eventually('it is said', () => one.status().reason === 'unknownExtension');
    expect(one.status()).toMatchObject({ state: 'failed', words: '177' });
  });

  it('a user who may not see calls, once a call has come and gone', async () => {
    const one = await openAs('blind', '101');
    await eventually('it is connected', () => one.status().state === 'ready');
    await stage.callIn('102');
    await eventually('the colleague’s phone rings', () => stage.colleague.isRinging());
    looks = 0;
    // With the second look the first one's answer is there.
    await eventually('the channels were looked at', () => looks > 1);
    await stage.outside.hangUp();
    await eventually('it is said', () => one.status().state === 'failed', 20_000);
    expect(one.status().reason).toBe('noCallEvents');
  });

  it('a user who may do nothing but see calls and dial is ready, and dials', async () => {
    const one = await openAs('least', '101');
    await eventually('it is ready', () => one.status().state === 'ready');
    expect(await one.dial?.(dialString(CUSTOMER))).toEqual({ ok: true, value: null });
    await eventually('my phone rings', () => stage.me.isRinging());
    await stage.me.hangUp();
    await eventually('the end was told', () => toldAs(heard).includes('ended'));
  });
});

it('Asterisk restarts in the middle of a call: the call is ended, and the next one is told', async () => {
  await stage.callIn('101');
  await eventually('my phone rings', () => stage.me.isRinging());
  await stage.me.answer();
  await eventually('answered was told', () => toldAs(heard).includes('answered'));
  await asterisk.restart();
  await eventually('the source is ready again', () => source.status().state === 'ready', 40_000);
  await eventually('the end was told', () => toldAs(heard).includes('ended'));
  expect(toldAs(heard)).toEqual([`ringing inbound ${CUSTOMER}`, 'answered', 'ended']);
}, 90_000);

it('a wrong password is said once and not tried again', async () => {
  const wrong = open('wrong');
  const stop = new AbortController();
  await wrong.start(() => undefined, stop.signal);
  await eventually('it was refused', () => wrong.status().reason === 'wrongPassword');
  expect(wrong.status().words).toContain('failed');
  stop.abort();
});

async function keep(name: string, expected: readonly string[]): Promise<void> {
  // The recorder is another connection, and hears the last of it in its own time.
  const told = (): readonly string[] => toldAs(replayed(Buffer.from(raw), raw.length));
  await eventually('the recorder has heard it', () => told().join() === expected.join());
  const folder = path.join(import.meta.dirname, '..', 'unit', 'sources', 'asterisk', 'ami');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${name}.ami`), raw);
}
