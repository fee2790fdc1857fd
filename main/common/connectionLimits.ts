import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** How many connections a listener keeps, and how fast one address may make them. */
export interface ConnectionLimits {
  /** In all. Beyond these the oldest that only listens gives its place up. */
  readonly most: number;
  /** Of one other computer; this computer's own count as `most` alone. */
  readonly mostPerAddress?: number;
  /** New connections a second of one other computer, and as many at once; more are closed unread. */
  readonly newPerSecond?: number;
  /** Time that passed, milliseconds. Needed with `newPerSecond`. */
  readonly monotonic?: () => number;
}

/** Addresses whose rate is remembered: a memory that strangers fill must have an end. */
const MOST_ADDRESSES = 1_000;

interface Place {
  readonly socket: Socket;
  readonly address: string;
  /** It has said a whole request and waits for the answer. */
  busy: boolean;
}

/**
 * Keeps places free for whoever has something to say. Without this `maxConnections` refuses the newcomer, and as many
 * sockets that say nothing (or half a request) silence the listener.
 *
 * A place is given up by the oldest connection that has no whole request under way, of the address that holds most:
 * a softphone says its request in one breath, and only a crowd that comes faster than that could push it out.
 *
 * @returns how `busy` is told: call it once a request was taken as good, before its answer is awaited
 */
export function limitConnections(
  server: Server,
  limits: ConnectionLimits,
): (request: IncomingMessage, response: ServerResponse) => void {
  const places = new Map<Socket, Place>();
  const perAddress = new Map<string, number>();
  const mayConnect = createRate(limits);

  const heldBy = (address: string): number => perAddress.get(address) ?? 0;
  const leave = (place: Place): void => {
    if (!places.delete(place.socket)) return;
    const left = heldBy(place.address) - 1;
    if (left > 0) perAddress.set(place.address, left);
    else perAddress.delete(place.address);
  };

  /** A map keeps the order of arrival. */
  const oldestIdle = (address: string | null): Place | undefined => {
    for (const place of places.values()) {
      if (!place.busy && (address === null || place.address === address)) return place;
    }
    return undefined;
  };
  const evict = (address: string | null): boolean => {
    const place = oldestIdle(address);
    if (place === undefined) return false;
    leave(place);
    place.socket.destroy();
    return true;
  };
  const fullest = (): string | null => {
    let found: string | null = null;
    for (const [address, held] of perAddress) if (found === null || held > heldBy(found)) found = address;
    return found;
  };

  server.on('connection', (socket: Socket) => {
    const address = addressOf(socket);
    const isStranger = address !== OWN;
    if (isStranger && !mayConnect(address)) {
      socket.destroy();
      return;
    }
    const own = isStranger ? (limits.mostPerAddress ?? limits.most) : limits.most;
    const isTooMany =
      (heldBy(address) >= own && !evict(address)) ||
      (places.size >= limits.most && !evict(fullest()) && !evict(null));
    if (isTooMany) {
      socket.destroy();
      return;
    }
    const place: Place = { socket, address, busy: false };
    places.set(socket, place);
    perAddress.set(address, heldBy(address) + 1);
    socket.once('close', () => {
      leave(place);
    });
  });

  return (request, response) => {
    const place = places.get(request.socket);
    if (place === undefined) return;
    place.busy = true;
    response.once('close', () => {
      place.busy = false;
    });
  };
}

/** All addresses of this computer together: a program here may choose any of 127.0.0.0/8. */
const OWN = 'own';

function addressOf({ remoteAddress = '' }: Socket): string {
  const address = remoteAddress.replace(/^::ffff:/u, '');
  return address === '' || address === '::1' || address.startsWith('127.') ? OWN : address;
}

/** Whether one more connection of an address may be made now. */
function createRate({ newPerSecond, monotonic }: ConnectionLimits): (address: string) => boolean {
  if (newPerSecond === undefined || monotonic === undefined) return () => true;
  const known = new Map<string, { readonly left: number; readonly at: number }>();
  return (address) => {
    const at = monotonic();
    const before = known.get(address) ?? { left: newPerSecond, at };
    const left = Math.min(newPerSecond, before.left + ((at - before.at) / 1_000) * newPerSecond);
    // Those heard of lately stand at the end, and are not forgotten.
    known.delete(address);
    known.set(address, { left: left < 1 ? left : left - 1, at });
    if (known.size > MOST_ADDRESSES) {
      const [oldest] = known.keys();
      if (oldest !== undefined) known.delete(oldest);
    }
    return left >= 1;
  };
}
