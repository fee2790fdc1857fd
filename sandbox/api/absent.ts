import type { Answer } from '../answer.ts';
import { plainProblem } from '../answer.ts';
import { ENTITY_TYPES } from '../entityType.ts';
import type { ApiRoute, BaseContext, Method } from '../route.ts';

/**
 * What the service has and the sandbox has not. It says so itself, with 501: the service's own 404 or 405 would be a lie about the
 * service. Collected from what its own clients and foreign ones ask.
 */
const ABSENT: readonly (readonly [methods: string, ...paths: string[]])[] = [
  ['POST', '/api/v4/users', '/api/v4/users/activate', '/api/v4/leads/loss_reasons', '/api/v4/short_links'],
  ['PATCH', '/api/v4/users/:id', '/api/v4/customers/mode', '/api/v4/leads/loss_reasons/:id'],
  ['DELETE', '/api/v4/leads/loss_reasons/:id', '/api/v4/customers/transactions/:id'],
  ['GET POST', '/api/v4/roles', '/api/v4/leads/sources'],
  ['GET PATCH DELETE', '/api/v4/roles/:id', '/api/v4/sources/:id'],
  ['GET POST PATCH DELETE', '/api/v4/sources', '/api/v4/chats/templates'],
  ['GET POST PATCH DELETE', '/api/v4/chats/templates/:id', '/api/v4/chats/templates/:id/review'],
  ['GET POST PATCH', '/api/v4/catalogs', '/api/v4/catalogs/:catalogId/elements'],
  ['GET POST PATCH', '/api/v4/catalogs/:catalogId/custom_fields'],
  ['GET PATCH DELETE', '/api/v4/catalogs/:catalogId', '/api/v4/catalogs/:catalogId/elements/:id'],
  ['GET PATCH DELETE', '/api/v4/catalogs/:catalogId/custom_fields/:id'],
  ['POST PATCH', '/api/v4/customers'],
  ['PATCH', '/api/v4/customers/:id'],
  ['GET', '/api/v4/customers/transactions', '/api/v4/currencies', '/api/v4/talks', '/api/v4/talks/:id'],
  ['GET', '/api/v4/bots', '/api/v4/bots/:id', '/api/v4/files/:id/links', '/api/v4/inbox/list'],
  ['GET POST', '/api/v4/customers/:entityId/transactions', '/api/v4/customers/:entityId/bonus_points'],
  ['GET POST PATCH', '/api/v4/customers/segments', '/api/v4/customers/statuses'],
  ['GET PATCH DELETE', '/api/v4/customers/segments/:id', '/api/v4/customers/statuses/:id'],
  ['POST', '/api/v4/talks/:id/close', '/api/v4/leads/pipelines', '/api/v4/leads/pipelines/:id/statuses'],
  ['PATCH', '/api/v4/leads/pipelines', '/api/v4/leads/pipelines/:id/statuses'],
  ['PATCH DELETE', '/api/v4/leads/pipelines/:id', '/api/v4/leads/pipelines/:id/statuses/:statusId'],
  ['GET POST', '/api/v4/contacts/chats'],
  ['GET POST PATCH DELETE', '/api/v4/widgets', '/api/v4/widgets/:id', '/api/v4/website_buttons'],
  ['GET POST PATCH DELETE', '/api/v4/website_buttons/:id', '/api/v4/products/settings'],
  ...ENTITY_TYPES.flatMap((type): [string, ...string[]][] => [
    ['POST PATCH', `/api/v4/${type}/custom_fields`],
    ['PATCH DELETE', `/api/v4/${type}/custom_fields/:id`, `/api/v4/${type}/tags`],
    ['POST', `/api/v4/${type}/custom_fields/groups`],
    ['GET PATCH DELETE', `/api/v4/${type}/custom_fields/groups/:id`],
    ['GET PUT DELETE', `/api/v4/${type}/:entityId/files`],
    ['GET POST', `/api/v4/${type}/:entityId/subscriptions`],
  ]),
  ['GET POST PATCH PUT DELETE', '/api/v2/*', '/private/api/*', '/v1.0/*', '/ajax/*'],
];

const METHODS: readonly Method[] = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'];

/** A route for each of them, which says so; `present` are the routes that are there after all. */
export function absentRoutes(present: readonly ApiRoute[]): readonly ApiRoute[] {
  const taken = new Set(present.map(keyOf));
  return ABSENT.flatMap(([methods, ...paths]) =>
    paths.flatMap((path) =>
      METHODS.filter((method) => methods.split(' ').includes(method)).map((method): ApiRoute => ({
        method,
        path,
        handle: notThere,
      })),
    ),
  ).filter((route) => !taken.has(keyOf(route)));
}

/** Two spellings of a parameter are one path to the router. */
const keyOf = ({ method, path }: ApiRoute): string => `${method} ${path.replace(/:[a-z]+/giu, ':')}`;

/** Says so, with a sentence. */
export const notThere = ({ method, path }: Pick<BaseContext, 'method' | 'path'>): Answer =>
  plainProblem(
    501,
    'Not Implemented',
    `The service has ${method} ${path}, the sandbox has not: it stands in for what Ringside uses.`,
  );
