import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CallEvent } from '../../main/calls/tracking/callEvent.ts';
import { asteriskKind } from '../../main/sources/asterisk/asteriskSource.ts';
import { baresipKind } from '../../main/sources/baresip/baresipSource.ts';
import type { CallSource } from '../../main/sources/callSource.ts';
import { systemClock } from '../../main/common/clock.ts';
import { eventually } from '../phones/eventually.ts';
import { dialString } from '../unit/phone/dialStrings.ts';
import { startAsterisk, type Asterisk } from './asterisk.ts';
import { toldAs } from './asteriskTold.ts';
import { CUSTOMER, ringing, rings, silent, talks, type Stage } from './sceneParts.ts';
import { setStage } from './stage.ts';

let asterisk: Asterisk;
let stage: Stage & { close(): Promise<void> };
let source: CallSource;
const end = new AbortController();
let heard: CallEvent[] = [];

function open(user: string): CallSource {
  const { amiPort: port } = asterisk;
  const settings = { on: true, host: '127.0.0.1', port, user, extension: '101', context: 'phones' };
  const opened = asteriskKind.open(settings, {
    clock: systemClock,
    monotonic: () => performance.now(),
    random: Math.random,
    secret: async () => 'ringside-secret',
    changed: () => undefined,
    trackReachability: () => undefined,
  });
  if (opened === 'incomplete') throw new Error(opened);
  return opened;
}

beforeAll(async () => {
  asterisk = await startAsterisk();
  stage = await setStage(asterisk);
  source = open('ringside');
  await source.start((event) => heard.push(event), end.signal);
  await eventually('the source is ready', () => source.status().state === 'ready');
}, 120_000);
afterAll(async () => {
  end.abort();
  await stage.close();
  await asterisk.stop();
});
beforeEach(() => {
  heard = [];
});

const id = (): string => heard[0]?.sourceCallId ?? '';
const done = { ok: true, value: null };
async function talking(): Promise<void> {
  await stage.callIn('101');
  await rings(stage.me);
  await stage.me.answer();
  await talks(stage.me);
  await eventually('answered was told', () => toldAs(heard).includes('answered'));
}
/** What is left of the call when the agent is out of it: the customer talks to the colleague. */
async function othersTalkOn(): Promise<void> {
  await silent(stage.me);
  await eventually('the end was told', () => toldAs(heard).includes('ended'));
  await talks(stage.outside);
  await talks(stage.colleague);
  await stage.outside.hangUp();
  await silent(stage.colleague);
}
const ids = (): number => new Set(heard.map(({ sourceCallId }) => sourceCallId)).size;
/** The party of the call as it was told last. */
const party = (): string | undefined => heard.at(-1)?.rawNumber;

describe('a call is controlled through Asterisk', () => {
  it('has all its controls for a user with the rights', () => {
    expect(source.lacks?.()).toEqual([]);
  });

  it('blind transfer: one call, with the customer, ended when it was handed over', async () => {
    await talking();
    expect(await source.transfer?.(id(), dialString('102'))).toEqual(done);
    await rings(stage.colleague);
    await stage.colleague.answer();
    await othersTalkOn();
    expect(toldAs(heard)).toEqual([ringing, 'answered', 'ended']);
    expect([ids(), party()]).toEqual([1, CUSTOMER]);
  });

  it('attended transfer: one call, with the customer, ended when the two were joined', async () => {
    await talking();
    expect(await source.consult?.begin(id(), dialString('102'))).toEqual(done);
    await rings(stage.colleague);
    await stage.colleague.answer();
    await talks(stage.colleague);
    await eventually('the customer waits', () => toldAs(heard).includes('held'));
    expect(await source.consult?.complete(id())).toEqual(done);
    await othersTalkOn();
    expect(toldAs(heard)).toEqual([ringing, 'answered', 'held', 'ended']);
    expect([ids(), party()]).toEqual([1, CUSTOMER]);
  });

  it('attended transfer taken back: the customer is on the line again, in the same call', async () => {
    await talking();
    expect(await source.consult?.begin(id(), dialString('102'))).toEqual(done);
    await rings(stage.colleague);
    await stage.colleague.answer();
    await talks(stage.colleague);
    expect(await source.consult?.cancel(id())).toEqual(done);
    await silent(stage.colleague);
    await eventually('the customer is back', () => toldAs(heard).includes('resumed'));
    await stage.outside.hangUp();
    await silent(stage.me);
    await eventually('the end was told', () => toldAs(heard).includes('ended'));
    expect(toldAs(heard)).toEqual([ringing, 'answered', 'held', 'resumed', 'ended']);
    expect([ids(), party()]).toEqual([1, CUSTOMER]);
  });

  it('park: the caller waits in a slot, and the agent is free', async () => {
    await talking();
    expect(await source.park?.(id())).toEqual(done);
    await stage.parkedIn('701');
    await silent(stage.me);
    await stage.outside.hangUp();
    await stage.parkedIn(null);
    expect(toldAs(heard)).toEqual([ringing, 'answered', 'ended']);
  });

  it('mute, to and fro, and hang up', async () => {
    await talking();
    expect(await source.mute?.(id(), true)).toEqual(done);
    expect(await source.mute?.(id(), false)).toEqual(done);
    expect(await source.hangUp?.(id())).toEqual(done);
    await silent(stage.outside);
    await eventually('the end was told', () => toldAs(heard).includes('ended'));
    expect(await source.hangUp?.(id())).toEqual({ ok: false, error: 'gone' });
  });

  it('refuses what rings', async () => {
    await stage.callIn('101');
    await rings(stage.me);
    await eventually('ringing was told', () => toldAs(heard).length === 1);
    expect(await source.hangUp?.(id())).toEqual(done);
    await silent(stage.outside);
    await eventually('the end was told', () => toldAs(heard).includes('ended'));
    expect(toldAs(heard)).toEqual([ringing, 'ended']);
  });

  it('a user without the rights has none of them, and says so', async () => {
    const least = open('least');
    const stop = new AbortController();
    await least.start(() => undefined, stop.signal);
    await eventually('it is ready', () => least.status().state === 'ready');
    expect(least.lacks?.()).toEqual(['mute', 'park', 'transfer', 'consult', 'hangUp']);
    stop.abort();
  });
});

