import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCrmClient } from '../../../main/crm/createCrmClient.ts';
import type { CrmClient } from '../../../main/crm/types/crmClient.ts';
import { createExchange } from '../../../main/crm/transport/httpExchange.ts';
import { createRateLimiter } from '../../../main/crm/transport/rateLimiter.ts';
import { createTransport } from '../../../main/crm/transport/transport.ts';
import { systemClock } from '../../../main/common/clock.ts';
import type { SyncProgress } from '../../../main/mirror/mirror.ts';
import { type OpenMirrorReader, createMirrorReader } from '../../../main/mirror/mirrorReader.ts';
import { type SyncHost, type SyncHostDeps, createSyncHost } from '../../../main/mirror/sync/syncHost.ts';
import type { SyncAccount } from '../../../main/mirror/mirrorWriter.ts';
import { ok } from '../../../main/common/result.ts';
import type { SandboxOptions } from '../../../sandbox/options.ts';
import type { SandboxAccount } from '../../../sandbox/sandbox.ts';
import { type TestSandbox, startTestSandbox } from '../sandbox/client.ts';

export const WORKER = new URL('../../../main/mirror/sync/syncWorker.ts', import.meta.url);

export const ROMASHKA: SyncAccount = { key: 'romashka', region: 'RU', userId: 1 };
export const NORTHWIND: SyncAccount = { key: 'northwind', region: 'US', userId: 1 };

/** A real sandbox, a real worker and a real mirror file in a folder of their own. */
export interface SyncedSandbox {
  readonly sandbox: TestSandbox;
  readonly file: string;
  readonly reader: OpenMirrorReader;
  /** Hrefs asked of the service, in order. */
  readonly asked: readonly string[];
  readonly progress: readonly SyncProgress[];
  clientOf(account: string): CrmClient | null;
  /** Starts a host over the same file; the one before must be closed. */
  host(options?: Partial<SyncHostDeps>): SyncHost;
  close(): Promise<void>;
}

export async function startSyncedSandbox(options: SandboxOptions = {}): Promise<SyncedSandbox> {
  const sandbox = await startTestSandbox(options);
  const folder = mkdtempSync(join(tmpdir(), 'ringside-mirror-'));
  const file = join(folder, 'mirror.db');
  const reader = createMirrorReader(file);
  const asked: string[] = [];
  const progress: SyncProgress[] = [];
  const hosts: SyncHost[] = [];
  const clients = new Map([
    [ROMASHKA.key, listened(sandbox.romashka, asked)],
    [NORTHWIND.key, listened(sandbox.northwind, asked)],
  ]);
  const clientOf = (account: string): CrmClient | null => clients.get(account) ?? null;
  return {
    sandbox,
    file,
    reader,
    asked,
    progress,
    clientOf,
    host(deps = {}) {
      const host = createSyncHost({
        file,
        workerUrl: WORKER,
        clientOf,
        clock: systemClock,
        onProgress: (report) => progress.push(report),
        onRebuild: () => {
          reader.release();
        },
        catchUpEveryMs: 50,
        ...deps,
      });
      hosts.push(host);
      return host;
    },
    async close() {
      await Promise.all(hosts.map((host) => host.close()));
      reader.close();
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits for a condition, at most 40 s. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 40_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`never came true: ${condition.toString()}`);
    await sleep(5);
  }
}

function listened(account: SandboxAccount, asked: string[]): CrmClient {
  const token = ok(account.longLivedToken);
  const client = createCrmClient(
    createTransport({
      host: account.host,
      tokens: { accessToken: () => Promise.resolve(token), renew: () => Promise.resolve(token) },
      limiter: createRateLimiter({ clock: systemClock, requestsPerSecond: 1_000 }),
      exchange: createExchange({ userAgent: 'Ringside test' }),
      clock: systemClock,
      random: Math.random,
    }),
  );
  return {
    ...client,
    rawPage: (href, options) => {
      asked.push(href);
      return client.rawPage(href, options);
    },
  };
}
