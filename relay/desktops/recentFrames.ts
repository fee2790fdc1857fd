import type { StoredEvent } from '../queue/queue.ts';

/** Events of one account kept at hand, so that one event to 500 desktops is read and written as text once. */
const MOST_EVENTS = 1_000;
const MOST_CHARACTERS = 2_097_152;
const LARGEST_FRAME = 131_072;

/** A frame of events, ready to send. */
export interface Frame {
  readonly data: Buffer;
  readonly last: number;
}

/** The newest events of one account. */
export interface Tail {
  readonly account: number;
  readonly epoch: string;
  /** The newest event's. */
  last(): number;
  push(event: StoredEvent): void;
  /** The frame of what comes after `seq`, up to `limit` events; null when that is not at hand. */
  after(seq: number, limit: number): Frame | null;
  frameOf(events: readonly StoredEvent[]): Frame;
}

/** A tail that begins after `last`. */
export function createTail(account: number, epoch: string, start: number): Tail {
  let events: StoredEvent[] = [];
  let characters = 0;
  let last = start;
  /** Most desktops stand at the same place. */
  let latest: { readonly after: number; readonly limit: number; readonly frame: Frame } | null = null;

  const frameOf = (some: readonly StoredEvent[]): Frame => ({
    data: Buffer.from(JSON.stringify({ type: 'events', account, epoch, events: some })),
    last: some.at(-1)?.seq ?? 0,
  });

  return {
    account,
    epoch,
    last: () => last,
    push(event) {
      // What lies before the end was read from the queue already; after a gap the ring begins anew.
      if (event.seq <= last) return;
      if (event.seq !== last + 1) {
        events = [];
        characters = 0;
      }
      events.push(event);
      characters += event.body.length;
      last = event.seq;
      latest = null;
      if (events.length <= MOST_EVENTS * 2 && characters <= MOST_CHARACTERS) return;
      events = events.slice(-Math.min(MOST_EVENTS, Math.ceil(events.length / 2)));
      characters = events.reduce((sum, { body }) => sum + body.length, 0);
    },
    after(seq, limit) {
      if (latest?.after === seq && latest.limit >= limit) return latest.frame;
      const from = seq + 1 - (events[0]?.seq ?? Infinity);
      if (from < 0 || from >= events.length) return null;
      const some: StoredEvent[] = [];
      let size = 0;
      for (const event of events.slice(from, from + limit)) {
        some.push(event);
        size += event.body.length;
        if (size >= LARGEST_FRAME) break;
      }
      latest = { after: seq, limit, frame: frameOf(some) };
      return latest.frame;
    },
    frameOf,
  };
}