describe('a call is controlled through baresip, registered with Asterisk', () => {
  let phone: CallSource;
  let told: CallEvent[] = [];
  const stop = new AbortController();
  beforeAll(async () => {
    const settings = { on: true, port: stage.me.ctrlPort };
    const opened = baresipKind.open(settings, {
      clock: systemClock,
      monotonic: () => performance.now(),
      random: Math.random,
      secret: async () => null,
      changed: () => undefined,
      trackReachability: () => undefined,
    });
    if (opened === 'incomplete') throw new Error(opened);
    phone = opened;
    await phone.start((event) => told.push(event), stop.signal);
    await eventually('the phone is ready', () => phone.status().state === 'ready');
  });
  afterAll(() => {
    stop.abort();
  });
  beforeEach(() => {
    told = [];
  });
  const own = (): string => told.find(({ sourceCallId }) => sourceCallId !== null)?.sourceCallId ?? '';
  const kinds = (): readonly string[] => [...new Set(told.map(({ kind }) => kind))];

  it('answers, holds, resumes and mutes', async () => {
    await stage.callIn('101');
    await eventually('ringing was told', () => kinds().includes('ringing'));
    expect(await phone.answer?.(own())).toEqual(done);
    await talks(stage.me);
    await eventually('Asterisk tells it, too', () => toldAs(heard).includes('answered'));
    expect(await phone.hold?.(own(), true)).toEqual(done);
    await eventually('it waits', () => toldAs(heard).includes('held'));
    expect(await phone.hold?.(own(), false)).toEqual(done);
    await eventually('it goes on', () => toldAs(heard).includes('resumed'));
    expect(await phone.mute?.(own(), true)).toEqual(done);
    // The same again: it is muted, and stays so.
    expect(await phone.mute?.(own(), true)).toEqual(done);
    expect(await phone.mute?.(own(), false)).toEqual(done);
    expect(await phone.hangUp?.(own())).toEqual(done);
    await silent(stage.outside);
    await eventually('the end was told', () => kinds().includes('ended') && toldAs(heard).includes('ended'));
    expect(kinds()).toEqual(['ringing', 'answered', 'held', 'resumed', 'ended']);
    expect(await phone.hangUp?.(own())).toEqual({ ok: false, error: 'gone' });
  });

  it('blind transfer: one call for both sources, with the customer, ended when it was handed over', async () => {
    await talking();
    await eventually('the phone tells it, too', () => kinds().includes('answered'));
    expect(await phone.transfer?.(own(), dialString('102'))).toEqual(done);
    await rings(stage.colleague);
    await stage.colleague.answer();
    await othersTalkOn();
    await eventually('the phone tells the end', () => kinds().includes('ended'));
    expect([ids(), party()]).toEqual([1, CUSTOMER]);
    expect(new Set(told.map(({ sourceCallId }) => sourceCallId)).size).toBe(1);
  });

  it('controls the call that is meant, where the phone has two', async () => {
    await talking();
    await eventually('the phone tells it, too', () => kinds().includes('answered'));
    await stage.colleague.dial(`sip:101@${stage.registrar}`);
    await eventually('a second call rings', () => told.filter(({ kind }) => kind === 'ringing').length === 2);
    const second = told.findLast(({ kind }) => kind === 'ringing')?.sourceCallId ?? '';
    expect(await phone.hangUp?.(second)).toEqual(done);
    await silent(stage.colleague);
    await talks(stage.me);
    expect(await phone.hangUp?.(own())).toEqual(done);
    await silent(stage.me, stage.outside);
  });
});
