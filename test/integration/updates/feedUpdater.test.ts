import { execFile } from 'node:child_process';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { NodeHttpExecutor } from 'builder-util/out/nodeHttpExecutor.js';
import { configureRequestOptions, configureRequestUrl } from 'builder-util-runtime';
import type { DownloadOptions } from 'builder-util-runtime';
import { AppImageUpdater } from 'electron-updater';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../../main/common/result.ts';
import { createFeedUpdater } from '../../../main/updates/feedUpdater.ts';
import { signedText, signRelease } from '../../../main/updates/releaseSignature.ts';
import { createUpdateService } from '../../../main/updates/updateService.ts';
import { createFakeClock } from '../../unit/fakeClock.ts';

/**
 * The real electron-updater against a real generic feed. What is not real: the app around it (a version, folders) and Electron's
 * way to the network, in whose place stands Node's. `npm run test:packaged` does the same with the packaged app.
 */

const publisher = generateKeyPairSync('ed25519');
const publicKey = publisher.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const appImage = Buffer.from(`#!/bin/sh\n${'# the new Ringside\n'.repeat(20_000)}`);

let folder: string;
let server: Server;
let asked: string[];
let served: Map<string, string | Buffer>;
/** Set: the AppImage is held back after its first half until this resolves. */
let hold: Promise<void> | null;
const installedBefore = process.env['APPIMAGE'];

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'ringside-updates-'));
  asked = [];
  served = new Map();
  hold = null;
  server = createServer((request, answer) => {
    const name = decodeURIComponent((request.url ?? '').split('?', 1)[0] ?? '');
    asked.push(name);
    const body = served.get(name);
    if (body === undefined) {
      answer.writeHead(404).end();
      return;
    }
    const bytes = Buffer.from(body);
    answer.writeHead(200, { 'content-length': bytes.length });
    if (hold === null || !name.endsWith('.AppImage')) {
      answer.end(bytes);
      return;
    }
    answer.write(bytes.subarray(0, bytes.length / 2));
    void hold.then(() => answer.end(bytes.subarray(bytes.length / 2)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env['APPIMAGE'] = path.join(folder, 'Ringside.AppImage');
  writeFileSync(path.join(folder, 'Ringside.AppImage'), 'the old Ringside');
});
afterEach(async () => {
  if (installedBefore === undefined) delete process.env['APPIMAGE'];
  else process.env['APPIMAGE'] = installedBefore;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

const sha512 = (bytes: Buffer): string => createHash('sha512').update(bytes).digest('base64');

interface Published {
  readonly version?: string;
  readonly hash?: string;
  readonly stagingPercentage?: number;
  readonly signedBy?: typeof publisher.privateKey | null;
}

/** Node's requests, with the one method that electron-updater's own for Electron has besides. */
class Network extends NodeHttpExecutor {
  download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    return options.cancellationToken.createPromise((resolve, reject, onCancel) => {
      const requestOptions = { headers: options.headers ?? undefined };
      configureRequestUrl(url, requestOptions);
      configureRequestOptions(requestOptions);
      this.doDownload(
        requestOptions,
        {
          destination,
          options,
          onCancel,
          callback: (error) => {
            if (!(error instanceof Error)) resolve(destination);
            else reject(error);
          },
          responseHandler: null,
        },
        0,
      );
    });
  }
}

/** Puts a version on the feed as electron-builder and `npm run package:sign` write it. */
function publish({
  version = '2.0.0',
  hash = sha512(appImage),
  stagingPercentage,
  signedBy = publisher.privateKey,
}: Published = {}): void {
  const file = `Ringside-${version}.AppImage`;
  const text = signedText({ version, files: [{ url: file, sha512: hash }] });
  const lines = [
    `version: ${version}`,
    'files:',
    `  - url: ${file}`,
    `    sha512: ${hash}`,
    `    size: ${appImage.length}`,
    `path: ${file}`,
    `sha512: ${hash}`,
    "releaseDate: '2026-11-23T00:00:00.000Z'",
    ...(stagingPercentage === undefined ? [] : [`stagingPercentage: ${stagingPercentage}`]),
    ...(signedBy === null ? [] : [`signature: ${signRelease(text, signedBy)}`]),
  ];
  const feed = `/latest-linux${process.arch === 'x64' ? '' : `-${process.arch}`}.yml`;
  served.set(feed, `${lines.join('\n')}\n`);
  served.set(`/${file}`, appImage);
}

function ringside({
  version = '1.0.0',
  isBusy = () => false,
}: { version?: string; isBusy?: () => boolean } = {}) {
  const { port } = server.address() as AddressInfo;
  const config = path.join(folder, 'app-update.yml');
  writeFileSync(config, `provider: generic\nurl: http://127.0.0.1:${port}\nupdaterCacheDirName: cache\n`);
  const app = new AppImageUpdater(null, {
    version,
    name: 'ringside',
    isPackaged: true,
    appUpdateConfigPath: config,
    userDataPath: folder,
    baseCachePath: folder,
    whenReady: () => Promise.resolve(),
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: () => undefined,
  });
  Object.assign(app, { httpExecutor: new Network() });
  app.autoInstallOnAppQuit = false;
  app.disableDifferentialDownload = true;
  const service = createUpdateService({
    source: ok({ publicKey }),
    load: () =>
      Promise.resolve(
        createFeedUpdater({ app, install: () => app.install(true, true), log: () => undefined }),
      ),
    isBusy,
    clock: createFakeClock(),
    random: () => 0.5,
    tell: () => undefined,
    logError: () => undefined,
  });
  return service;
}

const fetched = (): boolean => asked.some((name) => name.endsWith('.AppImage'));
const installed = (): string => readFileSync(path.join(folder, 'Ringside.AppImage'), 'utf8');

describe('the publisher’s script', () => {
  it('signs a feed as electron-builder wrote it, so that Ringside takes it', async () => {
    publish({ signedBy: null });
    const name = [...served.keys()].find((one) => one.endsWith('.yml')) ?? '';
    const [feed, key] = [path.join(folder, 'feed.yml'), path.join(folder, 'key.pem')];
    writeFileSync(feed, served.get(name) ?? '');
    writeFileSync(key, publisher.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const script = path.resolve(import.meta.dirname, '../../../scripts/sign.ts');
    // Twice: signing again takes the place of what was there.
    for (let time = 0; time < 2; time += 1) await promisify(execFile)(process.execPath, [script, feed, key]);
    expect(readFileSync(feed, 'utf8').match(/^signature:/gm)).toHaveLength(1);
    served.set(name, readFileSync(feed));
    expect(await ringside().check()).toMatchObject({ value: { phase: 'ready', version: '2.0.0' } });
  });
});

describe('a generic feed', () => {
  it('brings a newer version: found, signed, fetched whole, and put in the old one’s place', async () => {
    publish();
    const service = ringside();
    expect(await service.check()).toMatchObject({ value: { phase: 'ready', version: '2.0.0' } });
    expect(installed()).toBe('the old Ringside');
    expect(service.restart()).toEqual(ok(null));
    expect(installed()).toBe(appImage.toString());
  });

  it.each(['1.0.0', '0.9.0'])('brings nothing when it has %s', async (version) => {
    publish({ version });
    expect(await ringside().check()).toMatchObject({ value: { phase: 'idle', version: null } });
    expect(fetched()).toBe(false);
  });

  it('brings a version in stages: to no computer at 0 %, to every one at 100 %', async () => {
    publish({ stagingPercentage: 0 });
    expect(await ringside().check()).toMatchObject({ value: { phase: 'idle', version: null } });
    expect(fetched()).toBe(false);
    publish({ stagingPercentage: 100 });
    expect(await ringside().check()).toMatchObject({ value: { phase: 'ready' } });
  });

  it('keeps a computer in its stage: the same number decides at each check', async () => {
    publish({ stagingPercentage: 0 });
    await ringside().check();
    const first = readFileSync(path.join(folder, '.updaterId'), 'utf8');
    await ringside().check();
    expect(readFileSync(path.join(folder, '.updaterId'), 'utf8')).toBe(first);
    // Electron-updater reads the last four bytes as a part of 2^32; the stage begins right above this computer's.
    const place = (Buffer.from(first.replaceAll('-', ''), 'hex').readUInt32BE(12) / 0xffffffff) * 100;
    publish({ stagingPercentage: Math.floor(place) });
    expect(await ringside().check()).toMatchObject({ value: { phase: 'idle' } });
    publish({ stagingPercentage: Math.floor(place) + 1 });
    expect(await ringside().check()).toMatchObject({ value: { phase: 'ready' } });
  });

  it('is refused when a file is not what its hash says: nothing is kept, nothing can be installed', async () => {
    publish({ hash: sha512(Buffer.from('another file')) });
    const service = ringside();
    expect(await service.check()).toMatchObject({ value: { phase: 'failed', failure: 'refused' } });
    expect(fetched()).toBe(true);
    expect(service.restart().ok).toBe(false);
    expect(installed()).toBe('the old Ringside');
    expect(existsSync(path.join(folder, 'cache', 'pending', 'Ringside-2.0.0.AppImage'))).toBe(false);
  });

  it.each([
    ['is not signed', null],
    ['is signed by somebody else', generateKeyPairSync('ed25519').privateKey],
  ])('is refused when it %s: no file is even fetched', async (_what, signedBy) => {
    publish({ signedBy });
    expect(await ringside().check()).toMatchObject({ value: { phase: 'failed', failure: 'refused' } });
    expect(fetched()).toBe(false);
  });

  it('is left alone during a call: not asked at all', async () => {
    publish();
    expect((await ringside({ isBusy: () => true }).check()).ok).toBe(false);
    expect(asked).toEqual([]);
  });

  it('stops in the middle of a file when a call begins, and brings the whole of it after the call', async () => {
    publish();
    let isBusy = false;
    let letGo = (): void => undefined;
    hold = new Promise((resolve) => {
      letGo = resolve;
    });
    const halfHere = new Promise<void>((resolve) => {
      server.on('request', (request) => {
        if (request.url?.includes('.AppImage') === true) resolve();
      });
    });
    const service = ringside({ isBusy: () => isBusy });
    const checked = service.check();
    await halfHere;
    isBusy = true;
    service.callsChanged();
    expect(await checked).toMatchObject({ value: { phase: 'waiting', version: '2.0.0' } });
    expect(service.restart().ok).toBe(false);
    letGo();
    hold = null;
    isBusy = false;
    service.callsChanged();
    expect(await service.check()).toMatchObject({ value: { phase: 'ready' } });
  });

  it('that is not there, or is no feed, is a failure and no crash', async () => {
    expect(await ringside().check()).toMatchObject({ value: { phase: 'failed', failure: 'unreachable' } });
    served.set(
      `/latest-linux${process.arch === 'x64' ? '' : `-${process.arch}`}.yml`,
      '<html>sign in</html>',
    );
    expect(await ringside().check()).toMatchObject({ value: { phase: 'failed', failure: 'badFeed' } });
  });
});
