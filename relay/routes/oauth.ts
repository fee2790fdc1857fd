import type { FastifyInstance } from 'fastify';
import { refuse } from '../http.ts';
import type { RouteDeps } from './deps.ts';

/** What a callback may carry, each once (crm-api.md 1.2), and how long at most: a code is about 800 characters. */
const FORWARDED: Readonly<Record<string, number>> = {
  code: 4_096,
  state: 512,
  referer: 255,
  error: 200,
  client_id: 100,
  platform: 10,
};

/** A host name or a word: nothing that ends a header or begins an address. */
const PRINTABLE = /^[\x21-\x7e]*$/u;

/**
 * The address a callback leads to, or null for one that is none. Pure. Whatever is in the query, the host, port and
 * path are the registered ones.
 */
export function forwardedTo(callback: string, search: string): string | null {
  const given = new URLSearchParams(search);
  const target = new URL(callback);
  for (const [name, longest] of Object.entries(FORWARDED)) {
    const values = given.getAll(name);
    const [value] = values;
    if (value === undefined) continue;
    if (values.length > 1 || value.length > longest || !PRINTABLE.test(value)) return null;
    target.searchParams.set(name, value);
  }
  const isAnswer = target.searchParams.has('code') || target.searchParams.has('error');
  return isAnswer ? target.href : null;
}

/** `GET /oauth/callback`: hands a sign-in's answer to the desktop that asked, on the same computer; keeps nothing. */
export function oauthRoute(app: FastifyInstance, deps: RouteDeps & { readonly callback: string }): void {
  app.get('/oauth/callback', (request, reply) => {
    const at = request.url.indexOf('?');
    const target = forwardedTo(deps.callback, at < 0 ? '' : request.url.slice(at + 1));
    return target === null ? refuse(deps, reply, 'callback') : reply.redirect(target, 302);
  });
}
