import { EventEmitter } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { limitConnections } from '../../../main/common/connectionLimits.ts';
import type { ConnectionLimits } from '../../../main/common/connectionLimits.ts';

class FakeSocket extends EventEmitter {
  destroyed = false;
  readonly remoteAddress: string;
  constructor(remoteAddress: string) {
    super();
    this.remoteAddress = remoteAddress;
  }
  destroy(): void {
    this.destroyed = true;
    this.emit('close');
  }
}

interface Limited {
  readonly connect: (address: string) => FakeSocket;
  readonly take: (socket: FakeSocket) => EventEmitter;
}

function openLimited(limits: ConnectionLimits): Limited {
  const server = new EventEmitter();
  const take = limitConnections(server as unknown as Server, limits);
  return {
    connect(address: string): FakeSocket {
      const socket = new FakeSocket(address);
      server.emit('connection', socket);
      return socket;
    },
    take(socket: FakeSocket): EventEmitter {
      const response = new EventEmitter();
      take({ socket } as unknown as IncomingMessage, response as unknown as ServerResponse);
      return response;
    },
  };
}
const left = (sockets: readonly FakeSocket[]): number[] =>
  sockets.flatMap(({ destroyed }, at) => (destroyed ? [] : [at]));

describe('the places of a listener', () => {
  it('go to whoever comes: the oldest that has said nothing whole gives its place up', () => {
    const { connect, take } = openLimited({ most: 3 });
    const sockets = [0, 1, 2].map(() => connect('127.0.0.1'));
    const response = sockets[0] === undefined ? null : take(sockets[0]);
    sockets.push(connect('127.0.0.1'));
    expect(left(sockets)).toEqual([0, 2, 3]);
    response?.emit('close');
    sockets.push(connect('127.0.0.1'));
    expect(left(sockets)).toEqual([2, 3, 4]);
  });

  it('are refused only while every one of them waits for its answer', () => {
    const { connect, take } = openLimited({ most: 2 });
    const sockets = [0, 1].map(() => connect('127.0.0.1'));
    for (const socket of sockets) take(socket);
    const late = connect('127.0.0.1');
    expect(late.destroyed).toBe(true);
    expect(left(sockets)).toEqual([0, 1]);
  });

  it('of one computer of the network are few, and its crowd costs nobody else one', () => {
    const { connect } = openLimited({ most: 6, mostPerAddress: 4 });
    const here = connect('127.0.0.1');
    const other = connect('192.168.1.2');
    const crowd = Array.from({ length: 20 }, () => connect('192.168.1.66'));
    expect(left(crowd)).toEqual([16, 17, 18, 19]);
    connect('192.168.1.3');
    expect([here.destroyed, other.destroyed]).toEqual([false, false]);
    expect(left(crowd)).toEqual([17, 18, 19]);
  });

  it('may be asked for so often a second by one computer of the network, whatever this computer does', () => {
    let now = 0;
    const { connect } = openLimited({ most: 1_000, newPerSecond: 5, monotonic: () => now });
    const tries = (address: string): number =>
      Array.from({ length: 50 }, () => connect(address)).filter(({ destroyed }) => !destroyed).length;
    expect(tries('10.0.0.1')).toBe(5);
    expect(tries('::ffff:10.0.0.1')).toBe(0);
    expect(tries('10.0.0.2')).toBe(5);
    expect(tries('127.0.0.9')).toBe(50);
    expect(tries('::1')).toBe(50);
    now += 400;
    expect(tries('10.0.0.1')).toBe(2);
  });
});
