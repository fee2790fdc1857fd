import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../../main/common/result.ts';
import { createUpdateService } from '../../../main/updates/updateService.ts';
import { signedText, signRelease } from '../../../main/updates/releaseSignature.ts';
import type { Updater } from '../../../main/updates/updater.ts';
import type { UpdateState } from '../../../preload/contract.ts';
import { createFakeClock } from '../fakeClock.ts';

const HOUR = 3_600_000;
const publisher = generateKeyPairSync('ed25519');
const publicKey = publisher.publicKey.export({ type: 'spki', format: 'pem' }).toString();

const signed = signedText({ version: '2.0.0', files: [{ url: 'Ringside.AppImage', sha512: 'abc' }] });
const release = { version: '2.0.0', signed, signature: signRelease(signed, publisher.privateKey) };

type Downloaded = Awaited<ReturnType<Updater['download']>>;

function stage({ found = release, off = false }: { found?: typeof release | null; off?: boolean } = {}) {
  const clock = createFakeClock();
  const did: string[] = [];
  const told: UpdateState[] = [];
  let isBusy = false;
  let answer: Awaited<ReturnType<Updater['check']>> = ok(found);
  let finish: (result: Downloaded) => void = () => undefined;
  const updater: Updater = {
    check() {
      did.push('check');
      return Promise.resolve(answer);
    },
    download(signal, progress) {
      did.push('download');
      progress(12.7);
      return new Promise((resolve) => {
        finish = resolve;
        signal.addEventListener('abort', () => resolve(fail('aborted')));
      });
    },
    install(restart) {
      did.push(restart ? 'install and restart' : 'install');
      return true;
    },
  };
  const service = createUpdateService({
    source: off ? fail('noFeed') : ok({ publicKey }),
    load() {
      did.push('load');
      return Promise.resolve(updater);
    },
    isBusy: () => isBusy,
    clock,
    random: () => 0.5,
    tell: (state) => told.push(state),
    logError: () => undefined,
  });
  return {
    clock,
    did,
    told,
    service,
    busy: (on: boolean): void => {
      isBusy = on;
      service.callsChanged();
    },
    answerWith: (next: typeof answer): void => {
      answer = next;
    },
    finished: async (result: Downloaded = ok(null)): Promise<void> => {
      finish(result);
      await clock.settle();
    },
  };
}

