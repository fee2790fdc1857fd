import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** Below the range the system gives out by itself, where another program could take a port before who asked does. */
const FIRST = 10_000;
const BLOCKS = 40;
const BLOCK = 500;
/** Processes that run at the same time have a block each, or begin at another place of it. */
const block = FIRST + (process.pid % BLOCKS) * BLOCK;
let next = 2 * Math.floor(Math.random() * (BLOCK / 2));

/**
 * A port of this computer nobody listens on, with the next one free too: SIP over TLS takes the one after SIP's own. What was
 * given is not given again soon: who asked may be about to listen there.
 *
 * @param span how many ports from there on are not to be given to anybody else, even
 */
export async function freePort(span = 2): Promise<number> {
  for (;;) {
    if (next + span > BLOCK) next = 0;
    const port = block + next;
    next += span;
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      const taken = (server.address() as AddressInfo).port;
      server.close(() => {
        resolve(taken === port);
      });
    });
  });
}
