import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/**
 * A port of this computer nobody listens on, with the next one free too: SIP over TLS takes the one after SIP's own.
 * Below the range the system gives out by itself, where another program could take it before who asked does.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + 2 * Math.floor(Math.random() * 10_000);
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
