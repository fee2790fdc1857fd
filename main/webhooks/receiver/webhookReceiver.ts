import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LONGEST_BODY } from '../../../webhooks/formBody.ts';
import { limitConnections } from '../../common/connectionLimits.ts';

/** How the listener of this computer fares. */
export type ReceiverState = 'off' | 'listening' | 'portInUse' | 'failed';

/** `POST /webhook/amo/{secret}` on loopback: what a tunnel or a proxy of one's own leads to. */
export interface Receiver {
  /** Resolves when it listens, or cannot. */
  start(port: number): Promise<void>;
  stop(): void;
  state(): ReceiverState;
  port(): number;
}

interface ReceiverDeps {
  /** Accounts with the secrets of their addresses. */
  readonly secrets: () => ReadonlyMap<string, string>;
  /** True once the body is stored. */
  readonly receive: (account: string, body: string) => Promise<boolean>;
}

const BODY_MS = 10_000;
/** Who says nothing for so long gives the place up, whatever it waits for. */
const SILENT_MS = 15_000;
const MOST_CONNECTIONS = 128;
/** Bytes of all bodies that are being read or stored at one moment: four of the longest. */
const MOST_BODIES = 4 * LONGEST_BODY;
const PATH = /^\/webhook\/amo\/([\w-]{16,200})$/u;

/** The receiver; it listens on 127.0.0.1 and nowhere else. */
export function createReceiver({ secrets, receive }: ReceiverDeps): Receiver {
  let server: Server | null = null;
  let state: ReceiverState = 'off';
  let port = 0;
  /** Bytes of bodies in memory. */
  let held = 0;
  let take: ReturnType<typeof limitConnections> = () => {};

  /** Every secret is compared, and digests are, so that time tells nothing of any. */
  function accountOf(secret: string): string | null {
    let found: string | null = null;
    for (const [account, own] of secrets()) if (timingSafeEqual(digest(own), digest(secret))) found = account;
    return found;
  }

  function handle(request: IncomingMessage, response: ServerResponse): void {
    const refuse = (status: number): void => {
      response.writeHead(status, { connection: 'close', 'cache-control': 'no-store' }).end();
    };
    const [, secret] = PATH.exec(request.url ?? '') ?? [];
    const account = secret === undefined ? null : accountOf(secret);
    // As if there were nothing: a guesser learns nothing.
    if (account === null) return refuse(404);
    if (request.method !== 'POST') return refuse(405);
    // A web page may post a form to loopback; the CRM sends no such header.
    if (request.headers.origin !== undefined) return refuse(403);
    const type = request.headers['content-type'] ?? '';
    if (!type.startsWith('application/x-www-form-urlencoded')) return refuse(415);
    const share = { bytes: 0 };
    response.once('close', () => {
      held -= share.bytes;
    });
    readBody(
      request,
      (size) => {
        share.bytes += size;
        held += size;
        return held <= MOST_BODIES;
      },
      (body) => {
        if (typeof body !== 'string') return refuse(body.refused);
        take(request, response);
        void receive(account, body).then((isStored) => {
          response.writeHead(isStored ? 200 : 503, { 'cache-control': 'no-store' }).end();
        });
      },
    );
  }

  return {
    start(wanted) {
      server?.close();
      const made = createServer(
        { maxHeaderSize: 16_384, requestTimeout: BODY_MS, headersTimeout: 5_000 },
        handle,
      );
      take = limitConnections(made, { most: MOST_CONNECTIONS });
      made.setTimeout(SILENT_MS);
      server = made;
      return new Promise((resolve) => {
        made.once('error', (error: NodeJS.ErrnoException) => {
          state = error.code === 'EADDRINUSE' ? 'portInUse' : 'failed';
          resolve();
        });
        made.listen(wanted, '127.0.0.1', () => {
          ({ port } = made.address() as AddressInfo);
          state = 'listening';
          resolve();
        });
      });
    },
    stop() {
      server?.close();
      server?.closeAllConnections();
      server = null;
      state = 'off';
    },
    state: () => state,
    port: () => port,
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * The body as text, or the status it is refused with: too long, or no room for one more now (the CRM comes again). Nothing
 * is said to who goes away.
 *
 * @param hasRoom asked with the bytes of each piece
 */
function readBody(
  request: IncomingMessage,
  hasRoom: (bytes: number) => boolean,
  done: (body: string | { readonly refused: 413 | 503 }) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    const fits = hasRoom(chunk.length);
    if (size <= LONGEST_BODY && fits) return chunks.push(chunk);
    request.pause();
    request.removeAllListeners('end');
    return done({ refused: fits ? 413 : 503 });
  });
  request.on('end', () => {
    done(Buffer.concat(chunks).toString('utf8'));
  });
}
