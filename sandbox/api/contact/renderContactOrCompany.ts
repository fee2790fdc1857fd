import type { CompanyRecord, ContactRecord } from '../../model.ts';
import type { ApiContext } from '../../route.ts';
import { selfLink } from '../entity/links.ts';

/** A contact as answered: without `with` its tags and company, leads only `with=leads` (crm-api.md 3.3). */
export function renderContact(
  context: ApiContext,
  contact: ContactRecord,
  wanted: readonly string[],
): object {
  const { tags, company_id, ...columns } = contact;
  return {
    ...columns,
    account_id: context.account.account.id,
    ...selfLink(context, `contacts/${String(contact.id)}`),
    _embedded: {
      tags,
      ...(wanted.includes('leads') && {
        leads: context.account.leads
          .all()
          .filter((lead) => !lead.is_deleted && lead.contacts.some((one) => one.id === contact.id))
          .map((lead) => linked(context, 'leads', lead.id)),
      }),
      ...(wanted.includes('customers') && {
        customers: context.account.customers
          .all()
          .filter(
            (one) =>
              !one.is_deleted && one.contacts.some((contactOrCompany) => contactOrCompany.id === contact.id),
          )
          .map((one) => linked(context, 'customers', one.id)),
      }),
      ...(wanted.includes('catalog_elements') && { catalog_elements: [] }),
      companies: company_id === null ? [] : [linked(context, 'companies', company_id)],
    },
  };
}

/** A company as answered; contacts and leads only when asked for. */
export function renderCompany(
  context: ApiContext,
  company: CompanyRecord,
  wanted: readonly string[],
): object {
  const { tags, ...columns } = company;
  return {
    ...columns,
    account_id: context.account.account.id,
    ...selfLink(context, `companies/${String(company.id)}`),
    _embedded: {
      tags,
      ...(wanted.includes('leads') && {
        leads: context.account.leads
          .all()
          .filter((lead) => !lead.is_deleted && lead.company_id === company.id)
          .map((lead) => linked(context, 'leads', lead.id)),
      }),
      ...(wanted.includes('contacts') && {
        contacts: context.account.contacts
          .all()
          .filter((contact) => !contact.is_deleted && contact.company_id === company.id)
          .map((contact) => linked(context, 'contacts', contact.id)),
      }),
      ...(wanted.includes('customers') && {
        customers: context.account.customers
          .all()
          .filter((one) => !one.is_deleted && one.company_id === company.id)
          .map((one) => linked(context, 'customers', one.id)),
      }),
      ...(wanted.includes('catalog_elements') && { catalog_elements: [] }),
    },
  };
}

/** An entity as it stands in another one's `_embedded`. */
export const linked = (context: ApiContext, type: string, id: number): { id: number } => ({
  id,
  ...selfLink(context, `${type}/${String(id)}`),
});
