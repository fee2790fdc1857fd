import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** An Asterisk manager port that sends what a real one was recorded to send (test/pbx). */
export interface FakeAsterisk {
  readonly port: number;
  /** Actions it got, as text. */
  readonly actions: readonly string[];
  /** The version its greeting says: `1.1` is Asterisk 1.8, `11.0.0` is 22. */
  version: string;
  /** How many connections were made. */
  connections(): number;
  send(recorded: Buffer): void;
  drop(): void;
  close(): Promise<void>;
}

const CHALLENGE = '123456789';

export async function startFakeAsterisk(password: string): Promise<FakeAsterisk> {
  const key = createHash('md5')
    .update(CHALLENGE + password)
    .digest('hex');
  const actions: string[] = [];
  const clients = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    clients.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => clients.delete(socket));
    socket.write(`Asterisk Call Manager/${fake.version}\r\n`);
    let rest = '';
    socket.on('data', (bytes: Buffer) => {
      rest += bytes.toString();
      const given = rest.split('\r\n\r\n');
      rest = given.pop() ?? '';
      for (const text of given) {
        actions.push(text);
        const id = /ActionID: (.*)/.exec(text)?.[1] ?? '';
        const answer = (response: string, more = ''): boolean =>
          socket.write(`Response: ${response}\r\nActionID: ${id}\r\n${more}\r\n`);
        const action = /Action: (\w+)/.exec(text)?.[1];
        if (action === 'Challenge') answer('Success', `Challenge: ${CHALLENGE}\r\n`);
        else if (action === 'Login') {
          if (text.includes(`Key: ${key}`)) answer('Success', 'Message: Authentication accepted\r\n');
          else answer('Error', 'Message: Authentication failed\r\n');
        } else if (action === 'Filter') answer('Error', 'Message: Permission denied\r\n');
        else if (action === 'Status') {
          answer('Success', 'EventList: start\r\n');
          socket.write('Event: StatusComplete\r\nItems: 0\r\n\r\n');
        } else if (text.includes('Variable: MIXMONITOR_FILENAME')) {
          answer(
            'Success',
            'Variable: MIXMONITOR_FILENAME\r\nValue: /var/spool/asterisk/monitor/2026/a b.wav\r\n',
          );
        } else answer('Success');
      }
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const drop = (): void => {
    for (const socket of clients) socket.destroy();
  };
  const fake: FakeAsterisk = {
    port: (server.address() as AddressInfo).port,
    version: '11.0.0',
    actions,
    connections: () => connections,
    send(recorded) {
      for (const socket of clients) socket.write(recorded);
    },
    drop,
    close: () =>
      new Promise((resolve) => {
        drop();
        server.close(() => {
          resolve();
        });
      }),
  };
  return fake;
}
