import type { ContactRecord, CustomerRecord, LeadRecord } from '../model.ts';
import type { Draft } from './contactsAndCompanies.ts';
import { entityOf } from './contactsAndCompanies.ts';

const CUSTOMERS = 5;

/** A few customers, each of a contact without leads, so that each kind of match of a call stays one of its kind. */
export function customersOf(
  draft: Draft,
  contacts: readonly ContactRecord[],
  leads: readonly LeadRecord[],
): CustomerRecord[] {
  const withLeads = new Set(leads.flatMap((lead) => lead.contacts.map((one) => one.id)));
  return contacts
    .slice(0, 300)
    .filter((contact) => contact.custom_fields_values !== null && !withLeads.has(contact.id))
    .slice(-CUSTOMERS)
    .map((contact, index) => ({
      ...entityOf(draft, 300, 1),
      responsible_user_id: contact.responsible_user_id,
      name: contact.name,
      next_price: (index + 1) * 1_000,
      closest_task_at: null,
      is_deleted: false,
      custom_fields_values: null,
      tags: [],
      company_id: contact.company_id,
      contacts: [{ id: contact.id, is_main: true }],
    }));
}
