import { z } from 'zod';
import { ok } from '../../common/result.ts';
import type { CrmClient } from '../types/crmClient.ts';
import type { CrmUser } from '../types/account.ts';
import { flag, id, maybe, name, parts } from './entityFields.ts';
import { itemsOf, readAllPages } from '../transport/pagination.ts';
import { isClosed } from '../transport/refusal.ts';
import { apiPath } from '../transport/apiPath.ts';
import type { Transport } from '../transport/transport.ts';

/** crm-api.md 3.2. */
const user = z.object({ id, name, rights: parts({ is_admin: maybe(flag) }) }).transform((said): CrmUser => ({
  id: said.id,
  name: said.name,
  is_admin: said.rights?.is_admin ?? false,
}));

/** `GET /users`, all pages. A non-admin gets `forbidden`. */
export const createUsers =
  (transport: Transport): CrmClient['users'] =>
  (options) =>
    readAllPages(
      transport,
      { from: apiPath('users', { limit: 250 }), read: itemsOf('users', user) },
      options,
    );

/** The users as `/users` has them; for a non-admin what `/account` tells, which is the agent's own id. */
export const createUsersOrMe =
  ({ users, account }: Pick<CrmClient, 'users' | 'account'>): CrmClient['usersOrMe'] =>
  async (options) => {
    const all = await users(options);
    if (all.ok || !isClosed(all.error)) return all;
    const answer = await account(options);
    return answer.ok ? ok([{ id: answer.value.current_user_id, name: '', is_admin: false }]) : answer;
  };
