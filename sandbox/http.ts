import { createServer } from 'node:https';
import formbody from '@fastify/formbody';
import Fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifyServerFactory } from 'fastify';
import type { TlsIdentity } from './options.ts';
import { parsePhpQuery } from './phpQuery.ts';

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/**
 * A Fastify that reads requests as the service does: slashes may double or trail, forms nest, any other body is tried as JSON. With
 * `tls` it speaks HTTPS only.
 */
export function createHttp(tls: TlsIdentity | null): FastifyInstance {
  const app = Fastify({
    ...(tls && overTls(tls)),
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true, ignoreDuplicateSlashes: true },
  });
  app.register(formbody, { parser: (text) => ({ ...parsePhpQuery(text) }) });
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => {
    const body = String(text);
    if (body.trim() === '') {
      done(null, undefined);
      return;
    }
    try {
      const parsed: unknown = JSON.parse(body);
      done(null, parsed);
    } catch {
      done(Object.assign(new Error('Syntax error'), { statusCode: 400 }), undefined);
    }
  });
  return app;
}

/** What makes Fastify listen with a certificate. */
const overTls = (tls: TlsIdentity): { serverFactory: FastifyServerFactory } => ({
  serverFactory: (handler) => createServer(tls, handler),
});

/** The path of a URL without query, doubled and trailing slashes. */
export function pathOf(url: string): string {
  const path = (url.split('?')[0] ?? '').replace(/\/{2,}/gu, '/');
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

/** The parameters of a matched route as texts. */
export function paramsOf(params: unknown): Record<string, string> {
  if (typeof params !== 'object' || params === null) return {};
  return Object.fromEntries(Object.entries(params).map(([key, value]) => [key, String(value)]));
}

const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] as const;

/** On every path of `routes`, gives the methods that none of them has to `refuse` (405 rather than 404). */
export function refuseOtherMethods(
  app: FastifyInstance,
  routes: readonly { readonly method: string; readonly path: string }[],
  refuse: Handler,
): void {
  for (const path of new Set(routes.map((route) => route.path))) {
    const taken = new Set(routes.filter((route) => route.path === path).map((route) => route.method));
    const method = METHODS.filter((one) => !taken.has(one));
    app.route({ method, url: path, handler: refuse });
  }
}
