import type { Answer } from '../answer.ts';
import { hal, noContent } from '../answer.ts';
import { filtered, inOrder } from '../filters.ts';
import { isAnswer, pageOf, pageRequestOf } from '../paging.ts';
import { listOf, textAt } from '../phpQuery.ts';
import type { ApiContext, ApiRoute } from '../route.ts';
import { matcherOf } from '../textSearch.ts';
import { PARTY_FILTERS } from './contacts.ts';
import { renderCompany } from './renderParty.ts';

/** `/api/v4/companies`, to read (facts 3.3, end). */
export const companyRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: '/api/v4/companies', handle: list },
  { method: 'GET', path: '/api/v4/companies/:id', handle: read },
];

function list(context: ApiContext): Answer {
  const request = pageRequestOf(context);
  if (isAnswer(request)) return request;
  const { query } = request;
  const rows = inOrder(context.account.companies, query, ['updated_at', 'id']).filter(
    (row) => !row.is_deleted,
  );
  const search = textAt(query, 'query');
  const found = search === undefined ? rows : rows.filter(matcherOf(search, context.settings.phoneSearch));
  const kept = context.settings.apiFilter ? filtered(found, query['filter'], PARTY_FILTERS) : found;
  const wanted = listOf(query['with']);
  return pageOf(context, request, 'companies', kept, (row) => renderCompany(context, row, wanted));
}

function read(context: ApiContext): Answer {
  const company = context.account.companies.get(Number(context.params['id']));
  if (!company || company.is_deleted) return noContent();
  return hal(renderCompany(context, company, listOf(context.query['with'])));
}
