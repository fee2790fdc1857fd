import type { ContactRecord } from '../../model.ts';
import type { ApiRoute } from '../../route.ts';
import { changeContact, contactRules, newContact } from './contactWrites.ts';
import { ENTITY_FILTERS } from '../entity/entityList.ts';
import type { EntityResource } from '../entity/entityResource.ts';
import { entityRoutes } from '../entity/entityResource.ts';
import { renderContact } from './renderContactOrCompany.ts';

const contacts: EntityResource<ContactRecord> = {
  type: 'contacts',
  collection: (account) => account.contacts,
  filters: ENTITY_FILTERS,
  orders: ['updated_at', 'id'],
  rules: contactRules,
  errors: () => [],
  make: newContact,
  change: changeContact,
  render: renderContact,
  thin: ({ name }, write) => ({
    ...(write === 'changed' && { name }),
    is_deleted: false,
    is_unsorted: false,
  }),
};

/** `/api/v4/contacts` (crm-api.md 3.3). */
export const contactRoutes: readonly ApiRoute[] = entityRoutes(contacts);
