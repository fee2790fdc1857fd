import type { Answer } from '../answer.ts';
import { hal, noContent } from '../answer.ts';
import { filtered, inOrder } from '../filters.ts';
import type { LeadRecord } from '../model.ts';
import { isAnswer, pageOf, pageRequestOf } from '../paging.ts';
import { asObject, listOf, textAt } from '../phpQuery.ts';
import type { PhpValue } from '../phpQuery.ts';
import type { ApiContext, ApiRoute } from '../route.ts';
import { matcherOf } from '../textSearch.ts';
import { PARTY_FILTERS } from './contacts.ts';
import { selfLink } from './links.ts';
import { linked } from './renderParty.ts';

/** `/api/v4/leads`, to read (facts 3.4). */
export const leadRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: '/api/v4/leads', handle: list },
  { method: 'GET', path: '/api/v4/leads/:id', handle: read },
];

const LEAD_FILTERS = [...PARTY_FILTERS, 'price', 'closed_at', 'pipeline_id'];

function list(context: ApiContext): Answer {
  const request = pageRequestOf(context);
  if (isAnswer(request)) return request;
  const { query } = request;
  const wanted = listOf(query['with']);
  const inBin = wanted.includes('only_deleted');
  const rows = inOrder(context.account.leads, query, ['created_at', 'updated_at', 'id']).filter(
    (row) => row.is_deleted === inBin,
  );
  const search = textAt(query, 'query');
  const found = search === undefined ? rows : rows.filter(matcherOf(search, context.settings.phoneSearch));
  const kept = context.settings.apiFilter
    ? inStages(filtered(found, query['filter'], LEAD_FILTERS), asObject(query['filter'])['statuses'])
    : found;
  return pageOf(context, request, 'leads', kept, (row) => renderLead(context, row, wanted));
}

function read(context: ApiContext): Answer {
  const lead = context.account.leads.get(Number(context.params['id']));
  if (!lead || lead.is_deleted) return noContent();
  return hal(renderLead(context, lead, listOf(context.query['with'])));
}

/** `filter[statuses][0][pipeline_id]=..&filter[statuses][0][status_id]=..`: leads in any of these stages. */
function inStages(rows: readonly LeadRecord[], statuses: PhpValue): readonly LeadRecord[] {
  if (statuses === undefined || typeof statuses === 'string') return rows;
  const stages = Object.values(statuses).map(
    (one: PhpValue) =>
      `${textAt(asObject(one), 'pipeline_id') ?? ''} ${textAt(asObject(one), 'status_id') ?? ''}`,
  );
  return rows.filter((row) => stages.includes(`${String(row.pipeline_id)} ${String(row.status_id)}`));
}

/** A lead as answered; without `with` its tags and companies only. */
function renderLead(context: ApiContext, lead: LeadRecord, wanted: readonly string[]): object {
  const { tags, company_id, contacts, source_id, is_price_modified_by_robot, ...columns } = lead;
  const reason = context.account.lossReasons.find((one) => one.id === lead.loss_reason_id);
  return {
    ...columns,
    account_id: context.account.account.id,
    ...(wanted.includes('source_id') && { source_id }),
    ...(wanted.includes('is_price_modified_by_robot') && { is_price_modified_by_robot }),
    ...selfLink(context, `leads/${String(lead.id)}`),
    _embedded: {
      tags,
      ...(wanted.includes('catalog_elements') && { catalog_elements: [] }),
      ...(wanted.includes('loss_reason') && {
        loss_reason: reason
          ? [{ ...reason, ...selfLink(context, `leads/loss_reasons/${String(reason.id)}`) }]
          : [],
      }),
      companies: company_id === null ? [] : [linked(context, 'companies', company_id)],
      ...(wanted.includes('contacts') && {
        contacts: contacts.map((one) => ({ ...one, ...linked(context, 'contacts', one.id) })),
      }),
    },
  };
}
