import Fastify, { LogController } from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { LONGEST_BODY } from '../webhooks/formBody.ts';
import type { BodyBudget } from './bodyBudget.ts';
import type { RelayLog, Refusal } from './log.ts';
import type { RelayMetrics } from './metrics.ts';
import type { Patience } from './options.ts';
import type { ProxyTrust } from './proxyTrust.ts';

/** More sockets than a relay has desktops; each idle one costs a few kB. */
const MOST_SOCKETS = 20_000;
/** Answers to JSON are small; only a webhook is long. */
const LONGEST_JSON = 16_384;

/** Where the log's lines go: stderr, or a test's memory. */
export interface LogStream {
  write(line: string): void;
}

/**
 * A Fastify that waits for nobody: headers, bodies and idle sockets have their time, bodies their size, and no browser
 * of another origin is served. Nothing of a request is logged: paths hold secrets, queries hold codes.
 */
export function createHttp(
  patience: Patience,
  trustProxy: ProxyTrust,
  budget: BodyBudget,
  stream: LogStream,
): FastifyInstance {
  const app = Fastify({
    logger: { level: 'info', base: null, stream },
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy,
    bodyLimit: LONGEST_BODY,
    requestTimeout: patience.requestMs,
    keepAliveTimeout: patience.requestMs,
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    http: {
      headersTimeout: patience.headersMs,
      connectionsCheckingInterval: Math.min(1_000, patience.headersMs),
      maxHeaderSize: 16_384,
    },
  });
  app.server.maxConnections = MOST_SOCKETS;
  // Node counts a request's time from its first byte: who never sends one would be waited for.
  app.server.on('connection', (socket) => {
    const silent = setTimeout(() => socket.bytesRead === 0 && socket.destroy(), patience.headersMs);
    socket.once('close', () => clearTimeout(silent));
    silent.unref();
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    async (request: FastifyRequest, body: Readable) => {
      const length = Number(request.headers['content-length'] ?? Number.NaN);
      return budget.read(request.raw, body, Number.isNaN(length) ? null : length);
    },
  );
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: LONGEST_JSON },
    app.getDefaultJsonParser('error', 'error'),
  );
  return app;
}

/** What a refused request is answered with. */
const STATUS: Readonly<Record<Refusal, number>> = {
  // As if there were nothing: a guesser learns nothing.
  secret: 404,
  account: 403,
  unnamed: 400,
  token: 401,
  foreignAccount: 403,
  invite: 404,
  admin: 401,
  origin: 403,
  tooMany: 429,
  tooLarge: 413,
  mediaType: 415,
  callback: 400,
  protocol: 400,
  queue: 503,
  busy: 503,
};

export interface Refuser {
  readonly metrics: RelayMetrics;
  readonly log: RelayLog;
}

/** Refuses a request: counted, logged without whose it was, answered with a word. */
export function refuse({ metrics, log }: Refuser, reply: FastifyReply, why: Refusal): FastifyReply {
  metrics.refused(why);
  log.refused(why);
  if (why === 'tooMany' || why === 'queue' || why === 'busy') reply.header('retry-after', '5');
  return reply.code(STATUS[why]).send({ error: why });
}

/** What holds for every request: no page of another origin, no sniffing, nothing kept by caches, no errors' words. */
export function commonRules(app: FastifyInstance, refuser: Refuser): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
    if (request.headers.origin !== undefined && !isOwn(request)) await refuse(refuser, reply, 'origin');
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'notFound' }));
  app.setErrorHandler(
    (error: Error & { readonly code?: string; readonly statusCode?: number }, _request, reply) => {
      if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
        reply.header('connection', 'close');
        return refuse(refuser, reply, 'tooLarge');
      }
      if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return refuse(refuser, reply, 'mediaType');
      const status = error.statusCode ?? 500;
      if (status < 500) return refuse(refuser, reply, 'protocol');
      // Neither the message nor the stack: they may quote what was sent.
      refuser.log.error('request failed', { code: error.code ?? error.name });
      return reply.code(503).send({ error: 'unavailable' });
    },
  );
}

/** A page of the relay's own. */
function isOwn({ headers }: FastifyRequest): boolean {
  const { origin, host } = headers;
  return origin === `https://${host ?? ''}` || origin === `http://${host ?? ''}`;
}

/** The token of an `Authorization: Bearer` header; empty when there is none. */
export function bearerOf(authorization: string | undefined): string {
  return /^Bearer ([\w-]{1,100})$/u.exec(authorization ?? '')?.[1] ?? '';
}
