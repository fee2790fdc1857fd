import { describe, expect, it } from 'vitest';
import { createDelivery } from '../../../relay/desktops/delivery.ts';
import { createTail } from '../../../relay/desktops/recentFrames.ts';
import type { EventQueue, StoredEvent } from '../../../relay/queue/queue.ts';
import { tellSchema } from '../../../webhooks/relayProtocol.ts';
import type { Cursor, Tell } from '../../../webhooks/relayProtocol.ts';
import { createMovedClock } from './movedClock.ts';

const event = (seq: number): StoredEvent => ({ seq, at: seq, body: `body ${seq}` });

/** A delivery from a stream that holds `stored`, of which `tail` has what came after `tailFrom`. */
function deliver(stored: readonly StoredEvent[], tailFrom: number, cursor: Cursor | null) {
  const tail = createTail(1, 'e', tailFrom);
  const told: Tell[] = [];
  const queue: Pick<EventQueue, 'read'> = {
    read: (_account, after, limit) =>
      Promise.resolve(stored.filter(({ seq }) => seq > after).slice(0, limit)),
  };
  const line = {
    tell: (message: Tell) => void told.push(message),
    send: (data: Buffer) => void told.push(tellSchema.parse(JSON.parse(data.toString()))),
    buffered: () => 0,
  };
  const span = { first: stored[0]?.seq ?? tailFrom + 1, last: stored.at(-1)?.seq ?? tailFrom };
  const queueOf = { ...noQueue, ...queue };
  const delivery = createDelivery(
    { tail, queue: queueOf, line, clock: createMovedClock(7_000_000), sent: () => {} },
    cursor,
    span,
  );
  const seqs = (): number[] =>
    told.flatMap((one) => (one.type === 'events' ? one.events.map(({ seq }) => seq) : []));
  return { tail, delivery, told, seqs };
}
const never = (): never => {
  throw new Error('not asked for');
};
const noQueue: EventQueue = {
  append: never,
  span: never,
  read: never,
  follow: never,
  prune: never,
  recover: never,
  trouble: never,
  bytes: never,
  close: never,
};
const at = (seq: number, epoch = 'e'): Cursor => ({ epoch, seq, at: 6_100_000 });
const range = (from: number, to: number): StoredEvent[] =>
  Array.from({ length: to - from + 1 }, (_, index) => event(from + index));

describe('a delivery', () => {
  it('waits for this relay to hear what another one has already told the desktop', () => {
    const { tail, delivery, told, seqs } = deliver(range(1, 12), 10, at(12));
    for (const one of range(11, 13)) tail.push(one);
    delivery.wake();
    expect(told[0]).toMatchObject({ type: 'following', cursor: { seq: 12 } });
    expect(seqs()).toEqual([13]);
  });

  it('tells of events that are gone before it goes on', async () => {
    const { delivery, told, seqs } = deliver(range(50, 60), 60, at(10));
    delivery.wake();
    await expect.poll(seqs).toEqual(range(50, 60).map(({ seq }) => seq));
    expect(told[0]).toEqual({
      type: 'resync',
      account: 1,
      since: 100_000,
      cursor: { epoch: 'e', seq: 49, at: 6_100_000 },
    });
  });

  it.each([
    ['of another stream', at(5, 'other')],
    ['beyond the end: the queue was put back', at(99)],
  ])('starts at the end for a cursor %s', (_, cursor) => {
    const { told } = deliver(range(1, 12), 12, cursor);
    expect(told).toMatchObject([{ type: 'resync', cursor: { epoch: 'e', seq: 12 } }]);
  });

  it('has no more than a window under way, and goes on as it is acknowledged', async () => {
    const { delivery, seqs } = deliver(range(1, 2_000), 2_000, at(0));
    delivery.wake();
    await expect.poll(() => seqs().length).toBe(500);
    expect(delivery.waitingSince()).toBe(5_000);
    expect(delivery.acknowledge(501)).toBe(false);
    expect(delivery.acknowledge(500)).toBe(true);
    await expect.poll(() => seqs().length).toBe(1_000);
    expect(delivery.acknowledge(1_000)).toBe(true);
    await expect.poll(() => seqs().length).toBe(1_500);
    expect(seqs()).toEqual(range(1, 1_500).map(({ seq }) => seq));
  });
});
