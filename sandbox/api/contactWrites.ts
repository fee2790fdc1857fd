import type { ContactRecord, TagRecord } from '../model.ts';
import type { ApiContext } from '../route.ts';
import type { Rules } from '../validation.ts';
import { entriesOf, integerAt, stringAt } from '../validation.ts';
import { withCustomFields } from './customFields.ts';

/** True for an id of a user of the account, or 0, the robot. */
export const isUser =
  ({ account }: ApiContext) =>
  (value: unknown): boolean =>
    value === 0 || account.users.some((user) => user.id === value);

/** What may be written to a contact (facts 3.3). */
export function contactRules(context: ApiContext): Rules {
  const user = { type: 'integer', isAllowed: isUser(context) } as const;
  return {
    id: { type: 'integer' },
    name: { type: 'string', isNullable: true },
    first_name: { type: 'string', isNullable: true },
    last_name: { type: 'string', isNullable: true },
    responsible_user_id: user,
    created_by: user,
    updated_by: user,
    created_at: { type: 'integer' },
    updated_at: { type: 'integer' },
    custom_fields_values: { type: 'array', isNullable: true },
    tags_to_add: { type: 'array' },
    tags_to_delete: { type: 'array' },
    _embedded: { type: 'object' },
    request_id: { type: 'integerOrString' },
  };
}

/** A contact from what was sent; the author is the token's user. No look for duplicates: none is known of the service. */
export function newContact(context: ApiContext, values: ReadonlyMap<string, unknown>): ContactRecord {
  const { user, now, store } = context;
  const contact: ContactRecord = {
    id: store.nextId(),
    name: '',
    first_name: '',
    last_name: '',
    responsible_user_id: user.id,
    group_id: user.group_id,
    created_by: integerAt(values, 'created_by', user.id),
    updated_by: user.id,
    created_at: integerAt(values, 'created_at', now),
    updated_at: now,
    closest_task_at: null,
    is_deleted: false,
    is_unsorted: false,
    custom_fields_values: null,
    tags: [],
    company_id: null,
  };
  changeContact(context, contact, values);
  return contact;
}

/** Writes the sent keys over a contact; what was not sent stays. */
export function changeContact(
  context: ApiContext,
  contact: ContactRecord,
  values: ReadonlyMap<string, unknown>,
): void {
  rename(contact, values);
  contact.responsible_user_id = integerAt(values, 'responsible_user_id', contact.responsible_user_id);
  contact.updated_by = integerAt(values, 'updated_by', context.user.id);
  contact.updated_at = integerAt(values, 'updated_at', context.now);
  contact.custom_fields_values = withCustomFields(
    contact.custom_fields_values,
    values.get('custom_fields_values'),
    context.account.account.language,
  );
  const embedded = entriesOf(values.get('_embedded'));
  if (embedded.has('tags')) contact.tags = tagsOf(context, embedded.get('tags'));
  contact.tags.push(...tagsOf(context, values.get('tags_to_add')));
  const gone = tagsOf(context, values.get('tags_to_delete')).map((tag) => tag.name);
  contact.tags = contact.tags.filter((tag) => !gone.includes(tag.name));
  const [company] = listAt(embedded, 'companies');
  const companyId = integerAt(entriesOf(company), 'id', 0);
  if (context.account.companies.get(companyId)) contact.company_id = companyId;
}

/** `name` fills the parts, the parts fill `name`. */
function rename(contact: ContactRecord, values: ReadonlyMap<string, unknown>): void {
  if (values.has('first_name') || values.has('last_name')) {
    if (values.has('first_name')) contact.first_name = stringAt(values, 'first_name');
    if (values.has('last_name')) contact.last_name = stringAt(values, 'last_name');
    contact.name = values.has('name')
      ? stringAt(values, 'name')
      : `${contact.first_name} ${contact.last_name}`.trim();
  } else if (values.has('name')) {
    contact.name = stringAt(values, 'name');
    const [first = '', ...rest] = contact.name.split(' ');
    contact.first_name = first;
    contact.last_name = rest.join(' ');
  }
}

const listAt = (values: ReadonlyMap<string, unknown>, key: string): readonly unknown[] => {
  const value = values.get(key);
  return Array.isArray(value) ? value : [];
};

function tagsOf(context: ApiContext, value: unknown): TagRecord[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    const name = stringAt(entriesOf(one), 'name');
    return name === '' ? [] : [{ id: context.store.nextId(), name, color: null }];
  });
}
