import type { CrmCompany, CrmContact } from '../amocrm/client.ts';
import { contactData } from './partyItem.ts';
import type { Brought } from './mirror.ts';
import type { PageRows, PartyRecord } from './rows.ts';

/** What an interactive answer brought, as rows of the mirror. */
export function recordsOf(brought: Brought): readonly PageRows[] {
  const pages: readonly PageRows[] = [
    {
      list: 'companies',
      rows: (brought.companies ?? []).map((company) => partyRecord(company, null)),
    },
    {
      list: 'contacts',
      rows: (brought.contacts ?? []).map((contact) => partyRecord(contact, contact.companyIds[0] ?? null)),
    },
    {
      list: 'leads',
      rows: (brought.leads ?? []).map((lead) => ({
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
      rows: (brought.tasks ?? []).map((task) => ({
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
function partyRecord(party: CrmContact | CrmCompany, companyId: number | null): PartyRecord {
  return {
    id: party.id,
    name: party.name,
    companyId,
    responsibleUserId: party.responsible_user_id,
    updatedAt: party.updated_at,
    isDeleted: party.is_deleted,
    ...contactData(party.custom_fields_values),
    tags: party.tags,
    leadIds: null,
  };
}