describe('updates', () => {
  it('are off without a feed: nothing is read, asked or planned', async () => {
    const { service, did, clock } = stage({ off: true });
    service.start();
    await clock.advance(48 * HOUR);
    expect(service.state()).toEqual({ phase: 'off', reason: 'noFeed' });
    expect(await service.check()).toEqual(fail('notNow'));
    expect(service.restart()).toEqual(fail('notNow'));
    service.stop();
    expect(did).toEqual([]);
    expect(clock.timers()).toBe(0);
  });

  it('are looked for minutes after the start and then every few hours, and electron-updater is read no sooner', async () => {
    const { service, did, clock } = stage({ found: null });
    service.start();
    await clock.advance(4 * 60_000);
    expect(did).toEqual([]);
    await clock.advance(10 * 60_000);
    expect(did).toEqual(['load', 'check']);
    await clock.advance(13 * HOUR);
    expect(did.filter((one) => one === 'check')).toHaveLength(3);
    expect(service.state()).toMatchObject({ phase: 'idle', version: null });
  });

  it('are fetched, then wait for the agent: “later” installs when Ringside is closed', async () => {
    const { service, did, told, finished, clock } = stage();
    const checked = service.check();
    await clock.settle();
    expect(service.state()).toMatchObject({ phase: 'downloading', version: '2.0.0', percent: 12 });
    await finished();
    expect(await checked).toMatchObject({ ok: true, value: { phase: 'ready', version: '2.0.0' } });
    expect(told.map((state) => state.phase)).toEqual(['checking', 'downloading', 'downloading', 'ready']);
    expect(did).not.toContain('install');
    service.stop();
    expect(did.at(-1)).toBe('install');
  });

  it('restart at once when the agent says so', async () => {
    const { service, did, finished, clock } = stage();
    void service.check();
    await clock.settle();
    await finished();
    expect(service.restart()).toEqual(ok(null));
    expect(did.at(-1)).toBe('install and restart');
  });

  it('are not looked for during a call, nor while a result waits; a minute after it they are', async () => {
    const { service, did, busy, clock } = stage({ found: null });
    busy(true);
    service.start();
    await clock.advance(24 * HOUR);
    expect(await service.check()).toEqual(fail('notNow'));
    expect(did).toEqual([]);
    busy(false);
    await clock.advance(60_000);
    expect(did).toEqual(['load', 'check']);
  });

  it('stop being fetched when a call begins, and are fetched after it', async () => {
    const { service, did, busy, finished, clock } = stage();
    service.start();
    await clock.advance(10 * 60_000);
    expect(did).toEqual(['load', 'check', 'download']);
    busy(true);
    await clock.settle();
    expect(service.state()).toMatchObject({
      phase: 'waiting',
      version: '2.0.0',
      isBusy: true,
      percent: null,
    });
    await clock.advance(HOUR);
    expect(did).toHaveLength(3);
    busy(false);
    await clock.advance(60_000);
    expect(did).toEqual(['load', 'check', 'download', 'check', 'download']);
    await finished();
    expect(service.state()).toMatchObject({ phase: 'ready' });
  });

  it('are not fetched when a call began while the feed was asked', async () => {
    const { service, did, busy, clock } = stage();
    const checked = service.check();
    busy(true);
    await clock.settle();
    expect(await checked).toMatchObject({ ok: true, value: { phase: 'waiting' } });
    expect(did).toEqual(['load', 'check']);
  });

  it('are never installed during a call: not by the button, not when Ringside is closed', async () => {
    const { service, did, busy, finished, clock } = stage();
    void service.check();
    await clock.settle();
    await finished();
    busy(true);
    expect(service.restart()).toEqual(fail('notNow'));
    service.stop();
    expect(did.filter((one) => one.startsWith('install'))).toEqual([]);
  });

  it.each([
    ['no signature', { ...release, signature: null }],
    [
      'another’s signature',
      { ...release, signature: signRelease(signed, generateKeyPairSync('ed25519').privateKey) },
    ],
    ['other files under the same signature', { ...release, signed: signed.replace('abc', 'abd') }],
    ['another version under the same signature', { ...release, signed: signed.replace('2.0.0', '2.0.1') }],
    ['no base64', { ...release, signature: '%%%' }],
  ])('are refused with %s, and nothing is fetched', async (_what, found) => {
    const { service, did } = stage({ found: found as typeof release });
    expect(await service.check()).toMatchObject({ ok: true, value: { phase: 'failed', failure: 'refused' } });
    expect(did).toEqual(['load', 'check']);
    service.stop();
    expect(did).toEqual(['load', 'check']);
  });

  it('that are not what their hash says are thrown away, and looked for again later', async () => {
    const { service, did, finished, clock } = stage();
    service.start();
    await clock.advance(10 * 60_000);
    await finished(fail('refused'));
    expect(service.state()).toMatchObject({ phase: 'failed', failure: 'refused' });
    expect(service.restart()).toEqual(fail('notNow'));
    await clock.advance(7 * HOUR);
    expect(did.filter((one) => one === 'check')).toHaveLength(2);
  });

  it('a feed that cannot be reached is said, and tried again', async () => {
    const { service, answerWith, clock } = stage({ found: null });
    answerWith(fail('unreachable'));
    expect(await service.check()).toMatchObject({ value: { phase: 'failed', failure: 'unreachable' } });
    answerWith(ok(null));
    expect(await service.check()).toMatchObject({
      value: { phase: 'idle', failure: null, checkedAt: clock.now() },
    });
  });
});
