import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openGate } from './desktops/gate.ts';
import { createHub } from './desktops/hub.ts';
import { commonRules, createHttp } from './http.ts';
import type { LogStream } from './http.ts';
import { createRelayLog } from './log.ts';
import { createRelayMetrics } from './metrics.ts';
import { PATIENCE } from './options.ts';
import type { Patience, RelayOptions } from './options.ts';
import { openQueue } from './queue/openQueue.ts';
import { createRefusals } from './refusals.ts';
import { openRegistry } from './registry/registry.ts';
import { adminRoutes, webhookUrlOf } from './routes/admin.ts';
import { healthRoutes } from './routes/health.ts';
import { oauthRoute } from './routes/oauth.ts';
import { webhookRoute } from './routes/webhook.ts';
import { createTokenBuckets } from './tokenBucket.ts';

/** What a relay says once it listens: one line of JSON. */
export interface Announcement {
  readonly port: number;
  /** Where to have the CRM post: the first account's address. Secret: who knows it can post. */
  readonly webhookUrl: string;
  readonly webhooks: readonly { readonly account: number | null; readonly webhookUrl: string }[];
  readonly socketUrl: string;
  /** What to register as the integration's redirect address. */
  readonly callbackUrl: string;
  /** Holds the admin's token; null where another relay made it. */
  readonly adminTokenFile: string | null;
  readonly queue: 'sqlite' | 'nats';
}

/** A relay that listens. */
export interface Relay {
  readonly announcement: Announcement;
  /** Takes nothing new, stores and answers what is under way, tells the desktops, ends. */
  close(): Promise<void>;
}

/** What a test may set. */
export interface RelayPorts {
  readonly now: () => number;
  readonly log: LogStream;
  readonly patience: Patience;
}

/** A thousand each time: more than ever comes. */
const PRUNE_EVERY_MS = 250;

/** Starts a relay. Throws when it cannot: the port is taken, the data folder in use, the servers out of reach. */
export async function startRelay(options: RelayOptions, ports: Partial<RelayPorts> = {}): Promise<Relay> {
  const { now = Date.now, log: stream = process.stderr, patience = PATIENCE } = ports;
  const app = createHttp(patience, options.trustProxy, stream);
  const log = createRelayLog(app.log, now);
  mkdirSync(options.data, { recursive: true, mode: 0o700 });
  const opened = await openQueue(options, now);
  const { queue, records, kind } = opened;
  try {
    const { registry, newAdminToken } = await openRegistry(records, { accounts: options.accounts, now });
    const adminTokenFile = keepAdminToken(options.data, newAdminToken);
    const metrics = createRelayMetrics(() => queue.bytes());
    const refusals = createRefusals(now);
    const hub = createHub({ queue, registry, metrics, log, patience, now });
    const deps = { metrics, log, refusals };

    let publicUrl = options.publicUrl ?? '';
    commonRules(app, deps);
    webhookRoute(app, { ...deps, queue, registry, allows: createTokenBuckets(options.rate, now) });
    oauthRoute(app, { ...deps, callback: options.callback });
    adminRoutes(app, { ...deps, registry, hub, publicUrl: () => publicUrl });
    healthRoutes(app, { queue, metrics });
    openGate(app.server, {
      ...deps,
      registry,
      hub,
      addressOf: (request) => request.socket.remoteAddress ?? '',
    });
    await app.listen({ host: options.host, port: options.port });
    const address = app.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : options.port;
    publicUrl ||= `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`;
    const pruning = setInterval(() => {
      queue.prune();
      queue.recover();
    }, PRUNE_EVERY_MS);
    const webhooks = registry
      .hooks()
      .map((hook) => ({ account: hook.account, webhookUrl: webhookUrlOf(publicUrl, hook) }));
    return {
      announcement: {
        port,
        webhookUrl: webhooks[0]?.webhookUrl ?? '',
        webhooks,
        socketUrl: `${publicUrl.replace(/^http/u, 'ws')}/desktop`,
        callbackUrl: `${publicUrl}/oauth/callback`,
        adminTokenFile,
        queue: kind,
      },
      async close() {
        clearInterval(pruning);
        hub.close();
        await app.close();
        await opened.close();
      },
    };
  } catch (error) {
    await app.close();
    await opened.close();
    throw error;
  }
}

/** Writes a new admin's token where only the relay's user reads it; the file's path, when there is one. */
function keepAdminToken(folder: string, token: string | null): string | null {
  const file = join(folder, 'admin.token');
  if (token !== null) {
    writeFileSync(file, `${token}\n`, { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  return existsSync(file) ? file : null;
}
