import type { EntityRef } from '../../entityType.ts';
import type { LeadRecord } from '../../model.ts';
import { LOST, WON } from '../../model.ts';
import type { AccountStore } from '../../store.ts';

/**
 * The service's own choice: the oldest contact with the number, else the oldest company. If that has exactly one open lead and no
 * customer, the lead; exactly one customer and no open lead, the customer; otherwise itself (crm-api.md 4.1). Calls match by the last 10
 * digits, pop-ups by the last 8.
 */
export function callTargetOf(account: AccountStore, phone: string, digits: 8 | 10): EntityRef | null {
  const [contacts, companies] =
    digits === 10
      ? [account.contactsByPhone, account.companiesByPhone]
      : [account.contactsByShortPhone, account.companiesByShortPhone];
  const [contact] = contacts(phone);
  if (contact) return onlyDealOr(account, { type: 'contacts', id: contact.id });
  const [company] = companies(phone);
  return company ? onlyDealOr(account, { type: 'companies', id: company.id }) : null;
}

/** True for a lead that is neither won, lost nor in the bin. */
const isOpen = (lead: LeadRecord): boolean =>
  !lead.is_deleted && lead.status_id !== WON && lead.status_id !== LOST;

function onlyDealOr(account: AccountStore, contactOrCompany: EntityRef): EntityRef {
  const isFromNumber = (deal: { company_id: number | null; contacts: readonly { id: number }[] }): boolean =>
    contactOrCompany.type === 'contacts'
      ? deal.contacts.some((one) => one.id === contactOrCompany.id)
      : deal.company_id === contactOrCompany.id;
  const leads = account.leads.all().filter((lead) => isOpen(lead) && isFromNumber(lead));
  const customers = account.customers.all().filter((one) => !one.is_deleted && isFromNumber(one));
  if (leads.length + customers.length !== 1) return contactOrCompany;
  const [lead] = leads;
  const [customer] = customers;
  return lead ? { type: 'leads', id: lead.id } : { type: 'customers', id: customer?.id ?? 0 };
}
