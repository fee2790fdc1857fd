import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { TlsIdentity } from '../../sandbox/options.ts';

interface RemoteParticipant {
  readonly id: string;
  readonly number: string;
  readonly state: 'Ringing' | 'Connecting' | 'Connected' | 'Ended' | 'Failed';
  readonly held?: boolean;
}

/** Speaks Bria's desktop API as its documentation says; there is no package of the real one. */
export interface FakeBria {
  readonly url: string;
  /** Numbers it was asked to dial. */
  readonly dialled: readonly string[];
  /** What it was asked to do with calls: path and body without its line ends. */
  readonly controlled: readonly string[];
  /** Refuses this program, as until the user allows it. */
  refuses: boolean;
  /** Shows these calls from now on, and says that something changed. */
  show(...calls: readonly RemoteParticipant[]): void;
  drop(): void;
  close(): Promise<void>;
}

/** @param tls as the real one has, with a certificate for the host `localhost`; plain without */
export async function startFakeBria(tls?: TlsIdentity): Promise<FakeBria> {
  const http = tls ? createTlsServer(tls) : createServer();
  const server = new WebSocketServer({ server: http, path: '/counterpath/socketapi/v1/' });
  await new Promise<void>((resolve) => http.listen(0, tls ? 'localhost' : '127.0.0.1', resolve));
  const dialled: string[] = [];
  const controlled: string[] = [];
  let calls: readonly RemoteParticipant[] = [];
  const frame = (start: string, id: string | null, body: string): string =>
    [
      start,
      ...(id === null ? [] : [`Transaction-ID: ${id}`]),
      'Content-Type: application/xml',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n');

  server.on('connection', (socket: WebSocket) => {
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      const id = /Transaction-ID: (\d+)/.exec(text)?.[1] ?? '';
      if (fake.refuses) return socket.send(frame('HTTP/1.1 403 Forbidden', id, ''));
      const number = /<dial type="audio">[^]*<number>(.*)<\/number>/.exec(text)?.[1];
      if (number !== undefined) dialled.push(number);
      const path = /^GET (\/\w+)/.exec(text)?.[1] ?? '';
      if (path !== '/status' && path !== '/call') {
        const xml = text.slice(text.indexOf('?>') + 2).replaceAll('\r\n', '');
        controlled.push(`${path} ${xml}`);
      }
      const body = text.startsWith('GET /status') ? status(calls) : '';
      return socket.send(frame('HTTP/1.1 200 OK', id, body));
    });
  });
  const fake: FakeBria = {
    url: `${tls ? 'wss://localhost' : 'ws://127.0.0.1'}:${(http.address() as AddressInfo).port}/counterpath/socketapi/v1/`,
    dialled,
    controlled,
    refuses: false,
    show(...now) {
      calls = now;
      const body = '<?xml version="1.0" encoding="utf-8" ?>\r\n<event type="call"/>';
      for (const client of server.clients) client.send(frame('POST /statusChange', null, body));
    },
    drop() {
      for (const client of server.clients) client.terminate();
    },
    close: () =>
      new Promise((resolve) => {
        for (const client of server.clients) client.terminate();
        server.close();
        http.close(() => {
          resolve();
        });
      }),
  };
  return fake;
}

function status(calls: readonly RemoteParticipant[]): string {
  const shown = calls.map(
    ({ id, number, state, held }) =>
      `<call><id>${id}</id><holdStatus>${held === true ? 'localHold' : 'notHeld'}</holdStatus><participants>` +
      `<participant><number>${number}</number><displayName>A &amp; B</displayName><state>${state}</state></participant>` +
      `</participants></call>`,
  );
  return `<?xml version="1.0" encoding="utf-8" ?>\r\n<status type="call">${shown.join('')}</status>`;
}
