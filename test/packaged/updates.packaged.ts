import { createHash, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { signedText, signRelease } from '../../main/updates/releaseSignature.ts';
import { ask } from '../../scripts/drive/ask.ts';
import { askAnything } from '../e2e/bridge.ts';
import { expect, test } from '../e2e/fixtures.ts';
import { ring } from '../e2e/phone.ts';
import { createRingside } from '../e2e/ringside.ts';
import { driven } from './shipped.ts';

/** The packaged app and a feed on this computer. What stands in for the new AppImage is a script that says it was started. */

const resources = path.join(path.dirname(driven), 'resources');
const feedFile = path.join(resources, 'app-update.yml');
const keyFile = path.join(resources, 'update-key.pem');

test.afterEach(() => {
  rmSync(feedFile, { force: true });
  rmSync(keyFile, { force: true });
});

test('without a feed nothing is looked for, and the settings say so', async ({ fresh }) => {
  await fresh.signIn('northwind');
  const page = await fresh.page('account');
  expect(await ask(page, 'updates', 'get')).toEqual({ phase: 'off', reason: 'noFeed' });
});

test('a signed update is fetched after the call and not during it, put in place, and started', async ({
  desktop,
}) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ringside-update-'));
  const started = path.join(folder, 'started');
  const installed = path.join(folder, 'Ringside.AppImage');
  writeFileSync(installed, 'the old one');
  const appImage = Buffer.from(
    `#!/bin/sh\n[ -n "$APPIMAGE_EXIT_AFTER_INSTALL" ] && exit 0\necho yes > ${started}\n`,
  );
  const sha512 = createHash('sha512').update(appImage).digest('base64');
  const publisher = generateKeyPairSync('ed25519');
  const release = { version: '99.0.0', files: [{ url: 'Ringside.AppImage', sha512 }] };
  const feed = [
    'version: 99.0.0',
    `files:\n  - url: Ringside.AppImage\n    sha512: ${sha512}\n    size: ${appImage.length}`,
    `path: Ringside.AppImage\nsha512: ${sha512}\nreleaseDate: '2026-11-23T00:00:00.000Z'`,
    `signature: ${signRelease(signedText(release), publisher.privateKey)}`,
  ].join('\n');
  const asked: string[] = [];
  const server = createServer((request, answer) => {
    const name = (request.url ?? '').split('?', 1)[0] ?? '';
    asked.push(name);
    answer.end(name.endsWith('.yml') ? feed : appImage);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  writeFileSync(
    feedFile,
    `provider: generic\nurl: http://127.0.0.1:${port}\nupdaterCacheDirName: ringside-updater\n`,
  );
  writeFileSync(keyFile, publisher.publicKey.export({ type: 'spki', format: 'pem' }));

  const ringside = await createRingside({ ...desktop, APPIMAGE: installed });
  try {
    await ringside.signIn('northwind');
    const page = await ringside.page('account');
    expect(await ask(page, 'updates', 'get')).toMatchObject({ phase: 'idle', checkedAt: null });

    const call = await ring(ringside, (await ringside.crm.showcase('northwind')).certain);
    await expect
      .poll(async () => (await ask(page, 'updates', 'get')) as { isBusy?: boolean })
      .toMatchObject({ isBusy: true });
    const refused = await askAnything(page, 'updates', 'check', {});
    expect(refused).toMatchObject({ ok: false, error: { code: 'notNow' } });
    expect(asked).toEqual([]);
    await call.miss();
    await ask(await ringside.page('pop'), 'pop', 'hide');

    await expect
      .poll(async () => (await askAnything(page, 'updates', 'check', {})).ok, { timeout: 30_000 })
      .toBe(true);
    expect(await ask(page, 'updates', 'get')).toMatchObject({ phase: 'ready', version: '99.0.0' });
    expect(readFileSync(installed, 'utf8')).toBe('the old one');

    const gone = new Promise((resolve) => ringside.app().electron.process().once('exit', resolve));
    void askAnything(page, 'updates', 'restart', {}).catch(() => undefined);
    await gone;
    await expect.poll(() => existsSync(started)).toBe(true);
    expect(readFileSync(installed)).toEqual(appImage);
  } finally {
    await ringside.end();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  }
});
