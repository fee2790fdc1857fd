import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { ask } from '../../scripts/drive/ask.ts';
import { expect, test } from './fixtures.ts';
import { startKommo } from './realZone.ts';
import type { RealZone } from './realZone.ts';
import { createRingside } from './ringside.ts';
import type { Ringside } from './ringside.ts';

/**
 * The real app in an office: a PAC file names the proxy, and the CRM's certificate is of an authority that only the
 * system's store has (on Linux the file that SSL_CERT_FILE names).
 */
let kommo: RealZone;
let folder: string;
const asked: string[] = [];
const tunnels = new Set<Duplex>();
let status = 200;
const proxy = createServer((_request, response) => {
  const { port } = proxy.address() as AddressInfo;
  response.writeHead(200, { 'content-type': 'application/x-ns-proxy-autoconfig' });
  response.end(
    `function FindProxyForURL(url, host) { return dnsDomainIs(host, ".kommo.com") ? "PROXY 127.0.0.1:${String(port)}" : "DIRECT"; }`,
  );
});
proxy.on('connect', (request, client) => {
  asked.push(request.url ?? '');
  tunnels.add(client);
  client.on('error', () => undefined);
  if (status !== 200) {
    client.end(`HTTP/1.1 ${String(status)} No\r\nContent-Length: 0\r\n\r\n`);
    return;
  }
  const up = connect(kommo.tlsPort, '127.0.0.1', () => {
    client.write('HTTP/1.1 200 OK\r\n\r\n');
    up.pipe(client).pipe(up);
  });
  up.on('error', () => client.destroy());
});

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'ringside-office-'));
  kommo = await startKommo('http://localhost:47823/oauth/callback');
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
});
test.afterAll(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await kommo.close();
  rmSync(folder, { recursive: true });
});

/** A Ringside of this office; its system trusts the office's authority or not. */
async function ofOffice(desktop: NodeJS.ProcessEnv, trusts: boolean): Promise<Ringside> {
  const store = path.join(folder, `${trusts ? 'with' : 'without'}.pem`);
  writeFileSync(store, trusts ? kommo.certificate : '');
  const ringside = await createRingside({ ...desktop, SSL_CERT_FILE: store });
  await ringside.app().close();
  const { port } = proxy.address() as AddressInfo;
  await ringside.start([`--proxy-pac-url=http://127.0.0.1:${String(port)}/proxy.pac`]);
  return ringside;
}

async function signIn(ringside: Ringside): Promise<Awaited<ReturnType<Ringside['page']>>> {
  const welcome = await ringside.page('welcome');
  await welcome.getByRole('button', { name: 'Sign in to Kommo' }).click();
  await welcome.getByText('Other ways to sign in').click();
  await welcome.getByRole('radio', { name: 'With a long-lived token', exact: true }).check();
  await welcome.getByLabel('Address of the account').fill('romashka.kommo.com');
  await welcome.locator('[name="token"]').fill(kommo.sandbox.issueLongLived('romashka', 30 * 86_400) ?? '');
  await welcome.getByRole('button', { name: 'Sign in', exact: true }).click();
  return welcome;
}

test('signs in and copies by the system’s proxy; a proxy that refuses from then on is named, and its end is noticed', async ({
  desktop,
}) => {
  const ringside = await ofOffice(desktop, true);
  try {
    await signIn(ringside);
    const list = await ringside.page('account');
    await expect.poll(async () => (await ask(list, 'sync', 'state')).completedAt).not.toBeNull();
    expect(new Set(asked)).toEqual(new Set(['romashka.kommo.com:443']));
    status = 407;
    for (const tunnel of tunnels) tunnel.destroy();
    await ask(list, 'sync', 'pause');
    await ask(list, 'sync', 'resume');
    await expect(list.getByText('Your network’s proxy does not let Ringside through')).toBeVisible({
      timeout: 60_000,
    });
    // Asked again by hand it refuses again; what happens by itself may come before a hand, so its end waits for none.
    const before = asked.length;
    await list.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => asked.length).toBeGreaterThan(before);
    status = 200;
    await expect(list.getByText('Your network’s proxy does not let Ringside through')).toBeHidden({
      timeout: 60_000,
    });
  } finally {
    status = 200;
    await ringside.end();
  }
});

test('says what to do where TLS is opened by an authority the system does not know', async ({ desktop }) => {
  const ringside = await ofOffice(desktop, false);
  try {
    const before = kommo.sandbox.log().length;
    const welcome = await signIn(ringside);
    await expect(welcome.getByText('a certificate this computer does not know')).toBeVisible();
    expect(kommo.sandbox.log()).toHaveLength(before);
  } finally {
    await ringside.end();
  }
});
