import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CallEvent } from '../../main/calls/event.ts';
import { amiAction } from '../../main/calls/sources/amiMessages.ts';
import { asteriskKind } from '../../main/calls/sources/asterisk.ts';
import type { CallSource } from '../../main/calls/sources/source.ts';
import { systemClock } from '../../main/clock.ts';
import { eventually } from '../phones/eventually.ts';
import { startAsterisk, type Asterisk } from './asterisk.ts';
import { toldAs } from './asteriskTold.ts';
import { CUSTOMER, scenes, type Stage } from './scenes.ts';
import { setStage } from './stage.ts';

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

function open(secret: string): CallSource {
  const settings = {
    on: true,
    host: '127.0.0.1',
    port: asterisk.amiPort,
    user: 'ringside',
    extension: '101',
    context: 'phones',
  };
  const opened = asteriskKind.open(settings, {
    clock: systemClock,
    monotonic: () => performance.now(),
    random: Math.random,
    secret: async () => secret,
    changed: () => undefined,
    hearing: () => undefined,
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
    if (process.env['RINGSIDE_RECORD'] === '1') keep(name);
    expect(toldAs(heard)).toEqual(expected);
  });
});

it('what is dialled through it rings the own phone, then the customer', async () => {
  expect(await source.dial?.(CUSTOMER)).toEqual({ ok: true, value: null });
  await eventually('my phone rings', () => stage.me.isRinging());
  await stage.me.answer();
  await eventually('the customer’s phone rings', () => stage.outside.isRinging());
  await stage.outside.answer();
  await eventually('answered was told', () => toldAs(heard).includes('answered'));
  await stage.me.hangUp();
  await eventually('the end was told', () => toldAs(heard).includes('ended'));
  expect(toldAs(heard)).toEqual([`dialing outbound ${CUSTOMER}`, 'answered', 'ended']);
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

function keep(name: string): void {
  const folder = path.join(import.meta.dirname, '..', 'unit', 'calls', 'sources', 'ami');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${name}.ami`), raw);
}
