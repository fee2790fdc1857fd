import type { FastifyInstance } from 'fastify';
import type { RelayMetrics } from '../metrics.ts';
import type { EventQueue } from '../queue/queue.ts';

/** `GET /health` for load balancers, `GET /metrics` for Prometheus (the Caddy example keeps it inside). */
export function healthRoutes(
  app: FastifyInstance,
  { queue, metrics }: { readonly queue: EventQueue; readonly metrics: RelayMetrics },
): void {
  app.get('/health', (_request, reply) => {
    const trouble = queue.trouble();
    return reply.code(trouble === null ? 200 : 503).send({ ok: trouble === null });
  });
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()));
}
