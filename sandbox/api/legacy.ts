import type { Answer } from '../answer.ts';
import { hal, noContent } from '../answer.ts';
import { textAt } from '../phpQuery.ts';
import type { ApiContext, ApiRoute } from '../route.ts';
import { matcherOf } from '../textSearch.ts';

/** What two PBX integrations still ask: contacts by number, in the shape of the API before v2 (crm-api.md 3.3). */
export const legacyRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: '/private/api/v2/json/contacts/list', handle: list },
];

function list(context: ApiContext): Answer {
  const query = textAt(context.query, 'query') ?? '';
  const contacts = context.account.contacts
    .all()
    .filter((contact) => !contact.is_deleted)
    .filter(matcherOf(query, context.settings.phoneSearch))
    .slice(0, 500);
  if (contacts.length === 0) return noContent();
  return hal({
    response: {
      contacts: contacts.map((contact) => ({
        id: contact.id,
        name: contact.name,
        company_name:
          contact.company_id === null ? '' : (context.account.companies.get(contact.company_id)?.name ?? ''),
        responsible_user_id: contact.responsible_user_id,
        date_create: contact.created_at,
        last_modified: contact.updated_at,
      })),
      server_time: context.now,
    },
  });
}
