/** How long the relay waits for whom, milliseconds. */
export interface Patience {
  /** For a whole request. The CRM itself gives up after 2 s (crm-api.md 5.3). */
  readonly requestMs: number;
  /** For a request's headers, and for the first byte of a new connection. */
  readonly headersMs: number;
  /** For a desktop's acknowledgement, and for its first word. */
  readonly ackMs: number;
  /** Between two looks at who is slow. */
  readonly lookMs: number;
  /** Between two pings; one that is not answered by the next ends the connection. */
  readonly pingMs: number;
  /** For the other end to close too. */
  readonly closeMs: number;
}

export const PATIENCE: Patience = {
  requestMs: 10_000,
  headersMs: 5_000,
  ackMs: 30_000,
  lookMs: 2_000,
  pingMs: 30_000,
  closeMs: 2_000,
};

/** How a relay was asked to be. */
export interface RelayOptions {
  /** Of `relay.db` and `admin.token`. */
  readonly data: string;
  /** Address to listen on; TLS is in front. */
  readonly host: string;
  readonly port: number;
  /** How the world reaches it, without a slash at the end; null: as it listens. */
  readonly publicUrl: string | null;
  /** Accounts whose webhooks are taken. None: the account named by the admin, or that first uses the announced address. */
  readonly accounts: readonly number[];
  /** Where `/oauth/callback` leads to: loopback, `http://127.0.0.1:47823/oauth/callback`. */
  readonly callback: string;
  readonly natsUrl: string | null;
  /** Copies of each NATS stream. */
  readonly natsReplicas: number;
  readonly keepDays: number;
  readonly keepMegabytes: number;
  readonly duplicateMinutes: number;
  /** Webhooks a second one account may send. */
  readonly rate: number;
  /** Whose `X-Forwarded-For` is believed: addresses and ranges with commas, or how many proxies are in front. */
  readonly trustProxy: string;
}

export const DEFAULTS: Omit<RelayOptions, 'data' | 'port'> = {
  host: '127.0.0.1',
  publicUrl: null,
  accounts: [],
  callback: 'http://127.0.0.1:47823/oauth/callback',
  natsUrl: null,
  natsReplicas: 1,
  keepDays: 7,
  keepMegabytes: 1_024,
  duplicateMinutes: 120,
  rate: 5_000,
  trustProxy: 'loopback',
};
