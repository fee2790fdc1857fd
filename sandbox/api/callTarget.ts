import type { NotedType, PartyRecord } from '../model.ts';
import { LOST, WON } from '../model.ts';
import type { AccountStore } from '../store.ts';

/** What a call or a pop-up belongs to. */
export interface CallTarget {
  readonly type: NotedType;
  readonly id: number;
}

/**
 * The service's own choice: the oldest contact with the number, else the oldest company; if that has exactly one open lead, the lead
 * (facts 4.1; the demo accounts have no customers). Calls match by the last 10 digits, pop-ups by the last 8.
 */
export function callTargetOf(account: AccountStore, phone: string, digits: 8 | 10): CallTarget | null {
  const [contacts, companies] =
    digits === 10
      ? [account.contactsByPhone, account.companiesByPhone]
      : [account.contactsByShortPhone, account.companiesByShortPhone];
  const [contact] = contacts(phone);
  if (contact) return onlyLeadOr(account, 'contacts', contact);
  const [company] = companies(phone);
  return company ? onlyLeadOr(account, 'companies', company) : null;
}

function onlyLeadOr(account: AccountStore, type: 'contacts' | 'companies', party: PartyRecord): CallTarget {
  const [only, second] = account.leads
    .all()
    .filter((lead) => !lead.is_deleted && lead.status_id !== WON && lead.status_id !== LOST)
    .filter((lead) =>
      type === 'contacts' ? lead.contacts.some((one) => one.id === party.id) : lead.company_id === party.id,
    );
  return only && !second ? { type: 'leads', id: only.id } : { type, id: party.id };
}
