import type { CrmCompany, CrmContact } from '../crm/types/contactOrCompany.ts';
import type { CrmLead } from '../crm/types/lead.ts';
import { readContactOrCompany } from './contact/contactOrCompanyItem.ts';
import { readLead } from './lead/leadItem.ts';
import type { FetchedRecords } from './mirror.ts';
import { readTask } from './task/taskItem.ts';
import type { PageRows, ContactOrCompanyRecord, LeadRecord } from './mirrorRecords.ts';

/** What an interactive answer brought, as rows of the mirror. */
export function recordsOf(fetched: FetchedRecords): readonly PageRows[] {
  const pages: readonly PageRows[] = [
    {
      list: 'companies',
      rows: (fetched.companies ?? []).flatMap((company) => contactOrCompanyRecord(company, [])),
    },
    {
      list: 'contacts',
      rows: (fetched.contacts ?? []).flatMap((contact) =>
        contactOrCompanyRecord(contact, contact.companyIds),
      ),
    },
    {
      list: 'leads',
      rows: (fetched.leads ?? []).flatMap((lead) => leadRecord(lead)),
    },
    {
      list: 'tasks',
      rows: (fetched.tasks ?? []).flatMap((task) => readTask({ ...task }) ?? []),
    },
  ];
  return pages.filter((page) => page.rows.length > 0);
}

/** As its list would say it. Links to leads are left as they are: not every answer tells them. */
function contactOrCompanyRecord(
  contactOrCompany: CrmContact | CrmCompany,
  companyIds: readonly number[],
): readonly ContactOrCompanyRecord[] {
  const _embedded = { companies: itemsOf(companyIds), tags: tagsOf(contactOrCompany) };
  return [readContactOrCompany({ ...contactOrCompany, _embedded }) ?? []].flat();
}

function leadRecord(lead: CrmLead): readonly LeadRecord[] {
  const contacts = lead.contactIds.map((id) => ({ id, is_main: id === lead.mainContactId }));
  const _embedded = { contacts, companies: itemsOf(lead.companyIds), tags: tagsOf(lead) };
  return [readLead({ ...lead, _embedded }) ?? []].flat();
}

const itemsOf = (ids: readonly number[]) => ids.map((id) => ({ id }));
const tagsOf = ({ tags }: { readonly tags: readonly string[] }) => tags.map((name) => ({ name }));
