import {
  DeliverPolicy,
  DiscardPolicy,
  StorageType,
  jetstream,
  jetstreamManager,
  type JetStreamManager,
  type StreamInfo,
} from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type MsgHdrs, type NatsConnection, connect, headers, nanos } from '@nats-io/transport-node';
import { LONGEST_BODY } from '../../webhooks/formBody.ts';
import type { RelayClock } from '../clock.ts';
import { createNatsRecords } from '../registry/natsRecords.ts';
import type { OpenedQueue } from './openedQueue.ts';
import { PAGE_CHARACTERS, type EventQueue, type Limits, type StoredEvent } from './queue.ts';
import { marksOf } from './marks.ts';
import { createRecentBodies, digestOf } from './recentBodies.ts';

/** The CRM waits 2 s: an answer after that is one too late. */
const PUBLISH_MS = 1_500;
/** For what other relays stored lately, when an account's first webhook comes. */
const RECALL_MS = 400;
const BUCKET = 'ringside_relay';
const PACKED = 'Ringside-Packed';
/** Shorter bodies are stored as they are; a server takes 1 MB unless it is told otherwise (`max_payload`). */
const PACKED_FROM = 262_144;

const streamOf = (account: number): string => `RINGSIDE_${account}`;
const subjectOf = (account: number): string => `ringside.webhooks.${account}`;

/**
 * Streams in NATS JetStream, one an account, shared by every relay that is told the same servers. The servers keep the
 * limits and know duplicates by their digest.
 *
 * @param url `nats://user:password@host:4222`, several with commas
 */
