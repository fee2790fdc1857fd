import type { Duplex } from 'node:stream';
import type { IncomingMessage } from 'node:http';
import { WebSocketServer } from 'ws';
import type { RawData, WebSocket } from 'ws';
import { CLOSED, LONGEST_ASK, PROTOCOL, askSchema } from '../../webhooks/relayProtocol.ts';
import type { Ask, Tell } from '../../webhooks/relayProtocol.ts';
import type { RelayLog } from '../log.ts';
import type { RelayMetrics } from '../metrics.ts';
import type { EventQueue } from '../queue/queue.ts';
import type { Desktop, Registry } from '../registry/relayRegistry.ts';
import type { Patience } from '../options.ts';
import type { RelayClock } from '../clock.ts';
import { createDelivery } from './delivery.ts';
import type { Delivery } from './delivery.ts';
import { createTail } from './recentFrames.ts';
import type { Tail } from './recentFrames.ts';

/** The desktops connected to this relay. */
export interface Hub {
  /** Makes a connection of a request whose token was found right. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer, desktop: Desktop): void;
  connected(): readonly { readonly id: string; readonly lag: number }[];
  close(): void;
}

export interface HubDeps {
  readonly queue: EventQueue;
  readonly registry: Registry;
  readonly metrics: RelayMetrics;
  readonly log: RelayLog;
  readonly patience: Patience;
  readonly clock: RelayClock;
}

interface Connection {
  readonly desktop: Desktop;
  readonly socket: WebSocket;
  readonly deliveries: Map<number, Delivery>;
  readonly since: number;
  followed: boolean;
  /** Has answered the last ping. */
  alive: boolean;
}

/** A tail and who hears of it. */
interface Channel {
  readonly tail: Tail;
  readonly deliveries: Set<Delivery>;
  /** Its desktops are about to be told. */
  waking: boolean;
}

