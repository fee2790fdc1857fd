import { z } from 'zod';
import { ok } from '../result.ts';
import { checkAnswer } from './answer.ts';
import type { CrmClient, CrmUser } from './client.ts';
import { id, name } from './fields.ts';
import { readAllPages } from './pages.ts';
import { apiPath } from './path.ts';
import type { Transport } from './transport.ts';

/** Facts/amocrm-api 3.2. */
const users = z
  .object({
    _embedded: z.object({
      users: z.array(z.object({ id, name, rights: z.object({ is_admin: z.boolean().nullish() }).nullish() })),
    }),
  })
  .transform(({ _embedded }): readonly CrmUser[] =>
    _embedded.users.map((user) => ({
      id: user.id,
      name: user.name,
      is_admin: user.rights?.is_admin ?? false,
    })),
  );

/** `GET /users`, all pages. A non-admin gets `forbidden`. */
export const createUsers =
  (transport: Transport): CrmClient['users'] =>
  (options) =>
    readAllPages(transport, apiPath('users', { limit: 250 }), options, (page) =>
      page === null ? ok([]) : checkAnswer(users, page),
    );
