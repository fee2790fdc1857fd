import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallEvent } from '../../../main/calls/tracking/callEvent.ts';
import { briaKind } from '../../../main/sources/bria/briaSource.ts';
import { systemClock, type Clock } from '../../../main/common/clock.ts';
import { eventually } from '../../phones/eventually.ts';
import { startFakeBria, type FakeBria } from '../../phones/fakeBria.ts';
import { makeCertificate } from '../sandbox/certificate.ts';
import { openSource, until } from './openSource.ts';
import { dialString } from '../../unit/phone/dialStrings.ts';

const CUSTOMER = '+79161234567';
let bria: FakeBria;
let heard: CallEvent[];
let end: AbortController;
const tells = (...kinds: readonly string[]): Promise<void> =>
  eventually(kinds.join(', '), () => heard.map(({ kind }) => kind).join() === kinds.join());
/** A fifth of the real waits: it is also how long an answer may take. */
const clock: Clock = { ...systemClock, schedule: (ms, run) => systemClock.schedule(ms / 5, run) };
const open = async (pace = systemClock) => {
  const source = openSource(briaKind, { url: bria.url }, { clock: pace });
  await source.start((event) => heard.push(event), end.signal);
  return source;
};
beforeEach(async () => {
  heard = [];
  end = new AbortController();
  bria = await startFakeBria();
});
afterEach(async () => {
  end.abort();
  await bria.close();
});

describe('Bria, a fake by its documentation', () => {
  it('tells a call in: rings, answered, held, ended', async () => {
    const source = await open();
    expect(source.status().state).toBe('ready');
    bria.show({ id: 'c1', number: CUSTOMER, state: 'Ringing' });
    await tells('ringing');
    bria.show({ id: 'c1', number: CUSTOMER, state: 'Connected' });
    await tells('ringing', 'answered');
    bria.show({ id: 'c1', number: CUSTOMER, state: 'Connected', held: true });
    await tells('ringing', 'answered', 'held');
    bria.show();
    await tells('ringing', 'answered', 'held', 'ended');
    expect(heard[0]).toMatchObject({ direction: 'inbound', rawNumber: CUSTOMER, sourceCallId: 'c1' });
  });

  it('tells a call out that failed, and a second call beside it', async () => {
    await open();
    bria.show({ id: 'c1', number: CUSTOMER, state: 'Connecting' });
    await tells('dialing');
    bria.show({ id: 'c1', number: CUSTOMER, state: 'Failed' }, { id: 'c2', number: '102', state: 'Ringing' });
    await tells('dialing', 'ended', 'ringing');
    expect(heard.map(({ direction }) => direction)).toEqual(['outbound', 'outbound', 'inbound']);
  });

  it('that was lost in a call tells it from its beginning, and then has told all', async () => {
    const hearings: string[] = [];
    const source = openSource(
      briaKind,
      { url: bria.url },
      { clock, trackReachability: (one) => hearings.push(one) },
    );
    await source.start((event) => heard.push(event), end.signal);
    bria.show(
      { id: 'c1', number: CUSTOMER, state: 'Ringing' },
      { id: 'c2', number: '102', state: 'Ringing' },
    );
    await tells('ringing', 'ringing');
    bria.show(
      { id: 'c1', number: CUSTOMER, state: 'Connected', held: true },
      { id: 'c2', number: '102', state: 'Ringing' },
    );
    await tells('ringing', 'ringing', 'answered', 'held');
    heard = [];
    bria.drop();
    await tells('answered', 'held', 'ringing');
    expect(heard.map(({ direction }) => direction)).toEqual(['inbound', 'inbound', 'inbound']);
    await until(source, { state: 'ready' });
    expect(hearings).toEqual(['toldAll', 'lost', 'toldAll']);
  });

  it('that shows a call nothing can be told of: it is counted', async () => {
    const source = await open();
    bria.show({ id: '', number: CUSTOMER, state: 'Ringing' }, { id: 'c2', number: '102', state: 'Ringing' });
    await tells('ringing');
    expect(source.status().unread).toBe(1);
  });

  it('dials what passed the gate', async () => {
    const source = await open();
    expect(await source.dial?.(dialString('+79161234567'))).toEqual({ ok: true, value: null });
    expect(bria.dialled).toEqual(['+79161234567']);
  });

  it('is asked over TLS, as the real one is, with a certificate this computer trusts', async () => {
    await bria.close();
    const identity = await makeCertificate('localhost');
    setDefaultCACertificates([...getCACertificates('default'), identity.cert]);
    bria = await startFakeBria(identity);
    const source = await open();
    expect(source.status().state).toBe('ready');
    bria.show({ id: 'c1', number: CUSTOMER, state: 'Ringing' });
    await tells('ringing');
    expect(await source.dial?.(dialString('102'))).toEqual({ ok: true, value: null });
  });

  it('that does not allow this program is said; that quits is said too', async () => {
    bria.refuses = true;
    const source = await open(clock);
    expect(source.status()).toMatchObject({ state: 'failed', reason: 'notAllowed' });
    bria.refuses = false;
    bria.drop();
    await until(source, { state: 'ready' });
    await bria.close();
    await until(source, { state: 'failed', reason: 'unreachable' });
  });
});

describe('a call on Bria is controlled', () => {
  it('by its id: answered, held, resumed, handed over, ended; and the microphone of the phone', async () => {
    const source = await open();
    bria.show({ id: 'c1', number: CUSTOMER, state: 'Connected' });
    await tells('answered');
    const done = { ok: true, value: null };
    expect(await source.answer?.('c1')).toEqual(done);
    expect(await source.hold?.('c1', true)).toEqual(done);
    expect(await source.hold?.('c1', false)).toEqual(done);
    expect(await source.mute?.('c1', true)).toEqual(done);
    expect(await source.transfer?.('c1', dialString('102'))).toEqual(done);
    expect(await source.hangUp?.('c1')).toEqual(done);
    const ID = '<callId>c1</callId>';
    expect(bria.controlled).toEqual([
      `/answer <answerCall>${ID}<withVideo>false</withVideo></answerCall>`,
      `/hold <holdCall>${ID}</holdCall>`,
      `/resume <resumeCall>${ID}</resumeCall>`,
      '/audioProperties <audioProperties><mute>enabled</mute></audioProperties>',
      `/transferCall <transferCall>${ID}<target>102</target></transferCall>`,
      `/endCall <endCall>${ID}</endCall>`,
    ]);
  });

  it('that it does not do is said', async () => {
    const source = await open();
    bria.refuses = true;
    expect(await source.hangUp?.('c1')).toEqual({ ok: false, error: 'refused' });
  });
});
