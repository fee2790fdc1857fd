import type { LeadRecord } from '../../model.ts';
import { isKommo } from '../../platform.ts';
import type { ApiContext, ApiRoute } from '../../route.ts';
import { ENTITY_FILTERS } from '../entity/entityList.ts';
import type { EntityResource } from '../entity/entityResource.ts';
import { entityRoutes } from '../entity/entityResource.ts';
import { changeLead, leadErrors, leadRules, newLead } from './leadWrites.ts';
import { selfLink } from '../entity/links.ts';
import { linked } from '../contact/renderContactOrCompany.ts';

const leads: EntityResource<LeadRecord> = {
  type: 'leads',
  collection: (account) => account.leads,
  filters: [...ENTITY_FILTERS, 'price', 'closed_at', 'pipeline_id'],
  orders: ['created_at', 'updated_at', 'id'],
  rules: leadRules,
  errors: leadErrors,
  make: newLead,
  change: changeLead,
  render: renderLead,
  thin: () => ({}),
};

/** `/api/v4/leads` (crm-api.md 3.4). */
export const leadRoutes: readonly ApiRoute[] = entityRoutes(leads);

/** A lead as answered; without `with` its tags and companies only. */
function renderLead(context: ApiContext, lead: LeadRecord, wanted: readonly string[]): object {
  const {
    tags,
    company_id,
    contacts,
    source_id,
    is_price_modified_by_robot,
    price_with_minor_units,
    ...columns
  } = lead;
  const reason = context.account.lossReasons.find((one) => one.id === lead.loss_reason_id);
  return {
    ...columns,
    ...(isKommo(context) && { price_with_minor_units: price_with_minor_units ?? lead.price }),
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
      // No lead of the demo has a source.
      ...(wanted.includes('source') && { source: null }),
      companies: company_id === null ? [] : [linked(context, 'companies', company_id)],
      ...(wanted.includes('contacts') && {
        contacts: contacts.map((one) => ({ ...one, ...linked(context, 'contacts', one.id) })),
      }),
    },
  };
}
