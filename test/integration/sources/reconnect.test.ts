import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer, getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepConnected } from '../../../main/sources/reconnect.ts';
import { systemClock, type Clock } from '../../../main/common/clock.ts';
import type { TlsIdentity } from '../../../sandbox/options.ts';
import { eventually } from '../../phones/eventually.ts';
import { makeCertificate } from '../sandbox/certificate.ts';

/** How long a connection may take to be made (reconnect.ts). */
const CONNECT_MS = 10_000;
/** A hundredth of the real waits between two tries; a try itself has all its time, but where the test is of its end. */
const clockOf = (limit: number): Clock => ({
  ...systemClock,
  schedule: (ms, run) => systemClock.schedule(ms === CONNECT_MS ? limit : ms / 100, run),
});

let trusted: TlsIdentity;
let stranger: TlsIdentity;
let end: AbortController;
let server: Server;
let clients: Set<Socket>;
let told: string[];

beforeAll(async () => {
  [trusted, stranger] = await Promise.all([makeCertificate('localhost'), makeCertificate('localhost')]);
  setDefaultCACertificates([...getCACertificates('default'), trusted.cert]);
});
beforeEach(() => {
  end = new AbortController();
  clients = new Set();
  told = [];
});
afterEach(async () => {
  end.abort();
  for (const client of clients) client.destroy();
  await new Promise((resolve) => server.close(resolve));
});

/** Connects to `listener` as a source does; what happens is kept in `told`. */
async function connect(listener: Server, limit = CONNECT_MS): Promise<void> {
  server = listener;
  server.on('connection', (socket: Socket) => {
    clients.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  const options = { host: 'localhost', port, tls: true, clock: clockOf(limit), random: () => 0 };
  await keepConnected(
    { ...options, signal: end.signal, isHopeless: () => false },
    {
      opened: (line) => {
        told.push('opened');
        line.write('hello\n');
      },
      data: (bytes) => told.push(bytes.toString()),
      closed: (why) => told.push(`closed ${why ?? ''}`.trim()),
    },
  );
}
const tells = (...wanted: readonly string[]): Promise<void> =>
  eventually(wanted.join(', '), () => told.slice(0, wanted.length).join() === wanted.join());

describe('a line over TLS', () => {
  it('talks both ways, and is made again when it is lost', async () => {
    await connect(
      createServer(trusted, (socket) => {
        socket.on('error', () => undefined);
        socket.on('data', (bytes: Buffer) => {
          socket.write(bytes.toString().toUpperCase());
          if (clients.size === 1) socket.end();
        });
      }),
    );
    await tells('opened', 'HELLO\n', 'closed', 'opened', 'HELLO\n');
    expect(clients.size).toBe(2);
  });

  it('to whom this computer does not trust is never opened, says so, and is tried again', async () => {
    await connect(createServer(stranger));
    await tells('closed DEPTH_ZERO_SELF_SIGNED_CERT', 'closed DEPTH_ZERO_SELF_SIGNED_CERT');
    expect(clients.size).toBeGreaterThan(1);
  });

  it('to somebody who listens and says nothing is given up after a while, and tried again', async () => {
    await connect(createTcpServer(), 50);
    await tells('closed ETIMEDOUT', 'closed ETIMEDOUT');
    expect(told).not.toContain('opened');
  });

  it('is closed when the source is switched off, and not made again', async () => {
    let gone = 0;
    await connect(
      createServer(trusted, (socket) => {
        socket.on('error', () => undefined);
        socket.on('close', () => (gone += 1)).resume();
      }),
    );
    await tells('opened');
    end.abort();
    await eventually('the other side sees it closed', () => gone === 1);
    expect(told).toEqual(['opened']);
    expect(clients.size).toBe(1);
  });
});
