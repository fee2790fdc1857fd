import type { Cursor, Tell } from '../../webhooks/relayProtocol.ts';
import type { RelayClock } from '../clock.ts';
import type { EventQueue, Span } from '../queue/queue.ts';
import type { Frame, Tail } from './recentFrames.ts';

/** Unacknowledged events one desktop may have under way; all that a slow one can hold in memory. */
const WINDOW_EVENTS = 500;
const WINDOW_BYTES = 524_288;
const PAGE_EVENTS = 200;

/**
 * How long before a missed event its change may have been made at the CRM: the last of its tries comes an hour after
 * the fourth, which comes 35 minutes after the first (crm-api.md 5.3), the slower reading.
 */
const LATEST_TRY_MS = 100 * 60_000;

/** What one delivery needs of the connection it goes over. */
export interface Line {
  tell(message: Tell): void;
  send(data: Buffer): void;
  /** Bytes handed over and not yet taken by the network. */
  buffered(): number;
}

/** The delivery of one account's events to one desktop. */
export interface Delivery {
  /** Everything up to `seq` is stored there; false when that was never sent. */
  acknowledge(seq: number): boolean;
  /** New events are in the tail. */
  wake(): void;
  /** Since when events lie unacknowledged (monotonic), or null. */
  waitingSince(): number | null;
  /** Events the desktop has not acknowledged. */
  lag(): number;
  end(): void;
}

export interface DeliveryDeps {
  readonly tail: Tail;
  readonly queue: EventQueue;
  readonly line: Line;
  readonly clock: RelayClock;
  /** A frame left, with so many events. */
  readonly sent: (events: number) => void;
}

/**
 * Delivers from after `cursor`, in a stream that holds `span` now: from memory while the desktop keeps up, from the queue when it is behind, and never
 * more than a window beyond what it acknowledged.
 */
export function createDelivery(
  deps: DeliveryDeps,
  cursor: Cursor | null,
  { first, last }: Pick<Span, 'first' | 'last'>,
): Delivery {
  const { tail, queue, line, clock } = deps;
  let sent = tail.last();
  let acknowledged = sent;
  let waitingSince: number | null = null;
  /** Sizes of the frames under way, oldest first. */
  let under: { readonly last: number; readonly bytes: number }[] = [];
  let underBytes = 0;
  let reading = false;
  let ended = false;
  /** When the last event this desktop is known to have was received. */
  let at = cursor?.at ?? clock.now();

  const begin = (seq: number): void => {
    sent = seq;
    acknowledged = seq;
  };
  const place = (seq: number): Cursor => ({ epoch: tail.epoch, seq, at });
  const resync = (seq: number): void => {
    // A clock that was ahead then, or is now, must not hide what changed meanwhile.
    const since = Math.max(0, Math.min(at, clock.now()) - LATEST_TRY_MS);
    begin(seq);
    line.tell({ type: 'resync', account: tail.account, since, cursor: place(seq) });
  };

  /** Of two relays on one queue, the other may have told the desktop what has not reached this one's tail yet. */
  const isKept = ({ epoch, seq }: Cursor): boolean =>
    epoch === tail.epoch && seq <= Math.max(last, tail.last()) && seq >= first - 1;

  if (cursor === null) {
    line.tell({ type: 'following', account: tail.account, cursor: place(sent) });
  } else if (isKept(cursor)) {
    begin(cursor.seq);
    line.tell({ type: 'following', account: tail.account, cursor: place(sent) });
  } else {
    resync(cursor.epoch === tail.epoch && cursor.seq < first ? first - 1 : tail.last());
  }

  const spaceLeft = (): number =>
    underBytes < WINDOW_BYTES && line.buffered() < WINDOW_BYTES ? WINDOW_EVENTS - (sent - acknowledged) : 0;

  const send = ({ data, last }: Frame): void => {
    deps.sent(last - sent);
    line.send(data);
    sent = last;
    under.push({ last, bytes: data.length });
    underBytes += data.length;
    waitingSince ??= clock.monotonic();
  };

  /** Sends what fits from memory; true when the queue must be read. */
  const sendFromTail = (): boolean => {
    if (ended) return false;
    while (sent < tail.last()) {
      const most = Math.min(spaceLeft(), PAGE_EVENTS);
      if (most <= 0) return false;
      const frame = tail.after(sent, most);
      if (!frame) return true;
      send(frame);
    }
    return false;
  };

  const run = async (): Promise<void> => {
    if (reading) return;
    while (sendFromTail()) {
      reading = true;
      try {
        const events = await queue.read(tail.account, sent, Math.min(spaceLeft(), PAGE_EVENTS));
        const [oldest] = events;
        // What is stored but not to be read yet (a replica that lags) comes with the next wake.
        if (ended || !oldest) return;
        if (oldest.seq > sent + 1) resync(oldest.seq - 1);
        at = events.at(-1)?.at ?? at;
        send(tail.frameOf(events));
      } catch {
        // The queue is out of reach: the next wake tries again.
        return;
      } finally {
        reading = false;
      }
    }
  };

  return {
    acknowledge(seq) {
      if (seq > sent) return false;
      if (seq <= acknowledged) return true;
      acknowledged = seq;
      const left = under.filter(({ last }) => last > seq);
      underBytes = left.reduce((sum, { bytes }) => sum + bytes, 0);
      under = left;
      waitingSince = left.length === 0 ? null : clock.monotonic();
      void run();
      return true;
    },
    wake: () => void run(),
    waitingSince: () => waitingSince,
    lag: () => Math.max(0, tail.last() - acknowledged),
    end: () => {
      ended = true;
    },
  };
}
