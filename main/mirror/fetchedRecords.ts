import type { CrmCompany, CrmContact } from '../crm/types/contactOrCompany.ts';
import { readContactOrCompany } from './contact/contactOrCompanyItem.ts';
import type { FetchedRecords } from './mirror.ts';
import type { PageRows, ContactOrCompanyRecord } from './mirrorRecords.ts';

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
      rows: (fetched.leads ?? []).map((lead) => ({
        id: lead.id,
        name: lead.name,
        price: lead.price,
        responsibleUserId: lead.responsible_user_id,
        pipelineId: lead.pipeline_id,
        statusId: lead.status_id,
        lossReasonId: lead.loss_reason_id,
        createdAt: lead.created_at === 0 ? null : lead.created_at,
        updatedAt: lead.updated_at,
        closedAt: lead.closed_at,
        isDeleted: lead.is_deleted,
        tags: lead.tags,
        mainContactId: lead.mainContactId ?? lead.contactIds[0] ?? null,
        contactIds: lead.contactIds,
        companyIds: lead.companyIds,
      })),
    },
    {
      list: 'tasks',
      rows: (fetched.tasks ?? []).map((task) => ({
        id: task.id,
        text: task.text,
        typeId: task.task_type_id,
        entityType: task.entity_type,
        entityId: task.entity_id,
        responsibleUserId: task.responsible_user_id,
        completeTill: task.complete_till,
        updatedAt: task.updated_at,
        isCompleted: task.is_completed,
      })),
    },
  ];
  return pages.filter((page) => page.rows.length > 0);
}

/** Links to leads are left as they are: not every answer tells them. */
function contactOrCompanyRecord(
  contactOrCompany: CrmContact | CrmCompany,
  companyIds: readonly number[],
): readonly ContactOrCompanyRecord[] {
  const companies = companyIds.map((id) => ({ id }));
  const tags = contactOrCompany.tags.map((name) => ({ name }));
  return [readContactOrCompany({ ...contactOrCompany, _embedded: { companies, tags } }) ?? []].flat();
}
