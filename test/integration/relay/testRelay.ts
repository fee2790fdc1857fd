import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import type { RelayClock } from '../../../relay/clock.ts';
import { DEFAULTS, PATIENCE } from '../../../relay/options.ts';
import type { Patience, RelayOptions } from '../../../relay/options.ts';
import { startRelay } from '../../../relay/relay.ts';
import type { Relay } from '../../../relay/relay.ts';
import { hasNatsServer, startNatsServer } from '../../../scripts/drive/natsServer.ts';
import type { NatsServer } from '../../../scripts/drive/natsServer.ts';
import { createRelayDesktop, join } from '../../../scripts/drive/relayDesktop.ts';
import type { Received, RelayDesktop } from '../../../scripts/drive/relayDesktop.ts';
import { askAdmin, invite } from '../../../scripts/drive/relayProcess.ts';
import type { Cursor } from '../../../webhooks/relayProtocol.ts';

export const ACCOUNT = 31000001;
export const OTHER = 31000002;

if (!hasNatsServer) {
  console.warn('No nats-server here (apt-get install nats-server): the relay is tested on SQLite alone.');
}

/** The queues to test on. */
export const QUEUES: readonly ('sqlite' | 'nats')[] = hasNatsServer ? ['sqlite', 'nats'] : ['sqlite'];

/** A desktop and what it stored. */
export interface TestDesktop extends RelayDesktop {
  readonly received: Received[];
  readonly cursors: Map<number, Cursor>;
  /** Resolves once so many events are stored. */
  has(count: number): Promise<void>;
}

/** A relay over real HTTP, with a queue that outlives it. */
export interface TestRelay {
  url(): string;
  webhookUrl(account?: number): string;
  post(body: string, account?: number): Promise<number>;
  admin(method: string, place: string, body?: object): Promise<unknown>;
  newDesktop(accounts?: readonly number[]): Promise<TestDesktop>;
  invite(accounts?: readonly number[]): Promise<string>;
  token(accounts?: readonly number[]): Promise<string>;
  desktop(token: string, accounts?: readonly number[]): TestDesktop;
  log(): string;
  adminTokenFile(): string;
  /** One more relay on the same queue (NATS). */
  second(): Promise<Relay>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface TestRelayOptions {
  readonly queue: 'sqlite' | 'nats';
  readonly options?: Partial<RelayOptions>;
  readonly patience?: Partial<Patience>;
  readonly clock?: RelayClock;
}

export async function startTestRelay({
  queue,
  options,
  patience,
  clock,
}: TestRelayOptions): Promise<TestRelay> {
  const data = mkdtempSync(joinPath(tmpdir(), 'ringside-relay-'));
  const nats: NatsServer | null = queue === 'nats' ? await startNatsServer() : null;
  let lines = '';
  const start = (more: Partial<RelayOptions> = {}): Promise<Relay> =>
    startRelay(
      {
        ...DEFAULTS,
        data,
        port: 0,
        accounts: [ACCOUNT, OTHER],
        natsUrl: nats?.url ?? null,
        ...options,
        ...more,
      },
      {
        log: { write: (line) => void (lines += line) },
        patience: { ...PATIENCE, closeMs: 200, ...patience },
        ...(clock && { clock }),
      },
    );
  let relay = await start();
  const url = (): string => `http://127.0.0.1:${relay.announcement.port}`;
  const tokenFile = (): string => relay.announcement.adminTokenFile ?? '';
  const webhookUrl = (account: number = ACCOUNT): string =>
    relay.announcement.webhooks.find((one) => one.account === account)?.webhookUrl ??
    relay.announcement.webhookUrl;

  const test: TestRelay = {
    url,
    webhookUrl,
    adminTokenFile: tokenFile,
    async post(body, account) {
      const answer = await fetch(webhookUrl(account), {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body,
      });
      await answer.body?.cancel();
      return answer.status;
    },
    admin: (method, place, body) => askAdmin(url(), tokenFile(), method, place, body),
    invite: (accounts = [ACCOUNT]) => invite(url(), tokenFile(), accounts),
    token: async (accounts = [ACCOUNT]) => join(url(), await invite(url(), tokenFile(), accounts)),
    async newDesktop(accounts = [ACCOUNT]) {
      const desktop = test.desktop(await test.token(accounts), accounts);
      await desktop.connect();
      return desktop;
    },
    desktop(token, accounts = [ACCOUNT]) {
      const received: Received[] = [];
      const cursors = new Map<number, Cursor>();
      const waiting: { count: number; resolve: () => void }[] = [];
      const look = (): void => {
        for (const one of waiting) if (received.length >= one.count) one.resolve();
      };
      const apply = (events: readonly Received[]): void => {
        received.push(...events);
        look();
      };
      // The relay comes back at another port: each connection asks where.
      let inner: RelayDesktop | null = null;
      const made = (): RelayDesktop =>
        createRelayDesktop(relay.announcement.socketUrl, token, accounts, { cursors, apply });
      return {
        received,
        cursors,
        get messages() {
          return inner?.messages ?? [];
        },
        connect() {
          inner = made();
          return inner.connect();
        },
        cut: () => inner?.cut(),
        stopAcknowledging: () => inner?.stopAcknowledging(),
        say: (text) => inner?.say(text),
        closed: () => inner?.closed() ?? Promise.resolve(0),
        has: (count) =>
          new Promise((resolve) => {
            waiting.push({ count, resolve });
            look();
          }),
      };
    },
    log: () => lines,
    second: () => start(),
    async restart() {
      await relay.close();
      relay = await start();
    },
    async close() {
      await relay.close();
      await nats?.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
  return test;
}

/** A body that says one thing of one lead. */
export const leadBody = (id: number, account: number | null = ACCOUNT): string =>
  `leads%5Bupdate%5D%5B0%5D%5Bid%5D=${id}&leads%5Bupdate%5D%5B0%5D%5Bname%5D=%D0%98${
    account === null ? '' : `&account%5Bsubdomain%5D=demo&account%5Bid%5D=${account}`
  }`;
