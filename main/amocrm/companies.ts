import { z } from 'zod';
import { ok } from '../result.ts';
import { checkAnswer } from './answer.ts';
import type { CrmClient, CrmCompany } from './client.ts';
import { partyBody } from './contacts.ts';
import { linkedIds, partyFields, tagNames } from './fields.ts';
import { itemsOf, walkPages } from './pages.ts';
import { isWantedParty, partiesPath, type PartyPages } from './parties.ts';
import { apiPath } from './path.ts';
import { findByPhone } from './phoneSearch.ts';
import { tagChanges } from './tags.ts';
import type { Transport } from './transport.ts';
import { patchOne } from './writes.ts';

/** crm-api.md 3.3, last point. */
const company = z
  .object({
    ...partyFields,
    _embedded: z.object({ leads: linkedIds, contacts: linkedIds, tags: tagNames }).nullish(),
  })
  .transform(({ _embedded, ...said }): CrmCompany => ({
    ...said,
    leadIds: _embedded?.leads ?? [],
    contactIds: _embedded?.contacts ?? [],
    tags: _embedded?.tags ?? [],
  }));

const companies = itemsOf('companies', company);

const LINKS = 'leads,contacts';

/** `/companies`: list, get, search and patch. An unknown id is null (the service answers 204). */
export function createCompanies(transport: Transport): CrmClient['companies'] {
  const pages: PartyPages<CrmCompany> = (query = {}, options) =>
    walkPages(
      transport,
      { from: partiesPath('companies', LINKS, query), read: companies, wanted: isWantedParty(query) },
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
      const answer = await transport.get(partiesPath('companies', LINKS, { text }), options);
      return answer.ok ? companies(answer.value) : answer;
    },
    byPhone: (phone, hasNumber, options) =>
      findByPhone((text) => pages({ text, limit: 250 }, options), phone, hasNumber),
    patch: (companyId, changes, options) =>
      patchOne(transport, 'companies', companyId, { ...partyBody(changes), ...tagChanges(changes) }, options),
  };
}
