import { cardAdded } from '../../feed/entityEvents.ts';
import type { LeadRecord } from '../../model.ts';
import type { ValidationError } from '../../problem.ts';
import type { ApiContext } from '../../route.ts';
import { entriesOf, errorAt, errorsIn, integerAt } from '../../validation.ts';
import { contactRules, newCompany, newContact } from '../contact/contactWrites.ts';
import { customFieldErrors } from '../entity/customFields.ts';
import { entityRules, listAt } from '../entity/entityWrites.ts';
import { addContact, leadErrors, leadRules, newLead } from './leadWrites.ts';

/** A lead without the parts that a plain one may only name by id. */
function leadPart(values: ReadonlyMap<string, unknown>): ReadonlyMap<string, unknown> {
  const {
    contacts: _contacts,
    companies: _companies,
    metadata: _metadata,
    ...embedded
  } = Object.fromEntries(entriesOf(values.get('_embedded')));
  return new Map([...values, ['_embedded', embedded]]);
}

/** What is wrong with a lead that carries its contact and company. */
export const leadPartsErrors = (
  context: ApiContext,
  values: ReadonlyMap<string, unknown>,
): readonly ValidationError[] => [
  ...errorsIn(values, leadRules(context)),
  ...customFieldErrors('leads', values.get('custom_fields_values')),
  ...leadErrors(context, leadPart(values), null),
  ...contactOrCompanyErrors(context, values, 'contacts'),
  ...contactOrCompanyErrors(context, values, 'companies'),
];

/** What is wrong with the contact or company of a lead: more than one, an unknown id, wrong keys. */
function contactOrCompanyErrors(
  context: ApiContext,
  values: ReadonlyMap<string, unknown>,
  type: 'contacts' | 'companies',
): readonly ValidationError[] {
  const [first, second] = listAt(entriesOf(values.get('_embedded')), type);
  if (first === undefined) return [];
  const path = `_embedded.${type}`;
  if (second !== undefined) return [errorAt('FieldNotExpected', `${path}.1`)];
  const keys = entriesOf(first);
  if (keys.has('id')) {
    const known = context.account[type].get(integerAt(keys, 'id', 0));
    return known && !known.is_deleted ? [] : [errorAt('NotSupportedChoice', `${path}.0.id`)];
  }
  const rules = type === 'contacts' ? contactRules(context) : entityRules(context);
  return [
    ...errorsIn(keys, { ...rules, is_main: { type: 'boolean' } }, `${path}.0.`),
    ...customFieldErrors(type, keys.get('custom_fields_values')).map((error) => ({
      ...error,
      path: `${path}.0.${error.path}`,
    })),
  ];
}

/** A lead with its contact and company, and which of them are new. */
export interface LeadParts {
  readonly lead: LeadRecord;
  readonly contactId: number | null;
  readonly companyId: number | null;
  readonly isNewContact: boolean;
  readonly isNewCompany: boolean;
}

/** Makes a lead with the contact and company embedded in it, each new unless named by id. Tells nobody yet. */
export function makeLead(context: ApiContext, values: ReadonlyMap<string, unknown>): LeadParts {
  const { account } = context;
  const embedded = entriesOf(values.get('_embedded'));
  const company = contactOrCompanyOf(embedded, 'companies');
  const contact = contactOrCompanyOf(embedded, 'contacts');
  const lead = newLead(context, leadPart(values));
  account.leads.add(lead);
  let companyId = company && integerAt(company, 'id', 0);
  if (company && companyId === 0) {
    const made = newCompany(context, company);
    account.companies.add(made);
    companyId = made.id;
  }
  let contactId = contact && integerAt(contact, 'id', 0);
  if (contact && contactId === 0) {
    const made = newContact(context, contact);
    made.company_id = companyId;
    account.contacts.add(made);
    contactId = made.id;
  }
  lead.company_id = companyId;
  if (contactId !== null) addContact(lead, contactId, true);
  return {
    lead,
    contactId,
    companyId,
    isNewContact: contact !== null && !contact.has('id'),
    isNewCompany: company !== null && !company.has('id'),
  };
}

const contactOrCompanyOf = (
  embedded: ReadonlyMap<string, unknown>,
  type: 'contacts' | 'companies',
): ReadonlyMap<string, unknown> | null => {
  const [first] = listAt(embedded, type);
  return first === undefined ? null : entriesOf(first);
};

/** Tells of a lead and of what came into the CRM with it. */
export function tellOf(context: ApiContext, parts: LeadParts): void {
  const { account } = context;
  const company = account.companies.get(parts.companyId ?? 0);
  const contact = account.contacts.get(parts.contactId ?? 0);
  if (company && parts.isNewCompany) cardAdded(context, 'companies', company);
  if (contact && parts.isNewContact) cardAdded(context, 'contacts', contact);
  cardAdded(context, 'leads', parts.lead);
}