/** Keeps the connections, each with one delivery an account. */
export function createHub(deps: HubDeps): Hub {
  const { queue, registry, metrics, log, patience, clock } = deps;
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    // Compression would cost each idle desktop more than the rest of its connection.
    perMessageDeflate: false,
    maxPayload: LONGEST_ASK,
  });
  const connections = new Map<string, Connection>();
  const channels = new Map<number, Promise<Channel>>();

  const channelOf = (account: number): Promise<Channel> => {
    const known = channels.get(account);
    if (known) return known;
    const opening = openChannel(account);
    channels.set(account, opening);
    // Not remembered when it failed: the next desktop asks again.
    opening.catch(() => channels.delete(account));
    return opening;
  };

  /** Once for all events of one commit, and after their posters were answered. */
  const wake = (channel: Channel): void => {
    if (channel.waking) return;
    channel.waking = true;
    setImmediate(() => {
      channel.waking = false;
      for (const delivery of channel.deliveries) delivery.wake();
    });
  };

  const openChannel = async (account: number): Promise<Channel> => {
    const early: Parameters<Tail['push']>[0][] = [];
    let channel: Channel | null = null;
    await queue.follow(account, (event) => {
      if (channel === null) {
        early.push(event);
        return;
      }
      channel.tail.push(event);
      wake(channel);
    });
    const { epoch, last } = await queue.span(account);
    channel = { tail: createTail(account, epoch, last), deliveries: new Set(), waking: false };
    for (const event of early) channel.tail.push(event);
    return channel;
  };

  const follow = async (connection: Connection, ask: Extract<Ask, { type: 'follow' }>): Promise<void> => {
    const { socket, desktop, deliveries } = connection;
    for (const { account, cursor } of ask.accounts) {
      if (!desktop.accounts.includes(account)) {
        metrics.refused('foreignAccount');
        log.refused('foreignAccount', { desktop: desktop.id });
        tell(socket, { type: 'refused', account, reason: 'notYours' });
        continue;
      }
      try {
        const channel = await channelOf(account);
        const span = await queue.span(account);
        if (socket.readyState !== socket.OPEN) return;
        if (deliveries.has(account)) continue;
        const line = {
          tell: (message: Tell) => tell(socket, message),
          send: (data: Buffer) => socket.send(data, { binary: false }),
          buffered: () => socket.bufferedAmount,
        };
        const delivery = createDelivery(
          { tail: channel.tail, queue, line, clock, sent: (events) => metrics.delivered(events) },
          cursor,
          span,
        );
        deliveries.set(account, delivery);
        channel.deliveries.add(delivery);
        socket.once('close', () => channel.deliveries.delete(delivery));
        delivery.wake();
      } catch {
        tell(socket, { type: 'refused', account, reason: 'unavailable' });
      }
    }
  };

  const hear = (connection: Connection, data: RawData, isBinary: boolean): void => {
    const ask = isBinary ? null : read(data);
    const isFirst = !connection.followed;
    if (ask?.type === 'follow' && isFirst) {
      connection.followed = true;
      void follow(connection, ask);
      return;
    }
    if (ask?.type === 'ack' && !isFirst) {
      const delivery = connection.deliveries.get(ask.account);
      if (delivery?.acknowledge(ask.seq) === true) return;
    }
    metrics.refused('protocol');
    connection.socket.close(CLOSED.protocol);
  };

  const drop = (connection: Connection, code: number, why: string): void => {
    metrics.dropped(why);
    log.info('desktop dropped', { desktop: connection.desktop.id, why });
    connection.socket.close(code);
    // A desktop that takes nothing will not take the close either.
    setTimeout(() => connection.socket.terminate(), patience.closeMs).unref();
  };

  const look = (): void => {
    const at = clock.monotonic();
    for (const connection of connections.values()) {
      const { socket, deliveries, since, followed } = connection;
      const waiting = [...deliveries.values()].some((one) => {
        const waitingSince = one.waitingSince();
        return waitingSince !== null && at - waitingSince > patience.ackMs;
      });
      if (socket.readyState !== socket.OPEN) continue;
      if (waiting) drop(connection, CLOSED.slow, 'slow');
      else if (!followed && at - since > patience.ackMs) drop(connection, CLOSED.protocol, 'silent');
      // A reading that the queue once refused is tried again.
      else for (const delivery of deliveries.values()) delivery.wake();
    }
  };
  const ping = (): void => {
    for (const connection of connections.values()) {
      if (!connection.alive) {
        metrics.dropped('gone');
        connection.socket.terminate();
        continue;
      }
      connection.alive = false;
      connection.socket.ping();
    }
  };
  const timers = [setInterval(look, patience.lookMs), setInterval(ping, patience.pingMs)];
  for (const timer of timers) timer.unref();

  registry.onRevoked((desktop) => {
    const connection = connections.get(desktop.id);
    if (connection) drop(connection, CLOSED.revoked, 'revoked');
  });

  const welcome = (socket: WebSocket, desktop: Desktop): void => {
    const older = connections.get(desktop.id);
    if (older) drop(older, CLOSED.replaced, 'replaced');
    const connection: Connection = {
      desktop,
      socket,
      deliveries: new Map(),
      since: clock.monotonic(),
      followed: false,
      alive: true,
    };
    connections.set(desktop.id, connection);
    metrics.connected(connections.size);
    socket.on('message', (data, isBinary) => hear(connection, data, isBinary));
    socket.on('pong', () => {
      connection.alive = true;
    });
    // Its close event follows, and says all there is to do.
    socket.on('error', () => {});
    socket.once('close', () => {
      for (const delivery of connection.deliveries.values()) delivery.end();
      if (connections.get(desktop.id) === connection) connections.delete(desktop.id);
      metrics.connected(connections.size);
    });
    tell(socket, {
      type: 'hello',
      protocol: PROTOCOL,
      accounts: desktop.accounts,
      ackWithinMs: patience.ackMs,
    });
  };

  return {
    accept(request, socket, head, desktop) {
      server.handleUpgrade(request, socket, head, (made) => welcome(made, desktop));
    },
    connected: () =>
      [...connections.values()].map(({ desktop, deliveries }) => ({
        id: desktop.id,
        lag: [...deliveries.values()].reduce((sum, one) => sum + one.lag(), 0),
      })),
    close() {
      for (const timer of timers) clearInterval(timer);
      for (const connection of connections.values()) {
        connection.socket.close(CLOSED.restart);
        setTimeout(() => connection.socket.terminate(), patience.closeMs).unref();
      }
      server.close();
    },
  };
}

const tell = (socket: WebSocket, message: Tell): void => {
  socket.send(JSON.stringify(message));
};

function read(data: RawData): Ask | null {
  try {
    const parsed = askSchema.safeParse(JSON.parse(Buffer.isBuffer(data) ? data.toString('utf8') : ''));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
