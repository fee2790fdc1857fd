import { onTestFinished } from 'vitest';
import type { CrmClient } from '../../../main/crm/types/crmClient.ts';
import { createCrmClient } from '../../../main/crm/createCrmClient.ts';
import { createExchange } from '../../../main/crm/transport/httpExchange.ts';
import type { CrmResult } from '../../../main/crm/types/crmFailure.ts';
import type { ServiceHabits } from '../../../main/crm/resources/lead/leadResource.ts';
import { createRateLimiter } from '../../../main/crm/transport/rateLimiter.ts';
import type { CrmPage, Pages } from '../../../main/crm/transport/pagination.ts';
import { createTransport } from '../../../main/crm/transport/transport.ts';
import { systemClock } from '../../../main/common/clock.ts';
import { ok } from '../../../main/common/result.ts';
import { json, openWireServer } from './wireServer.ts';

/** What the server says to one request: a body, or (null) a 204. `origin` is for links to itself. */
export type Reply = (origin: string) => { readonly status: number; readonly body: unknown };

export const reply =
  (body: unknown, status = 200): Reply =>
  () => ({ status, body });

export const nothing: Reply = reply(null, 204);

/** A page of a list with, perhaps, a link to the next one. */
export const page =
  (list: string, items: readonly unknown[], nextPath: string | null = null): Reply =>
  (origin) => ({
    status: 200,
    body: {
      _page: 1,
      _links: { ...(nextPath !== null && { next: { href: `${origin}${nextPath}` } }) },
      _embedded: { [list]: items },
    },
  });

export interface Asked {
  readonly method: string;
  /** Path and query, decoded for reading. */
  readonly path: string;
  /** The body as JSON; undefined without one. */
  readonly body: unknown;
}

interface WireClient {
  readonly client: CrmClient;
  readonly asked: Asked[];
}

/** A client of a real server that gives these replies, one a request; closed when the test ends. */
export function openWireClient(...replies: readonly Reply[]): Promise<WireClient> {
  return openClientOf({ oneStageAtOnce: false }, ...replies);
}

/** The same, of a service with these habits. */
export async function openClientOf(habits: ServiceHabits, ...replies: readonly Reply[]): Promise<WireClient> {
  const asked: Asked[] = [];
  const server = await openWireServer(({ method, url, body }, response) => {
    const next = replies[asked.length];
    asked.push({
      method,
      path: decodeURIComponent(url),
      body: body === '' ? undefined : (JSON.parse(body) as unknown),
    });
    const said = next?.(origin) ?? { status: 418, body: { detail: 'not asked for' } };
    if (said.status === 204) response.writeHead(204).end();
    else json(response, said.status, said.body);
  });
  const host = `romashka.localhost:${String(server.port)}`;
  const origin = `http://${host}`;
  onTestFinished(() => server.close());
  const token = Promise.resolve(ok('token'));
  const client = createCrmClient(
    createTransport({
      host,
      tokens: { accessToken: () => token, renew: () => token },
      limiter: createRateLimiter({ clock: systemClock, requestsPerSecond: 1000 }),
      exchange: createExchange({ userAgent: 'Ringside/0.1.0 (+desktop; test)' }),
      clock: systemClock,
      random: () => 0,
    }),
    habits,
  );
  return { client, asked };
}

/** All pages of a list, as they came. */
export async function everyPage<T>(pages: Pages<T>): Promise<CrmResult<CrmPage<T>>[]> {
  const all: CrmResult<CrmPage<T>>[] = [];
  for await (const one of pages) all.push(one);
  return all;
}

/** All items of a list that has no failure. */
export async function everyItem<T>(pages: Pages<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of pages) all.push(...valueOf(one).items);
  return all;
}

export function valueOf<T>(result: CrmResult<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
