import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** What a load came to. */
export interface LoadEnd {
  readonly accepted: number;
  readonly refused: number;
  readonly seconds: number;
  /** From writing a request to its answer, ms. */
  readonly times: readonly number[];
}

/** A lead that changed its stage, as the CRM sends it (1.4 kB); each its own. */
export function statusBody(id: number, account: number): string {
  const fields: Readonly<Record<string, string | number>> = {
    id,
    name: `Сделка #${id}`,
    status_id: 67548619,
    old_status_id: 67548607,
    price: 1000,
    responsible_user_id: 11087123,
    last_modified: 1726572758,
    modified_user_id: 11087123,
    created_user_id: 11087123,
    date_create: 1726572752,
    pipeline_id: 8572511,
    account_id: account,
    created_at: 1726572752,
    updated_at: 1726572758,
    'custom_fields%5D%5B0%5D%5Bid': 1246489,
    'custom_fields%5D%5B0%5D%5Bname': 'Select',
    'custom_fields%5D%5B0%5D%5Bvalues%5D%5B0%5D%5Bvalue': 2,
    'custom_fields%5D%5B0%5D%5Bvalues%5D%5B0%5D%5Benum': 908107,
    'tags%5D%5B0%5D%5Bid': 1,
    'tags%5D%5B0%5D%5Bname': 'vip',
  };
  const lead = Object.entries(fields).map(
    ([key, value]) => `leads%5Bstatus%5D%5B0%5D%5B${key}%5D=${encodeURIComponent(value)}`,
  );
  const self = encodeURIComponent('https://demo.amocrm.ru');
  return `${lead.join('&')}&account%5Bsubdomain%5D=demo&account%5Bid%5D=${account}&account%5B_links%5D%5Bself%5D=${self}`;
}

/** A keep-alive connection that posts one body after the other, with as little work of its own as can be. */
export async function openPoster(url: string): Promise<Poster> {
  const { hostname, port, pathname } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.setNoDelay(true);
  return createPoster(socket, pathname);
}

export interface Poster {
  /** The answer's status; 0 when the connection broke. To the path it was opened for, or another. */
  post(body: string, path?: string): Promise<number>;
  close(): void;
}

function createPoster(socket: Socket, ownPath: string): Poster {
  let heard = '';
  let answer: ((status: number) => void) | null = null;
  const finish = (status: number): void => {
    heard = '';
    answer?.(status);
    answer = null;
  };
  socket.on('data', (chunk: Buffer) => {
    heard += chunk.toString('latin1');
    const end = heard.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/\r\ncontent-length: (\d+)/iu.exec(heard)?.[1] ?? -1);
    // Node sends small answers of unknown length in one chunk, closed by an empty one.
    const whole = length >= 0 ? heard.length >= end + 4 + length : heard.endsWith('0\r\n\r\n');
    if (whole) finish(Number(heard.slice(9, 12)));
  });
  socket.on('error', () => finish(0));
  socket.on('close', () => finish(0));
  return {
    post: (body, path = ownPath) =>
      new Promise((resolve) => {
        if (socket.destroyed) {
          resolve(0);
          return;
        }
        answer = resolve;
        socket.write(
          `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n` +
            `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
        );
      }),
    close: () => socket.destroy(),
  };
}

/** Posts as fast as the other end answers, on so many connections, for so long. */
export async function load(
  url: string,
  options: { readonly connections: number; readonly seconds: number; readonly body: () => string },
): Promise<LoadEnd> {
  const posters = await Promise.all(Array.from({ length: options.connections }, () => openPoster(url)));
  const times: number[] = [];
  let accepted = 0;
  let refused = 0;
  const begun = performance.now();
  const end = begun + options.seconds * 1_000;
  await Promise.all(
    posters.map(async (poster) => {
      while (performance.now() < end) {
        const body = options.body();
        const start = performance.now();
        const status = await poster.post(body);
        times.push(performance.now() - start);
        if (status === 200) accepted += 1;
        else refused += 1;
        if (status === 0) return;
      }
    }),
  );
  for (const poster of posters) poster.close();
  return { accepted, refused, seconds: (performance.now() - begun) / 1_000, times };
}
