import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from './answer.ts';
import { admit, isRefusal } from './api/authenticate.ts';
import { bin, restore } from './bin.ts';
import { httpDate } from './clock.ts';
import { callsHeldBy } from './heldCalls.ts';
import { apiRoutes } from './api/routes.ts';
import { controlRoutes } from './control/routes.ts';
import { logAsPbx } from './control/pbx.ts';
import { streamEvents } from './control/eventStream.ts';
import { exchange } from './exchange.ts';
import { hostNamed, hostOf } from './hosts.ts';
import { createHttp, paramsOf, pathOf, refuseOtherMethods } from './http.ts';
import { createMisbehaviours } from './misbehaviour.ts';
import type { SandboxOptions } from './options.ts';
import { retryAfterOf, settingsFrom } from './options.ts';
import { authorizeRoutes } from './oauth/authorizeRoutes.ts';
import { createSituations } from './oauth/situations.ts';
import { tokenRoutes } from './oauth/tokenRoutes.ts';
import { createTokens } from './oauth/tokens.ts';
import { parsePhpQuery } from './phpQuery.ts';
import { methodNotAllowed, notFound, problemOf } from './problem.ts';
import { createRateLimit } from './rateLimit.ts';
import type { LoggedRequest, SandboxEvent } from './requestLog.ts';
import { createRequestLog } from './requestLog.ts';
import type { ApiContext, ApiRoute, BaseContext, OpenRoute, Witness } from './route.ts';
import type { Sandbox, SandboxAccount } from './sandbox.ts';
import { createSaver } from './savedState.ts';
import { createStore } from './store.ts';
import { createWebhookPost } from './webhooks/post.ts';

