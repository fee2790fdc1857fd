import { contactOrCompanyFields } from '../../../entities/contactOrCompany.ts';
import {
  customValues,
  embeddedIds,
  isItem,
  isTrue,
  itemReader,
  textOf,
  whole,
} from '../fields/itemReader.ts';
import type { ContactOrCompanyRecord, PhoneRecord } from '../mirrorRecords.ts';

const fieldsOf = itemReader(contactOrCompanyFields);

/** What the mirror keeps of a contact or company of the service's lists (crm-api.md 3.3); null when it has no id. */
export function readContactOrCompany(item: unknown): ContactOrCompanyRecord | null {
  if (!isItem(item)) return null;
  const id = whole(item['id']);
  // Without an id it is nobody; whatever else is odd costs itself alone.
  if (id === null) return null;
  return {
    id,
    ...fieldsOf(item),
    isDeleted: isTrue(item['is_deleted']),
    phones: customValues(item, 'PHONE').flatMap((one): readonly PhoneRecord[] => {
      const value = textOf(one['value']);
      // Old answers say `enum` for `enum_code`.
      return value === null ? [] : [{ value, kind: textOf(one['enum_code']) ?? textOf(one['enum']) }];
    }),
    leadIds: embeddedIds(item, 'leads'),
  };
}
