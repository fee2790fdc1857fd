/** How a sandbox is to be. Everything has a default; where the live service is UNCERTAIN (facts 7), an option picks the reading. */
export interface SandboxOptions {
  /** Same seed, same demo data (ids, names, numbers). Default 1. */
  readonly seed?: number;
  /** The time, milliseconds since the epoch: tokens, limits and stamps follow it. Default `Date.now`. */
  readonly now?: () => number;
  /** State is read from and saved to this file (JSON). Default: memory only. */
  readonly file?: string;
  /** The redirect URI registered for the integration. */
  readonly redirectUri?: string;
  /** Contacts in each account, or by subdomain. Default 300; more are made cheaply, for benches. */
  readonly contacts?: number | Readonly<Record<string, number>>;
  /** Old refresh token usable until the new pair was used once (true, default), or revoked at once. Facts 1.4. */
  readonly grace?: boolean;
  /** Requests a second for one integration in one account; `null` switches the limit off. Default 7. Facts 2.2. */
  readonly requestsPerSecond?: number | null;
  /** Seconds in `retry_after` and `Retry-After` of a 429. Default 1 (the live service: UNCERTAIN, 300 was seen). */
  readonly retryAfterSeconds?: number;
  /** How long the 403 block after more than 100 refusals in 10 s lasts. Default 60. */
  readonly blockSeconds?: number;
  /** `is_api_filter_enabled`; when false, `filter` is silently ignored. Default true. Facts 2.5. */
  readonly apiFilter?: boolean;
  /** Does `query` find digits across punctuation ('digits', default) or only the text as stored? Facts 3.3, UNCERTAIN. */
  readonly phoneSearch?: 'digits' | 'literal';
  /** `next` carries `page` (default) or an opaque cursor, so that a client which computes pages itself is caught. */
  readonly nextLinks?: 'page' | 'opaque';
  /** Answer of `PATCH /x/{id}`: the object (default) or the wrapped list of the Kommo documentation. Facts 2.4. */
  readonly patchAnswer?: 'object' | 'wrapped';
}

/** The options with every default filled in. */
export interface Settings {
  readonly seed: number;
  readonly now: () => number;
  readonly file: string | null;
  readonly redirectUri: string;
  readonly contactsOf: (subdomain: string) => number;
  readonly grace: boolean;
  readonly requestsPerSecond: number | null;
  readonly retryAfterSeconds: number;
  readonly blockSeconds: number;
  readonly apiFilter: boolean;
  readonly phoneSearch: 'digits' | 'literal';
  readonly nextLinks: 'page' | 'opaque';
  readonly patchAnswer: 'object' | 'wrapped';
}

/** Where the product listens for the answer of a sign-in unless told otherwise. */
const DEFAULT_REDIRECT_URI = 'http://127.0.0.1:47823/oauth/callback';

const DEFAULT_CONTACTS = 300;

/** Fills in the defaults. */
export function settingsFrom(options: SandboxOptions): Settings {
  const { contacts } = options;
  return {
    seed: options.seed ?? 1,
    now: options.now ?? Date.now,
    file: options.file ?? null,
    redirectUri: options.redirectUri ?? DEFAULT_REDIRECT_URI,
    contactsOf: (subdomain) =>
      (typeof contacts === 'number' ? contacts : contacts?.[subdomain]) ?? DEFAULT_CONTACTS,
    grace: options.grace ?? true,
    requestsPerSecond: options.requestsPerSecond === undefined ? 7 : options.requestsPerSecond,
    retryAfterSeconds: options.retryAfterSeconds ?? 1,
    blockSeconds: options.blockSeconds ?? 60,
    apiFilter: options.apiFilter ?? true,
    phoneSearch: options.phoneSearch ?? 'digits',
    nextLinks: options.nextLinks ?? 'page',
    patchAnswer: options.patchAnswer ?? 'object',
  };
}
