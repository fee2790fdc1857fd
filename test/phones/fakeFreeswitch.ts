import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/**
 * Speaks FreeSWITCH's event socket as its documentation says (there is no package of the real one): asks
 * for the password, takes `event json`, `api` and `bgapi`, and sends what a test emits.
 */
export interface FakeFreeswitch {
  readonly port: number;
  /** Every command it got, in order. */
  readonly commands: readonly string[];
  emit(event: Readonly<Record<string, unknown>>): void;
  /** Channels it says are there: their ids, or rows of `show channels as json`. */
  channels: readonly (string | Readonly<Record<string, string>>)[];
  /** What it answers to other `api` commands, by command. */
  readonly answers: Map<string, string>;
  /** Drops everybody. */
  drop(): void;
  close(): Promise<void>;
}

export async function startFakeFreeswitch(password: string): Promise<FakeFreeswitch> {
  const commands: string[] = [];
  const clients = new Set<Socket>();
  const listening = new Set<Socket>();
  const server = createServer((socket) => {
    clients.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      clients.delete(socket);
      listening.delete(socket);
    });
    socket.write('Content-Type: auth/request\n\n');
    let rest = '';
    let known = false;
    const reply = (text: string): boolean =>
      socket.write(`Content-Type: command/reply\nReply-Text: ${text}\n\n`);
    const respond = (body: string): boolean =>
      socket.write(`Content-Type: api/response\nContent-Length: ${Buffer.byteLength(body)}\n\n${body}`);
    socket.on('data', (bytes: Buffer) => {
      rest += bytes.toString();
      const given = rest.split('\n\n');
      rest = given.pop() ?? '';
      for (const command of given) {
        commands.push(command);
        if (command.startsWith('auth ')) {
          known = command === `auth ${password}`;
          reply(known ? '+OK accepted' : '-ERR invalid');
          if (!known) socket.end('Content-Type: text/disconnect-notice\nContent-Length: 0\n\n');
        } else if (!known) reply('-ERR command not found');
        else if (command.startsWith('event json ')) {
          listening.add(socket);
          reply('+OK event listener enabled json');
        } else if (command.startsWith('api show channels')) {
          const body = JSON.stringify({
            row_count: fake.channels.length,
            rows: fake.channels.map((one) => (typeof one === 'string' ? { uuid: one } : one)),
          });
          respond(body);
        } else if (fake.answers.has(command)) respond(fake.answers.get(command) ?? '');
        else if (command.startsWith('bgapi ')) reply('+OK Job-UUID: 1');
        else reply('-ERR command not found');
      }
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const fake: FakeFreeswitch = {
    port: (server.address() as AddressInfo).port,
    commands,
    channels: [],
    answers: new Map(),
    emit(event) {
      const body = JSON.stringify(event);
      for (const socket of listening)
        socket.write(`Content-Length: ${Buffer.byteLength(body)}\nContent-Type: text/event-json\n\n${body}`);
    },
    drop() {
      for (const socket of clients) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of clients) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
  return fake;
}
