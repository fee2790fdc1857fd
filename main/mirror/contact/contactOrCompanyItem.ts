import type { ContactOrCompanyRecord, PhoneRecord } from '../mirrorRecords.ts';

/**
 * Contacts and companies as the service's lists hold them (crm-api.md 3.3), read by hand: a schema
 * takes as long for one as storing it does, and a first sync has hundreds of thousands. The other lists are
 * read by schemas (mirror/sync/fromApi.ts).
 */

/** Longer texts are cut: no list shows them, and one hostile contact must not fill the mirror. */
export const LONGEST_NAME = 1_000;
export const MOST_TAGS = 100;

/** Yes as the service writes it, and as PHP might. */
const TRUE: ReadonlySet<unknown> = new Set([true, 1, '1', 'true']);

/** What the mirror keeps of an item; null when it has no id. */
export function readContactOrCompany(item: unknown): ContactOrCompanyRecord | null {
  if (!isObject(item)) return null;
  const id = whole(item['id']);
  // Without an id it is nobody; whatever else is odd costs itself alone.
  if (id === null) return null;
  const said: unknown = item['_embedded'];
  const embedded = isObject(said) ? said : {};
  const fields: unknown = item['custom_fields_values'];
  const leads = embedded['leads'];
  return {
    id,
    name: textOf(item['name']) ?? '',
    companyId: idsOf(embedded['companies'])[0] ?? null,
    responsibleUserId: whole(item['responsible_user_id']) ?? 0,
    updatedAt: whole(item['updated_at']) ?? 0,
    isDeleted: TRUE.has(item['is_deleted']),
    ...contactData(Array.isArray(fields) ? fields : []),
    tags: tagsOf(embedded['tags']),
    leadIds: Array.isArray(leads) ? idsOf(leads) : null,
  };
}

/** Phones and mail addresses, which stand among the custom fields. What cannot be one is left out. */
export function contactData(fields: readonly unknown[]): Pick<ContactOrCompanyRecord, 'phones' | 'emails'> {
  const phones: PhoneRecord[] = [];
  const emails: string[] = [];
  for (const field of fields) {
    if (!isObject(field) || !Array.isArray(field['values'])) continue;
    const code = field['field_code'];
    if (code !== 'PHONE' && code !== 'EMAIL') continue;
    const values: readonly unknown[] = field['values'];
    for (const one of values) {
      if (!isObject(one)) continue;
      const value = textOf(one['value']);
      if (value === null) continue;
      if (code === 'EMAIL') emails.push(value);
      // Old answers say `enum` for `enum_code`.
      else phones.push({ value, kind: textOf(one['enum_code']) ?? textOf(one['enum']) });
    }
  }
  return { phones, emails };
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.slice(0, LONGEST_NAME);
  return typeof value === 'number' ? String(value) : null;
}

function tagsOf(tags: unknown): readonly string[] {
  if (!Array.isArray(tags)) return [];
  const known: readonly unknown[] = tags;
  return known.slice(0, MOST_TAGS).flatMap((tag) => {
    const name = isObject(tag) ? textOf(tag['name']) : null;
    return name === null ? [] : [name];
  });
}

function idsOf(links: unknown): readonly number[] {
  if (!Array.isArray(links)) return [];
  const known: readonly unknown[] = links;
  return known.flatMap((link) => {
    const id = isObject(link) ? whole(link['id']) : null;
    return id === null ? [] : [id];
  });
}

/** A whole number; v4 sends numbers, and what comes as digits (crm-api.md 6) is not lost for that. */
function whole(value: unknown): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : null;
  return typeof value === 'string' && /^\d{1,15}$/u.test(value) ? Number(value) : null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
