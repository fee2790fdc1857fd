import type { CrmContact, CrmCompany, NewContact, ContactChanges } from './contactOrCompany.ts';
import type { RequestOptions } from './requestOptions.ts';
import type { CrmResult } from './crmFailure.ts';
import type { ContactOrCompanyPages } from '../resources/contact/contactOrCompanyQuery.ts';

/** Contacts of the CRM. */
export interface CrmContacts {
  pages: ContactOrCompanyPages<CrmContact>;
  get(id: number, options?: RequestOptions): Promise<CrmResult<CrmContact | null>>;
  /** One page of the service's own text search; the caller must verify the digits. */
  query(text: string, options?: RequestOptions): Promise<CrmResult<readonly CrmContact[]>>;
  create(contact: NewContact, options?: RequestOptions): Promise<CrmResult<{ readonly id: number }>>;
  /** Sends only the keys given. */
  patch(
    id: number,
    changes: ContactChanges,
    options?: RequestOptions,
  ): Promise<CrmResult<{ readonly id: number }>>;
}

/** Companies of the CRM. */
export interface CrmCompanies {
  pages: ContactOrCompanyPages<CrmCompany>;
  get(id: number, options?: RequestOptions): Promise<CrmResult<CrmCompany | null>>;
  query(text: string, options?: RequestOptions): Promise<CrmResult<readonly CrmCompany[]>>;
  create(
    company: Omit<NewContact, 'phones'>,
    options?: RequestOptions,
  ): Promise<CrmResult<{ readonly id: number }>>;
  /** Puts a contact into it. Who is there already must not be put there again: that is a 400 (crm-api.md 3.4). */
  linkContact(
    companyId: number,
    contactId: number,
    options?: RequestOptions,
  ): Promise<CrmResult<{ readonly id: number }>>;
  /** Sends only the keys given. */
  patch(
    id: number,
    changes: ContactChanges,
    options?: RequestOptions,
  ): Promise<CrmResult<{ readonly id: number }>>;
}
