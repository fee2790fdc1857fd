import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { openRelayConnection } from '../../../../main/webhooks/relay/relayConnection.ts';
import type { RelayFollower } from '../../../../main/webhooks/relay/relayConnection.ts';
import { CLOSED, PROTOCOL } from '../../../../webhooks/relayProtocol.ts';
import type { Cursor, Tell } from '../../../../webhooks/relayProtocol.ts';
import { createFakeClock } from '../../fakeClock.ts';

/** The relay's end of a connection. */
class FakeSocket extends EventEmitter {
  readonly readyState = 1;
  readonly said: unknown[] = [];
  send(text: string): void {
    this.said.push(JSON.parse(text));
  }
  ping(): void {}
  close(code = 1005): void {
    this.emit('close', code);
  }
  terminate(): void {
    this.emit('close', 1006);
  }
  tell(...messages: readonly Tell[]): void {
    for (const message of messages) this.emit('message', Buffer.from(JSON.stringify(message)));
  }
}

const PLACE: Cursor = { epoch: 'e', seq: 3, at: 0 };
const hello: Tell = { type: 'hello', protocol: PROTOCOL, accounts: [31], ackWithinMs: 30_000 };
const following: Tell = { type: 'following', account: 31, cursor: PLACE };
const event = (seq: number): Tell => ({
  type: 'events',
  account: 31,
  epoch: 'e',
  events: [{ seq, at: 0, body: 'x' }],
});

function open(store: RelayFollower['store']) {
  const clock = createFakeClock();
  const sockets: FakeSocket[] = [];
  const reports: string[] = [];
  const line = openRelayConnection({
    socketUrl: 'wss://relay.example/desktop',
    token: () => Promise.resolve('t'),
    followers: [
      {
        accountId: 31,
        place: () => Promise.resolve(PLACE),
        setPlace: () => {},
        store,
        resync: () => {},
      },
    ],
    clock,
    random: () => 0,
    changed: () => {},
    report: (message) => reports.push(message),
    connect: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      // What of a WebSocket the line uses.
      return socket as unknown as WebSocket;
    },
  });
  return { clock, sockets, reports, line };
}

describe('the line to a relay', () => {
  it('acknowledges what is stored, in order, and nothing before', async () => {
    const stored: number[] = [];
    const { clock, sockets } = open((_epoch, events) => {
      stored.push(...events.map(({ seq }) => seq));
      return Promise.resolve(true);
    });
    await clock.settle();
    sockets[0]?.emit('open');
    sockets[0]?.tell(hello, following, event(4), event(5));
    await clock.settle();
    expect(stored).toEqual([4, 5]);
    expect(sockets[0]?.said).toEqual([
      { type: 'follow', accounts: [{ account: 31, cursor: PLACE }] },
      { type: 'ack', account: 31, seq: 4 },
      { type: 'ack', account: 31, seq: 5 },
    ]);
  });

  it.each([
    ['cannot be stored', () => Promise.resolve(false)],
    ['breaks what stores it', () => Promise.reject(new Error('the worker is gone'))],
  ])('connects again after an event that %s, and acknowledges nothing of it', async (_how, fails) => {
    let isWell = false;
    const { clock, sockets, line } = open(() => (isWell ? Promise.resolve(true) : fails()));
    await clock.settle();
    sockets[0]?.emit('open');
    sockets[0]?.tell(hello, following, event(4), event(5));
    await clock.settle();
    expect(sockets[0]?.said).toHaveLength(1);
    expect(line.state()).toEqual({ kind: 'waiting', why: 'unreachable' });
    isWell = true;
    await clock.advance(1_000);
    sockets[1]?.emit('open');
    sockets[1]?.tell(hello, following, event(4));
    await clock.settle();
    expect(sockets[1]?.said.at(-1)).toEqual({ type: 'ack', account: 31, seq: 4 });
    expect(line.state()).toEqual({ kind: 'live', accounts: [31] });
  });

  it('stays down after it was replaced, through every wake and however long it takes', async () => {
    const { clock, sockets, line } = open(() => Promise.resolve(true));
    await clock.settle();
    sockets[0]?.emit('open');
    sockets[0]?.tell(hello, following);
    await clock.settle();
    sockets[0]?.close(CLOSED.replaced);
    for (let sleep = 0; sleep < 5; sleep += 1) {
      line.wake();
      await clock.advance(86_400_000);
    }
    expect(line.state()).toEqual({ kind: 'replaced' });
    expect(sockets).toHaveLength(1);
  });
});
