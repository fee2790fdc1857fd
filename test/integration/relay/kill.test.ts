import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasNatsServer, startNatsServer } from '../../../scripts/drive/natsServer.ts';
import { createRelayDesktop, join } from '../../../scripts/drive/relayDesktop.ts';
import type { Received } from '../../../scripts/drive/relayDesktop.ts';
import { askAdmin, invite, startRelayProcess } from '../../../scripts/drive/relayProcess.ts';
import type { RelayProcess } from '../../../scripts/drive/relayProcess.ts';
import type { Cursor } from '../../../webhooks/relayProtocol.ts';
import { ACCOUNT, leadBody } from './testRelay.ts';

// Real processes: on a busy computer they take their time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let data: string;
const running = new Set<RelayProcess>();
beforeEach(() => {
  data = mkdtempSync(joinPath(tmpdir(), 'ringside-relay-'));
});
afterEach(async () => {
  for (const one of running) await one.kill();
  running.clear();
  rmSync(data, { recursive: true, force: true });
});

async function start(env: NodeJS.ProcessEnv = {}, folder = data): Promise<RelayProcess> {
  const args = ['--port', '0', '--data', folder, '--account', String(ACCOUNT)];
  const relay = await startRelayProcess(args, env);
  running.add(relay);
  return relay;
}
async function kill(relay: RelayProcess): Promise<void> {
  running.delete(relay);
  await relay.kill();
}

/** The status, or 0 when no answer came. */
const post = (relay: RelayProcess, body: string): Promise<number> =>
  fetch(relay.announcement.webhookUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  }).then(
    ({ status }) => status,
    () => 0,
  );

/** A desktop's disk, to be read from whichever relay. */
function newDisk() {
  const received: Received[] = [];
  return {
    received,
    bodies: () => received.map(({ body }) => body),
    cursors: new Map<number, Cursor>(),
    apply: (events: readonly Received[]) => void received.push(...events),
  };
}
const tokenFileOf = (relay: RelayProcess): string => relay.announcement.adminTokenFile ?? '';

describe('a relay that is killed', () => {
  it('has every webhook it answered, and stores what is posted again only once', async () => {
    let relay = await start();
    const token = await join(relay.url, await invite(relay.url, tokenFileOf(relay), [ACCOUNT]));
    const disk = newDisk();
    await createRelayDesktop(relay.announcement.socketUrl, token, [ACCOUNT], disk).connect();
    let id = 0;
    const answered: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const alive = relay;
      const lost: string[] = [];
      const posters = Array.from({ length: 8 }, async () => {
        for (;;) {
          const body = leadBody((id += 1));
          if ((await post(alive, body)) !== 200) {
            lost.push(body);
            return;
          }
          answered.push(body);
          if (answered.length === 60 * (round + 1)) void kill(alive);
        }
      });
      await Promise.all(posters);
      relay = await start();
      for (const body of lost) {
        expect(await post(relay, body)).toBe(200);
        answered.push(body);
      }
    }
    await createRelayDesktop(relay.announcement.socketUrl, token, [ACCOUNT], disk).connect();
    await expect.poll(() => disk.received.length, { timeout: 60_000 }).toBe(answered.length);
    expect(disk.bodies().sort()).toEqual(answered.sort());
  });

  it('ends by SIGTERM only after what is under way is answered, and tells its desktops to come back', async () => {
    const relay = await start();
    const token = await join(relay.url, await invite(relay.url, tokenFileOf(relay), [ACCOUNT]));
    const desktop = createRelayDesktop(relay.announcement.socketUrl, token, [ACCOUNT], newDisk());
    await desktop.connect();
    const posts = Promise.all(Array.from({ length: 30 }, (_, at) => post(relay, leadBody(at + 1))));
    running.delete(relay);
    const code = relay.stop();
    expect(await desktop.closed()).toBe(1012);
    expect(await code).toBe(0);
    const answers = await posts;
    const again = await start();
    const disk = newDisk();
    disk.cursors.set(ACCOUNT, { epoch: '', seq: 0, at: 0 });
    const answered = answers.filter((status) => status === 200).length;
    await createRelayDesktop(again.announcement.socketUrl, token, [ACCOUNT], disk).connect();
    // Nobody was half answered, and what was answered is there.
    expect(answers.every((status) => [200, 503, 0].includes(status))).toBe(true);
    expect(disk.cursors.get(ACCOUNT)?.seq).toBe(answered);
  });

  it('refuses a second relay on the same folder', async () => {
    await start();
    await expect(start()).rejects.toThrow(/locked/u);
  });

  it.skipIf(process.platform !== 'linux')(
    'refuses webhooks while the disk takes nothing, and goes on when it does',
    async () => {
      const relay = await start();
      expect(await post(relay, leadBody(1))).toBe(200);
      // No file may grow any more: to the process the same as a full disk.
      const size = statSync(joinPath(data, 'relay.db-wal')).size;
      execFileSync('prlimit', ['--pid', String(relay.pid), `--fsize=${size}:unlimited`]);
      const long = `&pad=${'x'.repeat(100_000)}`;
      expect(await post(relay, leadBody(2) + long)).toBe(503);
      expect(await fetch(`${relay.url}/health`).then(({ status }) => status)).toBe(503);
      execFileSync('prlimit', ['--pid', String(relay.pid), '--fsize=unlimited:unlimited']);
      // Without a webhook: a load balancer sends none to who says that it is not well.
      const health = (): Promise<number> => fetch(`${relay.url}/health`).then(({ status }) => status);
      await expect.poll(health).toBe(200);
      expect(await post(relay, leadBody(2) + long)).toBe(200);
      await kill(relay);
      const again = await start();
      expect(await post(again, leadBody(3))).toBe(200);
      const token = await join(again.url, await invite(again.url, tokenFileOf(again), [ACCOUNT]));
      const disk = newDisk();
      const probe = createRelayDesktop(again.announcement.socketUrl, token, [ACCOUNT], disk);
      await probe.connect();
      // Three events in three places: the refused one took none.
      expect(disk.cursors.get(ACCOUNT)?.seq).toBe(3);
    },
  );
});

