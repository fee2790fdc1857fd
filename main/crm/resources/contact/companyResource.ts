import { z } from 'zod';
import { ok } from '../../../common/result.ts';
import { checkAnswer } from '../../transport/responseCheck.ts';
import type { CrmClient } from '../../types/crmClient.ts';
import type { CrmCompany } from '../../types/contactOrCompany.ts';
import { contactOrCompanyBody } from './contactResource.ts';
import { linkedIds, contactOrCompanyFields, parts, tagNames } from '../entityFields.ts';
import { itemsOf, walkPages } from '../../transport/pagination.ts';
import {
  isWantedContactOrCompany,
  contactOrCompanyPath,
  type ContactOrCompanyPages,
} from './contactOrCompanyQuery.ts';
import { apiPath } from '../../transport/apiPath.ts';
import { tagChanges } from '../tagChanges.ts';
import type { Transport } from '../../transport/transport.ts';
import { createOne, given, patchOne } from '../../transport/writeRequest.ts';
import type { CrmLinks } from '../linkResource.ts';

/** crm-api.md 3.3, last point. */
const company = z
  .object({
    ...contactOrCompanyFields,
    _embedded: parts({ leads: linkedIds, contacts: linkedIds, tags: tagNames }),
  })
  .transform(({ _embedded, ...said }): CrmCompany => ({
    ...said,
    leadIds: _embedded?.leads ?? [],
    contactIds: _embedded?.contacts ?? [],
    tags: _embedded?.tags ?? [],
  }));

const companies = itemsOf('companies', company);

const LINKS = 'leads,contacts';

/** `/companies`: list, get, search, create, patch, and who is in one. An unknown id is null (the service answers 204). */
export function createCompanies(transport: Transport, links: CrmLinks): CrmClient['companies'] {
  const pages: ContactOrCompanyPages<CrmCompany> = (query = {}, options) =>
    walkPages(
      transport,
      {
        from: contactOrCompanyPath('companies', LINKS, query),
        read: companies,
        wanted: isWantedContactOrCompany(query),
      },
      options,
    );
  return {
    pages,
    async get(companyId, options) {
      const answer = await transport.get(apiPath(`companies/${String(companyId)}`, { with: LINKS }), options);
      if (!answer.ok) return answer;
      return answer.value === null ? ok(null) : checkAnswer(company, answer.value);
    },
    async query(text, options) {
      const answer = await transport.get(contactOrCompanyPath('companies', LINKS, { text }), options);
      return answer.ok ? companies(answer.value) : answer;
    },
    create: ({ created_at, ...company }, options) =>
      createOne(
        transport,
        'companies',
        { ...contactOrCompanyBody(company), ...given({ created_at }) },
        options,
      ),
    async linkContact(companyId, contactId, options) {
      const company = { entity: 'company', id: companyId } as const;
      const linked = await links.add(company, { entity: 'contact', id: contactId }, undefined, options);
      return linked.ok ? ok({ id: companyId }) : linked;
    },
    patch: (companyId, changes, options) =>
      patchOne(
        transport,
        'companies',
        companyId,
        { ...contactOrCompanyBody(changes), ...tagChanges(changes) },
        options,
      ),
  };
}