export async function openNatsQueue(
  url: string,
  replicas: number,
  limits: Limits,
  clock: RelayClock,
): Promise<OpenedQueue> {
  const addresses = url.split(',').map((one) => new URL(one.includes('://') ? one : `nats://${one}`));
  const { username, password } = addresses[0] ?? {};
  const connection = await connect({
    servers: addresses.map(({ host }) => host),
    ...(username && password
      ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
      : {}),
    ...(username && !password ? { token: decodeURIComponent(username) } : {}),
    name: 'ringside-relay',
    maxReconnectAttempts: -1,
    reconnectTimeWait: 500,
  });
  try {
    const manager = await jetstreamManager(connection);
    const kv = await new Kvm(connection).create(BUCKET, { history: 1, replicas });
    return {
      kind: 'nats',
      queue: createNatsQueue(connection, manager, replicas, limits, clock),
      records: createNatsRecords(kv),
      close: () => connection.drain(),
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

function createNatsQueue(
  connection: NatsConnection,
  manager: JetStreamManager,
  replicas: number,
  limits: Limits,
  clock: RelayClock,
): EventQueue {
  const client = jetstream(connection);
  const known = new Map<number, Promise<StreamInfo>>();
  let trouble: string | null = null;
  /** Whose event could not be stored, until one can be. */
  let failed: number | null = null;
  let isTrying = false;
  void watchConnection();

  async function watchConnection(): Promise<void> {
    for await (const { type } of connection.status()) {
      if (type === 'disconnect') trouble = 'disconnected';
      if (type === 'reconnect') trouble = null;
    }
  }

  /** The account's stream, made when there is none; all relays make the same. */
  const ensured = (account: number): Promise<StreamInfo> => {
    const there = known.get(account);
    if (there) return there;
    const made = manager.streams.add({
      name: streamOf(account),
      subjects: [subjectOf(account)],
      storage: StorageType.File,
      discard: DiscardPolicy.Old,
      max_age: nanos(limits.keepMs),
      max_bytes: limits.keepBytes,
      duplicate_window: nanos(Math.min(limits.duplicateMs, limits.keepMs)),
      num_replicas: replicas,
      allow_direct: true,
    });
    known.set(account, made);
    made.catch(() => known.delete(account));
    return made;
  };

  const recent = createRecentBodies<number>(limits.duplicateMs);
  const recalled = new Map<number, Promise<void>>();

  /** Hears what any relay stores of an account, from the duplicates' time on; resolves once it is up to date, or soon. */
  function recall(account: number, { state }: StreamInfo): Promise<void> {
    const there = recalled.get(account);
    if (there) return there;
    const received = new Promise<void>((resolve) => {
      if (state.messages === 0) resolve();
      setTimeout(resolve, RECALL_MS).unref();
      // By the servers' clock: this computer's may be anywhere.
      const from = new Date(new Date(state.last_ts).getTime() - limits.duplicateMs);
      void client.consumers
        .get(
          streamOf(account),
          state.messages === 0
            ? {}
            : { deliver_policy: DeliverPolicy.StartTime, opt_start_time: from.toISOString() },
        )
        .then((consumer) =>
          consumer.consume({
            callback: (message) => {
              const body = bodyOf(message.data, message.headers);
              const one = { account, digest: digestOf(account, body), marks: marksOf(body) };
              recent.remember(one, clock.monotonic(), message.seq);
              if (message.seq >= state.last_seq) resolve();
            },
          }),
        )
        .catch(() => {
          recalled.delete(account);
          resolve();
        });
    });
    recalled.set(account, received);
    return received;
  }

  return {
    async append(account, body) {
      try {
        await recall(account, await ensured(account));
        const one = { account, digest: digestOf(account, body), marks: marksOf(body) };
        const known = recent.find(one, clock.monotonic());
        if (known.kind === 'again') return { ok: true, seq: known.place, duplicate: true };
        const packed = pack(body);
        if (packed.data.length > (connection.info?.max_payload ?? Infinity)) {
          // No trouble of the servers': everything else is stored.
          return { ok: false, why: 'longer than max_payload of the NATS servers' };
        }
        const acknowledged = await client.publish(subjectOf(account), packed.data, {
          // What happened once more has a name of its own, the same at every relay.
          msgID: known.kind === 'anew' ? `${one.digest}.${known.since}` : one.digest,
          timeout: PUBLISH_MS,
          ...(packed.headers && { headers: packed.headers }),
        });
        trouble = null;
        failed = null;
        if (!acknowledged.duplicate) recent.remember(one, clock.monotonic(), acknowledged.seq);
        return { ok: true, seq: acknowledged.seq, duplicate: acknowledged.duplicate };
      } catch (error) {
        trouble = error instanceof Error ? error.message.slice(0, 100) : 'failed';
        failed = account;
        return { ok: false, why: trouble };
      }
    },
    async span(account) {
      await ensured(account);
      const { state, created } = await manager.streams.info(streamOf(account));
      const isEmpty = state.messages === 0;
      return { epoch: created, last: state.last_seq, first: isEmpty ? state.last_seq + 1 : state.first_seq };
    },
    async read(account, after, limit) {
      const { state } = await manager.streams.info(streamOf(account));
      const from = Math.max(after + 1, state.first_seq);
      const count = Math.min(limit, state.last_seq - from + 1);
      const asked = Array.from({ length: Math.max(0, count) }, (_, index) =>
        manager.direct.getMessage(streamOf(account), { seq: from + index }),
      );
      const messages = await Promise.all(asked);
      const events: StoredEvent[] = [];
      let characters = 0;
      for (const message of messages) {
        // A replica may not have the newest yet: up to there.
        if (!message || characters >= PAGE_CHARACTERS) break;
        const body = bodyOf(message.data, message.header);
        const event = { seq: message.seq, at: message.time.getTime(), body };
        events.push(event);
        characters += event.body.length;
      }
      return events;
    },
    async follow(account, listener) {
      await ensured(account);
      const { state } = await manager.streams.info(streamOf(account));
      const consumer = await client.consumers.get(streamOf(account), {
        deliver_policy: DeliverPolicy.StartSequence,
        opt_start_seq: state.last_seq + 1,
      });
      await consumer.consume({
        callback: (message) => {
          const body = bodyOf(message.data, message.headers);
          listener({ seq: message.seq, at: message.time.getTime(), body });
        },
      });
    },
    // The servers do.
    prune: () => {},
    recover() {
      if (failed === null || isTrying || connection.isClosed()) return;
      isTrying = true;
      // Making what is there already asks the stream's leader, and for its room on the disk.
      known.delete(failed);
      void ensured(failed)
        .then(
          () => {
            trouble = null;
            failed = null;
          },
          () => {},
        )
        .finally(() => (isTrying = false));
    },
    trouble: () => trouble,
    bytes: () => null,
    close: () => connection.drain(),
  };
}

/** A long body packed: percent-encoded Russian takes a seventh of its length. */
function pack(body: string): { readonly data: Uint8Array; readonly headers?: MsgHdrs } {
  const data = Buffer.from(body);
  if (data.length < PACKED_FROM) return { data };
  const packed = headers();
  packed.set(PACKED, 'gzip');
  return { data: gzipSync(data, { level: 5 }), headers: packed };
}

function bodyOf(data: Uint8Array, heads: MsgHdrs | undefined): string {
  const isPacked = heads?.get(PACKED) === 'gzip';
  return (isPacked ? gunzipSync(data, { maxOutputLength: LONGEST_BODY }) : Buffer.from(data)).toString(
    'utf8',
  );
}
