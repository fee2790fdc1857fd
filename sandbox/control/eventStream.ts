import type { FastifyInstance } from 'fastify';
import type { SandboxEvent } from '../requestLog.ts';
import type { Sandbox } from '../sandbox.ts';
import { isControlRequest } from './guard.ts';

/** `GET /_sandbox/events`: each moment of each request as a server-sent event, from now on. */
export function streamEvents(app: FastifyInstance, sandbox: Sandbox): void {
  app.get('/_sandbox/events', (request, reply) => {
    if (!isControlRequest(request)) return reply.code(403).send({ error: 'only for this computer' });
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    // Says that the stream stands: what happens after this line is not missed.
    reply.raw.write(': listening\n\n');
    const tell = (event: SandboxEvent): void => {
      reply.raw.write(`data: ${JSON.stringify(event)}\n\n`);
    };
    sandbox.events.on('request', tell);
    request.raw.on('close', () => {
      sandbox.events.off('request', tell);
    });
    return reply;
  });
}
