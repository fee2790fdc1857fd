import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { hasNatsServer, startNatsServer } from '../../scripts/drive/natsServer.ts';
import { createRelayDesktop, join } from '../../scripts/drive/relayDesktop.ts';
import { invite, startRelayProcess } from '../../scripts/drive/relayProcess.ts';
import { root } from '../../scripts/setup/folders.ts';
import { percentiles, prefixed } from './figure.ts';
import type { Figure } from './figure.ts';
import { anonymousOf } from './processTree.ts';
import { load, openPoster, statusBody } from './relayLoad.ts';

const ACCOUNT = 31000001;
const CONNECTIONS = 64;
const SECONDS = 4;
const ROUNDS = 3;
const DESKTOPS = 500;
const EVENTS = 100;
const MOST_LOOKS = 20;

/** A server of the bench, in a process of its own. */
interface Server {
  readonly pid: number;
  readonly url: string;
  stop(): Promise<unknown>;
}

async function startFloor(...args: readonly string[]): Promise<Server> {
  const child = spawn(process.execPath, [path.join(root, 'test/bench/relayFloor.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line: unknown = await once(createInterface({ input: child.stdout }), 'line');
  const port = Array.isArray(line) ? Number(line[0]) : 0;
  return {
    pid: child.pid ?? 0,
    url: `http://127.0.0.1:${port}/`,
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

const relayArgs = (data: string): readonly string[] => [
  '--port=0',
  `--data=${data}`,
  `--account=${ACCOUNT}`,
  '--rate=1000000',
];

/** Work with a folder of its own, gone afterwards. */
async function inFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ringside-bench-'));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const median = (values: readonly number[]): number => percentiles(values).p50;

/**
 * Accepted webhooks a second, each durable before its answer, beside a bare HTTP server that commits each body to the
 * same SQLite, or publishes it to the same NATS; by turns.
 */
export async function benchRelay(): Promise<readonly Figure[]> {
  const figures = [await accepted('sqlite', null)];
  if (!hasNatsServer) return figures;
  const nats = await startNatsServer();
  try {
    return [...figures, await accepted('nats', nats.url)];
  } finally {
    await nats.stop();
  }
}

async function accepted(kind: 'sqlite' | 'nats', natsUrl: string | null): Promise<Figure> {
  return inFolder(async (folder) => {
    let id = 0;
    const body = (): string => statusBody((id += 1), ACCOUNT);
    const relay = await startRelayProcess(
      relayArgs(path.join(folder, 'relay')),
      natsUrl === null ? {} : { NATS_URL: natsUrl },
    );
    const floor = await startFloor(kind, natsUrl ?? path.join(folder, 'floor.db'));
    try {
      const run = (url: string, seconds = SECONDS) => load(url, { connections: CONNECTIONS, seconds, body });
      // Unmeasured first: both compile.
      await run(relay.announcement.webhookUrl, 1);
      await run(floor.url, 1);
      const rounds = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        rounds.push({ ours: await run(relay.announcement.webhookUrl), bare: await run(floor.url) });
      }
      const figure = median(rounds.map(({ ours }) => ours.accepted / ours.seconds));
      const bare = median(rounds.map((one) => one.bare.accepted / one.bare.seconds));
      const times = percentiles(rounds.flatMap(({ ours }) => ours.times));
      const refused = rounds.reduce((sum, { ours }) => sum + ours.refused, 0);
      return {
        name: `relay ${kind} accepted`,
        unit: '/s',
        figure,
        floor: bare,
        ratio: figure / bare,
        target: 'at least 70 % of the floor and 2,000/s, p99 at most 100 ms',
        pass: figure >= 0.7 * bare && figure >= 2_000 && times.p99 <= 100 && refused === 0,
        detail: {
          ...prefixed('answer ms', times),
          ...prefixed('floor ms', percentiles(rounds.flatMap((one) => one.bare.times))),
          refused,
        },
      };
    } finally {
      await relay.stop();
      await floor.stop();
    }
  });
}

/** One event to 500 desktops, and what an idle one costs; beside a bare `ws` server that sends the body to all. */
export async function benchFanout(): Promise<readonly Figure[]> {
  return inFolder(async (folder) => {
    const relay = await startRelayProcess(relayArgs(folder));
    const floor = await startFloor('sockets');
    try {
      const tokenFile = relay.announcement.adminTokenFile ?? '';
      const tokens: string[] = [];
      for (let one = 0; one < DESKTOPS; one += 1) {
        tokens.push(await join(relay.url, await invite(relay.url, tokenFile, [ACCOUNT])));
      }
      const ours = await measureFanout(
        { pid: relay.pid, url: relay.announcement.webhookUrl, stop: () => relay.stop() },
        async (index, heard) => {
          const disk = { cursors: new Map(), apply: heard };
          const url = relay.announcement.socketUrl;
          await createRelayDesktop(url, tokens[index] ?? '', [ACCOUNT], disk, false).connect();
        },
      );
      const bare = await measureFanout(floor, async (_, heard) => {
        const socket = new WebSocket(floor.url.replace('http', 'ws'));
        socket.addEventListener('message', heard);
        await once(socket, 'open');
      });
      return [
        {
          name: `fanout ${DESKTOPS} p99`,
          unit: 'ms',
          figure: ours.times.p99,
          floor: bare.times.p99,
          ratio: ours.times.p99 / bare.times.p99,
          target: 'p99 at most 250 ms',
          pass: ours.times.p99 <= 250,
          detail: { ...prefixed('relay', ours.times), ...prefixed('floor', bare.times), events: EVENTS },
        },
        {
          name: 'idle desktop',
          unit: 'kB',
          figure: ours.kilobytes,
          floor: bare.kilobytes,
          ratio: ours.kilobytes / bare.kilobytes,
          target: 'at most 50 kB each',
          pass: ours.kilobytes <= 50,
          detail: { desktops: DESKTOPS },
        },
      ];
    } finally {
      await relay.stop();
      await floor.stop();
    }
  });
}

async function measureFanout(server: Server, connect: (index: number, heard: () => void) => Promise<void>) {
  const poster = await openPoster(server.url);
  let heard: () => void = () => {};
  let id = 0;
  const settled = async (): Promise<number> => {
    // Until the collector has been through: memory is read when it stays the same, or after a while.
    let last = anonymousOf(server.pid);
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      await delay(1_000);
      const now = anonymousOf(server.pid);
      if (Math.abs(now - last) < 200_000) return now;
      last = now;
    }
    return last;
  };
  // Warm before it is weighed, so that compiled code does not count for desktops.
  for (let turn = 0; turn < 200; turn += 1) await poster.post(statusBody((id += 1), ACCOUNT));
  await connect(0, () => heard());
  await connect(1, () => heard());
  const before = await settled();
  for (let index = 2; index < DESKTOPS; index += 1) await connect(index, () => heard());
  const kilobytes = ((await settled()) - before) / (DESKTOPS - 2) / 1_000;
  const times: number[] = [];
  for (let event = 0; event < EVENTS; event += 1) {
    const begun = performance.now();
    const all = new Promise<void>((resolve) => {
      let left = DESKTOPS;
      heard = () => {
        times.push(performance.now() - begun);
        left -= 1;
        if (left === 0) resolve();
      };
    });
    await poster.post(statusBody((id += 1), ACCOUNT));
    await all;
  }
  poster.close();
  return { kilobytes, times: percentiles(times) };
}
