import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** Sockets of somebody who takes places and says little. */
export interface IdleSockets {
  /** How many the other end has hung up on so far. */
  ended(): number;
  close(): void;
}

/**
 * Opens connections one after the other, each known to be through, and says `first` on each.
 *
 * @param first nothing, or the beginning of a request
 */
export async function openIdleSockets(
  place: { readonly port: number; readonly host?: string; readonly localAddress?: string },
  count: number,
  first = '',
): Promise<IdleSockets> {
  const sockets: Socket[] = [];
  let ended = 0;
  for (let at = 0; at < count; at += 1) {
    const socket = connect({ host: '127.0.0.1', ...place }).on('error', () => undefined);
    socket.once('close', () => (ended += 1));
    sockets.push(socket);
    // Sockets whose address is refused are hung up on before or after they are through.
    await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
    if (first !== '') socket.write(first);
  }
  return {
    ended: () => ended,
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
