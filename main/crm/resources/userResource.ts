import { z } from 'zod';
import type { CrmClient } from '../types/crmClient.ts';
import type { CrmUser } from '../types/account.ts';
import { flag, id, maybe, name, parts } from './entityFields.ts';
import { itemsOf, readAllPages } from '../transport/pagination.ts';
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
