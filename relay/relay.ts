import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LONGEST_BODY } from '../webhooks/formBody.ts';
import { createBodyBudget } from './bodyBudget.ts';
import { systemClock } from './clock.ts';
import type { RelayClock } from './clock.ts';
import { openGate } from './desktops/connectionGate.ts';
import { createHub } from './desktops/hub.ts';
import { openPrivateFolder, writePrivateFile } from './privateFiles.ts';
import { commonRules, createHttp } from './http.ts';
import type { LogStream } from './http.ts';
import { createRelayLog } from './log.ts';
import { createRelayMetrics } from './metrics.ts';
import { PATIENCE } from './options.ts';
import type { Patience, RelayOptions } from './options.ts';
import { openQueue } from './queue/openQueue.ts';
import { addressOf, proxyTrust } from './proxyTrust.ts';
import { createRefusals } from './refusals.ts';
import { openRegistry } from './registry/relayRegistry.ts';
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
  readonly clock: RelayClock;
  readonly log: LogStream;
  readonly patience: Patience;
}

/** A thousand each time: more than ever comes. */
const PRUNE_EVERY_MS = 250;
/** Of all webhooks that are being read or stored at one moment: eight of the longest. */
const MOST_BODIES = 8 * LONGEST_BODY;

/** Starts a relay. Throws when it cannot: the port is taken, the data folder in use, the servers out of reach. */
export async function startRelay(options: RelayOptions, ports: Partial<RelayPorts> = {}): Promise<Relay> {
  const { clock = systemClock, log: stream = process.stderr, patience = PATIENCE } = ports;
  const trust = proxyTrust(options.trustProxy);
  if (trust === null) throw new Error(`trustProxy means nothing: ${options.trustProxy}`);
  const budget = createBodyBudget(MOST_BODIES, LONGEST_BODY);
  const app = createHttp(patience, trust, budget, stream);
  const log = createRelayLog(app.log, clock);
  openPrivateFolder(options.data);
  const opened = await openQueue(options, clock);
  const { queue, records, kind } = opened;
  try {
    const { registry, newAdminToken } = await openRegistry(records, { accounts: options.accounts, clock });
    const adminTokenFile = keepAdminToken(options.data, newAdminToken);
    const metrics = createRelayMetrics(() => queue.bytes());
    const refusals = createRefusals(clock);
    const hub = createHub({ queue, registry, metrics, log, patience, clock });
    const deps = { metrics, log, refusals };

    let publicUrl = options.publicUrl ?? '';
    commonRules(app, deps);
    webhookRoute(app, { ...deps, queue, registry, budget, allows: createTokenBuckets(options.rate, clock) });
    oauthRoute(app, { ...deps, callback: options.callback });
    const inviteRefusals = createRefusals(clock);
    adminRoutes(app, { ...deps, inviteRefusals, registry, hub, publicUrl: () => publicUrl });
    healthRoutes(app, { queue, metrics });
    openGate(app.server, {
      ...deps,
      registry,
      hub,
      addressOf: (request) => addressOf(request, trust),
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
    writePrivateFile(file, `${token}\n`);
  }
  return existsSync(file) ? file : null;
}
