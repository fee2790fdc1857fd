import type { CompanyRecord, ContactRecord } from '../../model.ts';
import type { ApiContext } from '../../route.ts';
import type { Rules } from '../../validation.ts';
import { stringAt } from '../../validation.ts';
import { changeEntity, embeddedId, entityRules, newEntity } from '../entity/entityWrites.ts';

const contactOrCompany = {
  name: '',
  closest_task_at: null,
  is_deleted: false,
  is_unsorted: false,
  custom_fields_values: null,
};

/** What may be written to a contact (crm-api.md 3.3). */
export const contactRules = (context: ApiContext): Rules => ({
  ...entityRules(context),
  first_name: { type: 'string', isNullable: true },
  last_name: { type: 'string', isNullable: true },
});

/** A contact from what was sent. No look for duplicates: none is known of the service. */
export function newContact(context: ApiContext, values: ReadonlyMap<string, unknown>): ContactRecord {
  const contact: ContactRecord = {
    ...newEntity(context, values),
    ...contactOrCompany,
    first_name: '',
    last_name: '',
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
  changeEntity(context, 'contacts', contact, values);
  const companyId = embeddedId(values, 'companies');
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

/** A company from what was sent. */
export function newCompany(context: ApiContext, values: ReadonlyMap<string, unknown>): CompanyRecord {
  const company: CompanyRecord = { ...newEntity(context, values), ...contactOrCompany, tags: [] };
  changeCompany(context, company, values);
  return company;
}

/** Writes the sent keys over a company. */
export function changeCompany(
  context: ApiContext,
  company: CompanyRecord,
  values: ReadonlyMap<string, unknown>,
): void {
  if (values.has('name')) company.name = stringAt(values, 'name');
  changeEntity(context, 'companies', company, values);
}
