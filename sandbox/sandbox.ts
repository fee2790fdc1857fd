import type { EventEmitter } from 'node:events';
import type { ServiceClock } from './clock.ts';
import type { EntityRef } from './entityType.ts';
import type { HeldCall } from './heldCalls.ts';
import type { MisbehaviourOrder } from './misbehaviour.ts';
import type { Showcase } from './model.ts';
import type { LoggedRequest, SandboxEvent } from './requestLog.ts';
import type { Situations } from './oauth/situations.ts';
import type { Store } from './store.ts';
import type { Delivery } from './webhooks/post.ts';

/** What a client must know to sign in to a demo account. */
export interface SandboxAccount {
  /** `{subdomain}.localhost:{port}`. */
  readonly host: string;
  readonly subdomain: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly longLivedToken: string;
  readonly showcase: Showcase;
}

/** What the widget of a PBX logs of a call. */
export interface PbxCall {
  readonly phone: string;
  readonly direction: 'inbound' | 'outbound';
  /** Seconds talked. */
  readonly duration: number;
}

/** A running (or soon running) sandbox. */
export interface Sandbox extends Situations {
  /** Listens on 127.0.0.1 only; 0 lets the system choose. Answers the port; rejects with the system's error, e.g. EADDRINUSE. */
  listen(port: number): Promise<number>;
  /** Saves, ends open connections, closes. */
  close(): Promise<void>;
  /** The demo accounts; their hosts are right once it listens. */
  readonly accounts: readonly SandboxAccount[];
  /** Everything it knows, to be looked at. */
  readonly store: Store;
  /** A `request` event for each moment of each request. */
  readonly events: EventEmitter<{ request: [SandboxEvent] }>;
  /** Resolves with the next event for which `fits` holds. */
  waitFor(fits: (event: SandboxEvent) => boolean): Promise<SandboxEvent>;
  misbehave(order: MisbehaviourOrder): void;
  behave(): void;
  /** Ends every token of an account. */
  revoke(subdomain: string): void;
  /** A code as the integration's page shows it, of the account's first user; null where there is no such account. */
  issueCode(subdomain: string): string | null;
  /** The service's time, to be put ahead or behind. */
  readonly clock: ServiceClock;
  /** Changes the limit; null switches it off. */
  setRateLimit(requestsPerSecond: number | null): void;
  /** Calls held by an account, or by all; those of the demo history only when asked for. */
  calls(subdomain?: string, options?: { readonly history?: boolean }): HeldCall[];
  /** Requests received so far. */
  log(): readonly Readonly<LoggedRequest>[];
  /** Tries to deliver webhooks so far, the latest few hundred. */
  deliveries(): readonly Delivery[];
  /** Logs a call as the widget of a PBX does, where the service would put it; false when nobody has the number. */
  pbxLogs(subdomain: string, call: PbxCall): boolean;
  /** Puts an entity into the bin, as a person does in the web page (v4 cannot); false when there is none. */
  bin(subdomain: string, entity: EntityRef): boolean;
  /** Takes an entity out of the bin again; false when it is not in there. */
  restore(subdomain: string, entity: EntityRef): boolean;
}
