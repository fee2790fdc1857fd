import { leadFields } from '../../../entities/lead.ts';
import { embeddedIds, embeddedItems, isItem, isTrue, itemReader, whole } from '../fields/itemReader.ts';
import type { LeadRecord } from '../mirrorRecords.ts';

const fieldsOf = itemReader(leadFields);

/** What the mirror keeps of a lead of the service's list (crm-api.md 3.4); null when it has no id. */
export function readLead(item: unknown): LeadRecord | null {
  if (!isItem(item)) return null;
  const id = whole(item['id']);
  if (id === null) return null;
  const fields = fieldsOf(item);
  const main = embeddedItems(item, 'contacts')?.find((contact) => isTrue(contact['is_main']));
  return {
    id,
    ...fields,
    mainContactId: whole(main?.['id']) ?? fields.mainContactId,
    isDeleted: isTrue(item['is_deleted']),
    contactIds: embeddedIds(item, 'contacts'),
    companyIds: embeddedIds(item, 'companies'),
    updatedBy: whole(item['updated_by']),
  };
}
