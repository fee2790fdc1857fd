import type { Answer } from '../answer.ts';
import { hal } from '../answer.ts';
import type { UserRecord } from '../model.ts';
import { isAnswer, pageRequestOf } from '../paging.ts';
import { listOf } from '../phpQuery.ts';
import { notFound } from '../problem.ts';
import { adminsOnly, rightsOf } from '../rights.ts';
import type { ApiContext, ApiRoute } from '../route.ts';
import { selfLink } from './entity/links.ts';

/** `/api/v4/users`: admins only (crm-api.md 3.2). One of the few lists with totals. */
export const userRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: '/api/v4/users', handle: list },
  { method: 'GET', path: '/api/v4/users/:id', handle: read },
];

function list(context: ApiContext): Answer {
  const refusal = adminsOnly(context);
  if (refusal) return refusal;
  const request = pageRequestOf(context);
  if (isAnswer(request)) return request;
  const { users } = context.account;
  const { page, limit } = request;
  const shown = users.slice((page - 1) * limit, page * limit);
  return hal({
    _total_items: users.length,
    _page: page,
    _page_count: Math.ceil(users.length / limit),
    ...selfLink(context, `users?page=${String(page)}&limit=${String(limit)}`),
    _embedded: { users: shown.map((user) => renderUser(context, user)) },
  });
}

function read(context: ApiContext): Answer {
  const refusal = adminsOnly(context);
  if (refusal) return refusal;
  const user = context.account.users.find((one) => one.id === Number(context.params['id']));
  return user ? hal(renderUser(context, user)) : notFound('GET', context.origin + context.path);
}

function renderUser(context: ApiContext, user: UserRecord): object {
  const wanted = listOf(context.query['with']);
  const rights = rightsOf(user.is_admin, context.settings.agentRights);
  const groups = context.account.account.users_groups.filter((group) => group.id === user.group_id);
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    lang: user.lang,
    rights: {
      leads: rights,
      contacts: rights,
      companies: rights,
      tasks: { edit: rights['edit'], delete: rights['delete'] },
      mail_access: false,
      catalog_access: false,
      status_rights: null,
      is_admin: user.is_admin,
      is_free: false,
      is_active: true,
      group_id: null,
      role_id: null,
    },
    ...(wanted.includes('phone_number') && { phone_number: user.phone }),
    ...selfLink(context, `users/${String(user.id)}`),
    _embedded: { roles: [], groups: wanted.includes('group') ? groups : [] },
  };
}