describe.skipIf(!hasNatsServer)('two relays on one NATS', () => {
  it('lose nothing when one is killed, and serve a desktop from the other', async () => {
    const nats = await startNatsServer();
    const otherData = mkdtempSync(joinPath(tmpdir(), 'ringside-relay-'));
    try {
      const env = { NATS_URL: nats.url };
      const one = await start(env);
      const two = await start(env, otherData);
      expect(two.announcement.webhookUrl.split('/').at(-1)).toBe(
        one.announcement.webhookUrl.split('/').at(-1),
      );
      const token = await join(one.url, await invite(one.url, tokenFileOf(one), [ACCOUNT]));
      const disk = newDisk();
      const first = createRelayDesktop(one.announcement.socketUrl, token, [ACCOUNT], disk);
      await first.connect();
      const ids = Array.from({ length: 200 }, (_, at) => at + 1);
      const statuses = new Set<number>();
      await Promise.all(
        ids.map(async (id) => {
          const body = leadBody(id);
          if (id === 100) await kill(one);
          // A load balancer's: whoever does not answer is passed over. And the CRM's: what was answered 503 (the servers
          // did not store it within the CRM's patience) is posted again, though it may be stored by now.
          let status = id % 2 === 0 ? await post(one, body) : 0;
          while (status === 0 || status === 503) status = await post(two, body);
          statuses.add(status);
        }),
      );
      expect(statuses).toEqual(new Set([200]));
      expect(await first.closed()).toBe(1006);
      await createRelayDesktop(two.announcement.socketUrl, token, [ACCOUNT], disk).connect();
      await expect.poll(() => disk.received.length, { timeout: 60_000 }).toBe(ids.length);
      expect(disk.bodies().sort()).toEqual(ids.map((id) => leadBody(id)).sort());
    } finally {
      for (const relay of running) await relay.kill();
      running.clear();
      await nats.stop();
      rmSync(otherData, { recursive: true, force: true });
    }
  });

  it('say that they are not well while it answers nobody, and are well again by themselves', async () => {
    const nats = await startNatsServer();
    try {
      const relay = await start({ NATS_URL: nats.url });
      const health = (): Promise<number> => fetch(`${relay.url}/health`).then(({ status }) => status);
      expect(await post(relay, leadBody(1))).toBe(200);
      await nats.pause();
      expect(await post(relay, leadBody(2))).toBe(503);
      expect(await health()).toBe(503);
      nats.resume();
      // Without a webhook: a load balancer sends none to who says that it is not well.
      await expect.poll(health, { timeout: 30_000 }).toBe(200);
      expect(await post(relay, leadBody(2))).toBe(200);
    } finally {
      for (const relay of running) await relay.kill();
      running.clear();
      await nats.stop();
    }
  });

  it('end the connection of a desktop that was revoked at the other', async () => {
    const nats = await startNatsServer();
    const otherData = mkdtempSync(joinPath(tmpdir(), 'ringside-relay-'));
    try {
      const env = { NATS_URL: nats.url };
      const one = await start(env);
      const two = await start(env, otherData);
      const token = await join(one.url, await invite(one.url, tokenFileOf(one), [ACCOUNT]));
      const desktop = createRelayDesktop(two.announcement.socketUrl, token, [ACCOUNT], newDisk());
      await expect
        .poll(
          () =>
            desktop.connect().then(
              () => 'in',
              () => 'out',
            ),
          { timeout: 30_000 },
        )
        .toBe('in');
      const listed = await askAdmin(one.url, tokenFileOf(one), 'GET', 'desktops');
      const { id } = (listed as { desktops: { id: string }[] }).desktops[0] ?? { id: '' };
      await askAdmin(one.url, tokenFileOf(one), 'DELETE', `desktops/${id}`);
      expect(await desktop.closed()).toBe(4001);
    } finally {
      for (const relay of running) await relay.kill();
      running.clear();
      await nats.stop();
      rmSync(otherData, { recursive: true, force: true });
    }
  });
});