/** Builds a sandbox. It does not listen yet. Throws when its file is not a sandbox's. */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const settings = settingsFrom(options);
  const store = createStore(settings);
  const saver = settings.file === null ? null : createSaver(settings.file, () => store.snapshot());
  if (saver) {
    store.onChange(() => {
      saver.request();
    });
    // Fresh data too: tokens and ids must be the same after a restart, whether or not anything was written.
    saver.request();
  }
  let port = 0;
  const scheme = settings.tls === null ? 'http' : 'https';
  const webhooks = createWebhookPost({
    settings,
    originOf: (subdomain) => `${scheme}://${hostNamed(subdomain, settings.domain, port)}`,
    changed() {
      store.changed();
    },
  });
  const apiDomain = (): string => hostNamed('api-b', settings.domain, port);
  const tokens = createTokens(store, settings, apiDomain);
  const log = createRequestLog();
  const misbehaviours = createMisbehaviours();
  const rateLimit = createRateLimit(settings);

  const contextOf = (request: FastifyRequest, logged: LoggedRequest): BaseContext => {
    const host = hostOf(request.headers.host, store, settings.domain);
    return {
      store,
      tokens,
      settings,
      webhooks,
      host,
      origin: `${scheme}://${request.headers.host ?? ''}`,
      port,
      method: request.method,
      path: logged.path,
      query: parsePhpQuery(request.url.split('?').slice(1).join('?')),
      params: paramsOf(request.params),
      body: request.body,
      header: (name) => {
        const value = request.headers[name];
        return Array.isArray(value) ? value[0] : value;
      },
      now: Math.floor(settings.now() / 1_000),
      wrote() {
        store.changed();
        // What the service has answered is never lost, not even to a kill: neither is what we have.
        saver?.flush();
        log.written(logged);
      },
    };
  };

  /** Remembers the request, then answers it with what `produce` makes of it. */
  const serve = (
    request: FastifyRequest,
    reply: FastifyReply,
    produce: (context: BaseContext, logged: LoggedRequest) => Answer,
  ): Promise<FastifyReply> => {
    const host = hostOf(request.headers.host, store, settings.domain);
    const logged = log.received({
      at: settings.now(),
      method: request.method,
      host: request.headers.host ?? '',
      path: pathOf(request.url),
      account: host.kind === 'account' ? host.account.account.subdomain : null,
    });
    return exchange({
      request,
      reply,
      log,
      logged,
      misbehaviours,
      now: settings.now,
      retryAfterSeconds: retryAfterOf(settings),
      produce: () => produce(contextOf(request, logged), logged),
    });
  };

  const app = createHttp(settings.tls);
  // A client learns the service's time here: it must be the sandbox's own, not this computer's.
  app.addHook('onSend', (_request, reply, _payload, done) => {
    // Orders of a person and tokens too: a demo that is closed right after its answer must not wake up without them.
    saver?.flush();
    if (!reply.hasHeader('date')) reply.header('date', httpDate(settings.now()));
    done();
  });

  const openRoute = (route: OpenRoute): void => {
    app.route({
      method: route.method,
      url: route.path,
      handler: (request, reply) => serve(request, reply, route.handle),
    });
  };
  const serveAdmitted = (
    request: FastifyRequest,
    reply: FastifyReply,
    handle: (context: ApiContext) => Answer,
  ): Promise<FastifyReply> =>
    serve(request, reply, (context, logged) => {
      const admitted = admit(context, rateLimit);
      if (isRefusal(admitted)) return admitted;
      logged.authorised = true;
      return handle(admitted);
    });
  const apiRoute = (route: ApiRoute): void => {
    app.route({
      method: route.method,
      url: route.path,
      handler: (request, reply) => serveAdmitted(request, reply, route.handle),
    });
  };
  for (const route of [...authorizeRoutes, ...tokenRoutes]) openRoute(route);
  for (const route of apiRoutes) apiRoute(route);
  refuseOtherMethods(app, apiRoutes, (request, reply) =>
    serveAdmitted(request, reply, () => methodNotAllowed(request.method)),
  );
  app.setNotFoundHandler((request, reply) =>
    serve(request, reply, (context) => notFound(request.method, `${context.origin}${request.url}`)),
  );
  app.setErrorHandler((error, request, reply) => serve(request, reply, () => problemOf(error)));

  const revoke = (subdomain: string): void => {
    const found = store.accounts.find((one) => one.account.subdomain === subdomain);
    if (found) tokens.revokeAll(found.account.id);
  };
  const calls: Sandbox['calls'] = (subdomain, { history = false } = {}) =>
    store.accounts
      .filter((one) => subdomain === undefined || one.account.subdomain === subdomain)
      .flatMap((one) => callsHeldBy(one, history));
  const accounts = (): SandboxAccount[] =>
    store.accounts.map(({ account, longLivedToken, showcase }) => ({
      host: hostNamed(account.subdomain, settings.domain, port),
      subdomain: account.subdomain,
      clientId: store.integration.id,
      clientSecret: store.integration.secret,
      redirectUri: store.integration.redirectUri,
      longLivedToken,
      showcase,
    }));
  /** Does what is done in the CRM without its API; true when something was. */
  const asPerson = (subdomain: string, work: (witness: Witness) => boolean): boolean => {
    const account = store.accounts.find((one) => one.account.subdomain === subdomain);
    const user = account?.users.find((one) => one.id === account.account.agent_id);
    if (!account || !user) return false;
    const isDone = work({
      account,
      user,
      store,
      settings,
      webhooks,
      now: Math.floor(settings.now() / 1_000),
    });
    if (isDone) store.changed();
    return isDone;
  };
  const sandbox: Sandbox = {
    async listen(wanted) {
      await app.listen({ port: wanted, host: '127.0.0.1' });
      const [address] = app.addresses();
      port = typeof address === 'object' ? address.port : wanted;
      return port;
    },
    async close() {
      webhooks.close();
      saver?.flush();
      await app.close();
      saver?.close();
    },
    get accounts() {
      return accounts();
    },
    store,
    events: log.events,
    waitFor: (fits) =>
      new Promise((resolve) => {
        const listener = (event: SandboxEvent): void => {
          if (!fits(event)) return;
          log.events.off('request', listener);
          resolve(event);
        };
        log.events.on('request', listener);
      }),
    misbehave: (order) => {
      misbehaviours.order(order);
    },
    behave: () => {
      misbehaviours.clear();
    },
    revoke,
    ...createSituations(store, settings, apiDomain),
    issueCode(subdomain) {
      const account = store.accounts.find((one) => one.account.subdomain === subdomain)?.account;
      return account ? tokens.issueCode(account.id, account.agent_id) : null;
    },
    clock: settings.clock,
    setRateLimit: (requestsPerSecond) => {
      rateLimit.setLimit(requestsPerSecond);
    },
    calls,
    log: () => log.entries(),
    deliveries: () => webhooks.deliveries(),
    bin: (subdomain, entity) => asPerson(subdomain, (witness) => bin(witness, entity)),
    pbxLogs: (subdomain, call) => asPerson(subdomain, (witness) => logAsPbx(witness, call)),
    restore: (subdomain, entity) => asPerson(subdomain, (witness) => restore(witness, entity)),
  };
  controlRoutes(app, sandbox);
  streamEvents(app, sandbox);
  return sandbox;
}
