import type { Answer } from '../../answer.ts';
import { hal, noContent } from '../../answer.ts';
import type { CustomerRecord } from '../../model.ts';
import { isAnswer, pageOf, pageRequestOf } from '../../paging.ts';
import { listOf } from '../../phpQuery.ts';
import { maySee, notYours } from '../../rights.ts';
import type { ApiContext, ApiRoute } from '../../route.ts';
import { ENTITY_FILTERS, entitiesFor } from '../entity/entityList.ts';
import { selfLink } from '../entity/links.ts';
import { linked } from './renderContactOrCompany.ts';

/** `/api/v4/customers`, to read: calls are attached to them as to leads (crm-api.md 4.1). */
export const customerRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: '/api/v4/customers', handle: list },
  { method: 'GET', path: '/api/v4/customers/:id', handle: read },
];

function list(context: ApiContext): Answer {
  const request = pageRequestOf(context);
  if (isAnswer(request)) return request;
  const { query } = request;
  const rows = entitiesFor(context, context.account.customers, query, {
    filters: ENTITY_FILTERS,
    orders: ['updated_at', 'id'],
  });
  const wanted = listOf(query['with']);
  return pageOf(context, request, 'customers', rows, (row) => renderCustomer(context, row, wanted));
}

function read(context: ApiContext): Answer {
  const customer = context.account.customers.get(Number(context.params['id']));
  if (!customer || customer.is_deleted) return noContent();
  if (!maySee(context, customer)) return notYours();
  return hal(renderCustomer(context, customer, listOf(context.query['with'])));
}

function renderCustomer(context: ApiContext, customer: CustomerRecord, wanted: readonly string[]): object {
  const { tags, company_id, contacts, ...columns } = customer;
  return {
    ...columns,
    account_id: context.account.account.id,
    ...selfLink(context, `customers/${String(customer.id)}`),
    _embedded: {
      tags,
      companies: company_id === null ? [] : [linked(context, 'companies', company_id)],
      ...(wanted.includes('contacts') && {
        contacts: contacts.map((one) => ({ ...one, ...linked(context, 'contacts', one.id) })),
      }),
    },
  };
}
