import { type ServiceClock, createServiceClock } from './clock.ts';
import type { Domain } from './domain.ts';
import { type Readings, readingsFrom } from './readings.ts';

/** What a server proves itself with: a private key and a certificate, PEM. */
export interface TlsIdentity {
  readonly key: string;
  readonly cert: string;
}

/** How a sandbox is to be. Everything has a default; what is UNCERTAIN of the live service is in readings.ts. */
export interface SandboxOptions extends Partial<Readings> {
  /** Same seed, same demo data (ids, names, numbers). Default 1. */
  readonly seed?: number;
  /** The time, milliseconds since the epoch: tokens, limits and stamps follow it. Default `Date.now`. */
  readonly now?: () => number;
  /** Seconds the service's clock is ahead of `now`, negative behind. Default 0; can be changed while it runs. */
  readonly clockSkewSeconds?: number;
  /**
   * Whose hosts it answers for. Default `localhost`, with its port. As a platform it names hosts without a port, as the live service
   * does; whoever starts it so leads the requests here (tests of the real zones).
   */
  readonly domain?: Domain;
  /** State is read from and saved to this file (JSON). Default: memory only. */
  readonly file?: string;
  /** The redirect URI registered for the integration. */
  readonly redirectUri?: string;
  /** Contacts in each account, or by subdomain. Default 300; more are made cheaply, for benches. */
  readonly contacts?: number | Readonly<Record<string, number>>;
  /** Requests a second for one integration in one account; `null` switches the limit off. Default 7. crm-api.md 2.2. */
  readonly requestsPerSecond?: number | null;
  /** Seconds in `retry_after` and `Retry-After` of a 429. Default 1 (the live service: UNCERTAIN, 300 was seen). */
  readonly retryAfterSeconds?: number;
  /** How long the 403 block after more than 100 refusals in 10 s lasts. Default 60. */
  readonly blockSeconds?: number;
  /** `is_api_filter_enabled`; when false, `filter` is silently ignored. Default true. crm-api.md 2.5. */
  readonly apiFilter?: boolean;
  /** Do the accounts have customers, who take calls as leads do? Default false: `customers_mode` is `unavailable`. crm-api.md 4.1. */
  readonly customers?: boolean;
  /** Has the demo's agent tasks to do? Default false; the command and the demo say true. */
  readonly tasks?: boolean;
  /** What agents who are no admins see and change: everything (default), or their own entities only. crm-api.md 3.2. */
  readonly agentRights?: 'all' | 'own';
  /** Speak TLS with this key and certificate (PEM); every link then begins with https. Default: plain HTTP. */
  readonly tls?: TlsIdentity;
  /** Milliseconds before each try of a webhook, the first included. Default: now, 5 min, 15 min, 15 min, 1 h. crm-api.md 5.3. */
  readonly webhookDelaysMs?: readonly number[];
  /** How long a receiver of webhooks may take, ms. Default 2000. crm-api.md 5.3. */
  readonly webhookPatienceMs?: number;
}

/** The options with every default filled in. */
export interface Settings extends Readings {
  readonly seed: number;
  readonly now: () => number;
  /** The clock behind `now`. */
  readonly clock: ServiceClock;
  readonly domain: Domain;
  readonly file: string | null;
  readonly redirectUri: string;
  readonly contactsOf: (subdomain: string) => number;
  readonly requestsPerSecond: number | null;
  readonly retryAfterSeconds: number;
  readonly blockSeconds: number;
  readonly apiFilter: boolean;
  readonly customers: boolean;
  readonly tasks: boolean;
  readonly agentRights: 'all' | 'own';
  readonly tls: TlsIdentity | null;
  readonly webhookDelaysMs: readonly number[];
  readonly webhookPatienceMs: number;
}

/** Where the product listens for the answer of a sign-in unless told otherwise. */
const DEFAULT_REDIRECT_URI = 'http://127.0.0.1:47823/oauth/callback';

const DEFAULT_CONTACTS = 300;

const MINUTE_MS = 60_000;

/** When a webhook is tried, each counted from the try before (crm-api.md 5.3). */
const WEBHOOK_DELAYS_MS = [0, 5 * MINUTE_MS, 15 * MINUTE_MS, 15 * MINUTE_MS, 60 * MINUTE_MS];

/** Fills in the defaults. */
export function settingsFrom(options: SandboxOptions): Settings {
  const { contacts } = options;
  const clock = createServiceClock(options.now ?? Date.now, options.clockSkewSeconds ?? 0);
  return {
    ...readingsFrom(options),
    seed: options.seed ?? 1,
    now: () => clock.now(),
    clock,
    domain: options.domain ?? 'localhost',
    file: options.file ?? null,
    redirectUri: options.redirectUri ?? DEFAULT_REDIRECT_URI,
    contactsOf: (subdomain) =>
      (typeof contacts === 'number' ? contacts : contacts?.[subdomain]) ?? DEFAULT_CONTACTS,
    requestsPerSecond: options.requestsPerSecond === undefined ? 7 : options.requestsPerSecond,
    retryAfterSeconds: options.retryAfterSeconds ?? 1,
    blockSeconds: options.blockSeconds ?? 60,
    apiFilter: options.apiFilter ?? true,
    customers: options.customers ?? false,
    tasks: options.tasks ?? false,
    agentRights: options.agentRights ?? 'all',
    tls: options.tls ?? null,
    webhookDelaysMs: options.webhookDelaysMs ?? WEBHOOK_DELAYS_MS,
    webhookPatienceMs: options.webhookPatienceMs ?? 2_000,
  };
}

/** Seconds a 429 says to wait; null when it does not say. */
export const retryAfterOf = ({ tellsRetryAfter, retryAfterSeconds }: Settings): number | null =>
  tellsRetryAfter ? retryAfterSeconds : null;
