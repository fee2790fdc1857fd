import type { Server } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { bearerOf } from '../http.ts';
import type { RelayLog, Refusal } from '../log.ts';
import type { RelayMetrics } from '../metrics.ts';
import type { Refusals } from '../refusals.ts';
import type { Registry } from '../registry/relayRegistry.ts';
import type { Hub } from './hub.ts';

export interface GateDeps {
  readonly registry: Registry;
  readonly hub: Hub;
  readonly refusals: Refusals;
  readonly metrics: RelayMetrics;
  readonly log: RelayLog;
  /** The address of whoever asks, or of the proxy in front: it limits wrong guesses only. */
  readonly addressOf: (request: IncomingMessage) => string;
}

const REASONS = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
} as const;

/**
 * Lets a desktop's WebSocket in: `GET /desktop` with `Authorization: Bearer {token}`. The token is judged before there
 * is a socket: who has none costs one answer. Browsers, which name an origin, are not served.
 */
export function openGate(server: Server, deps: GateDeps): void {
  const { registry, hub, refusals, metrics, log } = deps;
  const refuse = (socket: Duplex, status: keyof typeof REASONS, why: Refusal): void => {
    metrics.refused(why);
    log.refused(why);
    socket.end(`HTTP/1.1 ${status} ${REASONS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    setTimeout(() => socket.destroy(), 1_000).unref();
  };
  server.on('upgrade', (request, socket, head) => {
    // Before the handshake nobody else listens, and a reset must not end the process.
    socket.on('error', () => {});
    if (request.url !== '/desktop') {
      refuse(socket, 404, 'protocol');
      return;
    }
    if (request.headers.origin !== undefined) {
      refuse(socket, 403, 'origin');
      return;
    }
    const desktop = registry.findDesktop(bearerOf(request.headers.authorization));
    if (!desktop) {
      if (refusals.count(deps.addressOf(request))) refuse(socket, 401, 'token');
      else refuse(socket, 429, 'tooMany');
      return;
    }
    hub.accept(request, socket, head, desktop);
  });
}
