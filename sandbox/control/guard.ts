import type { FastifyRequest } from 'fastify';

/**
 * True for a request of a program on this computer to the www host. A web page elsewhere may reach the port through the browser,
 * but then its Origin says so; and a name that merely resolves to 127.0.0.1 is not in the list of hosts.
 */
export function isControlRequest(request: FastifyRequest): boolean {
  const host = request.headers.host ?? '';
  if (!/^(?:localhost|127\.0\.0\.1)(?::\d+)?$/u.test(host)) return false;
  const { origin } = request.headers;
  return origin === undefined || origin === `${request.protocol}://${host}`;
}
