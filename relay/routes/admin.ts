import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { joinSchema } from '../../webhooks/relayProtocol.ts';
import type { Joined } from '../../webhooks/relayProtocol.ts';
import type { Hub } from '../desktops/hub.ts';
import { bearerOf, refuse } from '../http.ts';
import type { Refusals } from '../refusals.ts';
import { LONGEST_INVITE_MS } from '../registry/relayRegistry.ts';
import type { Hook, Registry } from '../registry/relayRegistry.ts';
import type { RouteDeps } from './deps.ts';

export interface AdminDeps extends RouteDeps {
  readonly registry: Registry;
  readonly hub: Hub;
  /** Wrong invites alone: who guesses something else, or is the neighbour of one who does, may join all the same. */
  readonly inviteRefusals: Refusals;
  /** `https://relay.example.com`. */
  readonly publicUrl: () => string;
}

const account = z.number().int().positive();
const inviteSchema = z.object({ accounts: z.array(account).min(1).max(50) });
const accountSchema = z.object({ account });

/** The address the CRM posts an account's webhooks to. */
export const webhookUrlOf = (publicUrl: string, hook: Hook): string =>
  `${publicUrl}/webhook/amo/${hook.secret}`;

/**
 * What an admin does, from the app or with curl: `Authorization: Bearer {admin.token}`. And `POST /desktops`, by which
 * whoever holds an invite gets a token.
 */
export function adminRoutes(app: FastifyInstance, deps: AdminDeps): void {
  const { registry, hub, refusals, log, publicUrl } = deps;

  app.register((admin, _options, done) => {
    admin.addHook('onRequest', async (request, reply) => {
      if (registry.isAdmin(bearerOf(request.headers.authorization))) return;
      await refuse(deps, reply, refusals.count(request.ip) ? 'admin' : 'tooMany');
    });
    admin.get('/admin/accounts', () => ({
      accounts: registry.hooks().map((hook) => ({
        account: hook.account,
        webhookUrl: webhookUrlOf(publicUrl(), hook),
      })),
    }));
    admin.post('/admin/accounts', async (request, reply) => {
      const asked = accountSchema.safeParse(request.body);
      if (!asked.success) return refuse(deps, reply, 'protocol');
      const hook = await registry.hookFor(asked.data.account);
      return { account: hook.account, webhookUrl: webhookUrlOf(publicUrl(), hook) };
    });
    admin.post('/admin/invites', async (request, reply) => {
      const asked = inviteSchema.safeParse(request.body);
      if (!asked.success) return refuse(deps, reply, 'protocol');
      const { code, expiresAt } = await registry.invite(asked.data.accounts, LONGEST_INVITE_MS);
      // Behind the #, which no server and no log ever gets to see.
      return { link: `${publicUrl()}/invite#${code}`, code, expiresAt };
    });
    admin.get('/admin/desktops', () => {
      const connected = new Map(hub.connected().map(({ id, lag }) => [id, lag]));
      return {
        desktops: registry.desktops().map(({ id, name, accounts, createdAt, revokedAt }) => ({
          id,
          name,
          accounts,
          createdAt,
          revokedAt,
          connected: connected.has(id),
          lag: connected.get(id) ?? null,
        })),
      };
    });
    admin.delete<{ Params: { id: string } }>('/admin/desktops/:id', async (request, reply) => {
      const revoked = await registry.revoke(request.params.id);
      if (revoked) log.info('desktop revoked', { desktop: request.params.id });
      return reply.code(revoked ? 200 : 404).send({ revoked });
    });
    done();
  });

  app.get('/invite', (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .send(
        'This is an invitation to a Ringside relay. Paste its whole link into Ringside: Settings, Relay.\n',
      ),
  );

  app.post('/desktops', {
    // Before its body is read or the store is asked: an invite is a rare thing, and whoever guesses waits a minute.
    async onRequest(request, reply) {
      if (deps.inviteRefusals.isBlocked(request.ip)) await refuse(deps, reply, 'tooMany');
    },
    async handler(request, reply) {
      const asked = joinSchema.safeParse(request.body);
      const joined = asked.success ? await registry.join(asked.data.invite, asked.data.name) : null;
      if (!joined) return refuse(deps, reply, deps.inviteRefusals.count(request.ip) ? 'invite' : 'tooMany');
      log.info('desktop joined', { desktop: joined.desktop.id });
      const answer: Joined = {
        token: joined.token,
        desktop: joined.desktop.id,
        accounts: joined.desktop.accounts,
        socketUrl: `${publicUrl().replace(/^http/u, 'ws')}/desktop`,
      };
      return reply.code(201).send(answer);
    },
  });
}
