// The least that could receive webhooks or tell desktops: no secret, no account, no limits, no duplicates, no sequence.
// `node relayFloor.ts sqlite FILE` commits each body by itself, `node relayFloor.ts nats URL` publishes each,
// `node relayFloor.ts sockets` sends each to every WebSocket there is. Prints its port.

import { createServer } from 'node:http';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import Database from 'better-sqlite3';
import { WebSocketServer } from 'ws';

type Take = (body: string) => Promise<void> | void;

function toSqlite(file: string): Take {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE events (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT');
  const insert = database.prepare<[string]>('INSERT INTO events (body) VALUES (?)');
  return (body) => void insert.run(body);
}

async function toNats(url: string): Promise<Take> {
  const connection = await connect({ servers: url });
  const manager = await jetstreamManager(connection);
  await manager.streams.add({ name: 'FLOOR', subjects: ['floor'] });
  const client = jetstream(connection);
  return async (body) => {
    await client.publish('floor', body);
  };
}

const [kind, where = ''] = process.argv.slice(2);
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
const take: Take =
  kind === 'sqlite'
    ? toSqlite(where)
    : kind === 'nats'
      ? await toNats(where)
      : (body) => {
          for (const socket of sockets.clients) socket.send(body);
        };

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    void Promise.resolve(take(Buffer.concat(chunks).toString('utf8'))).then(() =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}'),
    );
  });
});
server.on('upgrade', (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (made) => sockets.emit('connection', made, request));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' ? address?.port : 0);
});
