/** A webhook as it was stored. */
export interface StoredEvent {
  /** Its place in its account's stream: from 1, without gaps. */
  readonly seq: number;
  /** When it was received, milliseconds since the epoch, by the relay's clock. */
  readonly at: number;
  /** As it was posted, percent-encoded. */
  readonly body: string;
}

/** What an account's stream holds now. */
export interface Span {
  /**
   * Names this stream: sequences of another epoch (a queue that was lost and begun anew) mean nothing here.
   */
  readonly epoch: string;
  /** The oldest event still kept; `last + 1` when there is none. */
  readonly first: number;
  /** The newest; 0 before the first ever. */
  readonly last: number;
}

/** What became of an event that was to be stored. */
export type Appended =
  | { readonly ok: true; readonly seq: number; readonly duplicate: boolean }
  /** Nothing was stored: the disk is full or broken, or the servers are not reached. */
  | { readonly ok: false; readonly why: string };

/** How long and how much a queue keeps, per relay (SQLite: who takes most gives way first) or per account (NATS). */
export interface Limits {
  readonly keepMs: number;
  readonly keepBytes: number;
  /** The same body of the same account within this time is one event: the CRM posts again when an answer was lost. */
  readonly duplicateMs: number;
}

/** A durable queue: one stream an account. */
export interface EventQueue {
  /**
   * Stores an event; resolves once it is durable. The same body again is told as a duplicate and not stored, unless
   * something else happened to its entities meanwhile (recentBodies.ts).
   */
  append(account: number, body: string): Promise<Appended>;
  /** Throws when the queue cannot be read now. */
  span(account: number): Promise<Span>;
  /**
   * Up to `limit` events after `after`, in order; fewer when they are large. Starts later than `after + 1` only where
   * older events are gone. Throws when the queue cannot be read now.
   */
  read(account: number, after: number, limit: number): Promise<readonly StoredEvent[]>;
  /**
   * Calls `listener` with every event of an account from now on, whichever relay stored it, in order. Resolves once
   * nothing later than what `span` says then can be overlooked.
   */
  follow(account: number, listener: (event: StoredEvent) => void): Promise<void>;
  /** Drops what is too old or too much. */
  prune(): void;
  /**
   * After trouble, tries whether the queue can store again: a load balancer that took this relay out for its trouble sends
   * nothing that would show it. Does nothing otherwise.
   */
  recover(): void;
  /** Null while the queue can store; else why not. */
  trouble(): string | null;
  /** Bytes it takes, where it is known here. */
  bytes(): number | null;
  close(): Promise<void>;
}

/** Largest answer of one `read`, in characters of bodies (one event more may come). */
export const PAGE_CHARACTERS = 131_072;
