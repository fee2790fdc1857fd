import type { CompanyRecord } from '../../model.ts';
import type { ApiRoute } from '../../route.ts';
import { changeCompany, newCompany } from './contactWrites.ts';
import { ENTITY_FILTERS } from '../entity/entityList.ts';
import type { EntityResource } from '../entity/entityResource.ts';
import { entityRoutes } from '../entity/entityResource.ts';
import { entityRules } from '../entity/entityWrites.ts';
import { renderCompany } from './renderContactOrCompany.ts';

const companies: EntityResource<CompanyRecord> = {
  type: 'companies',
  collection: (account) => account.companies,
  filters: ENTITY_FILTERS,
  orders: ['updated_at', 'id'],
  rules: entityRules,
  errors: () => [],
  make: newCompany,
  change: changeCompany,
  render: renderCompany,
  thin: ({ name }, write) => (write === 'changed' ? { name } : {}),
};

/** `/api/v4/companies` (crm-api.md 3.3, end). */
export const companyRoutes: readonly ApiRoute[] = entityRoutes(companies);
