import type { FastifyInstance } from 'fastify';
import { accountOf } from '../../webhooks/accountOf.ts';
import type { BodyBudget, ReadForm } from '../bodyBudget.ts';
import { refuse } from '../http.ts';
import type { EventQueue } from '../queue/queue.ts';
import type { Hook, Registry } from '../registry/relayRegistry.ts';
import type { RouteDeps } from './deps.ts';

/** What receiving needs. */
export interface WebhookDeps extends RouteDeps {
  readonly queue: EventQueue;
  readonly registry: Registry;
  readonly allows: (account: number) => boolean;
  readonly budget: BodyBudget;
}

/**
 * `POST /webhook/amo/{secret}`: the secret before the body is read, the account in the body, then stored, then
 * answered 200. Nothing slow stands before the answer: the CRM waits 2 s (crm-api.md 5.3).
 */
export function webhookRoute(app: FastifyInstance, deps: WebhookDeps): void {
  const { queue, registry, refusals, metrics, log, budget } = deps;
  const hookOf = new WeakMap<object, Hook>();

  app.post<{ Params: { secret: string } }>('/webhook/amo/:secret', {
    async onRequest(request, reply) {
      const hook = registry.findHook(request.params.secret);
      if (hook) {
        hookOf.set(request, hook);
        budget.open(request.raw, reply.raw);
        return;
      }
      // A guesser's body is not waited for.
      reply.header('connection', 'close');
      await refuse(deps, reply, refusals.count(request.ip) ? 'secret' : 'tooMany');
    },
    async handler(request, reply) {
      const begun = performance.now();
      const hook = hookOf.get(request);
      const read = request.body as ReadForm | null | undefined;
      if (!hook || read === null || read === undefined || !('kind' in read)) {
        return refuse(deps, reply, 'mediaType');
      }
      if (read.kind !== 'form') {
        reply.header('connection', 'close');
        return refuse(deps, reply, read.kind === 'broken' ? 'protocol' : read.kind);
      }
      const body = read.text;
      const named = accountOf(body);
      if (named.kind === 'unclear') return refuse(deps, reply, 'account');
      let { account } = hook;
      if (account === null) {
        if (named.kind === 'unnamed') return refuse(deps, reply, 'unnamed');
        ({ account } = await registry.bind(hook, named.id));
        log.info('the first webhook tied its address to its account');
      }
      if (account === null || (named.kind === 'named' && named.id !== account)) {
        return refuse(deps, reply, 'account');
      }
      if (!deps.allows(account)) return refuse(deps, reply, 'tooMany');
      const stored = await queue.append(account, body);
      if (!stored.ok) {
        log.refused('queue', { code: stored.why });
        return refuse(deps, reply, 'queue');
      }
      if (stored.duplicate) metrics.duplicate();
      metrics.accepted((performance.now() - begun) / 1_000);
      return reply.code(200).send({ ok: true });
    },
  });
}
