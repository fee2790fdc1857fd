import { z } from 'zod';
import { ok } from '../result.ts';
import { checkAnswer } from './answer.ts';
import type { CrmClient, CrmCompany } from './client.ts';
import { linkedIds, partyFields } from './fields.ts';
import { apiPath } from './path.ts';
import type { Transport } from './transport.ts';

/** Facts/amocrm-api 3.3, last point. */
const company = z
  .object({
    ...partyFields,
    _embedded: z.object({ leads: linkedIds, contacts: linkedIds }).nullish(),
  })
  .transform(({ _embedded, ...said }): CrmCompany => ({
    ...said,
    leadIds: _embedded?.leads ?? [],
    contactIds: _embedded?.contacts ?? [],
  }));

const page = z
  .object({ _embedded: z.object({ companies: z.array(company) }) })
  .transform(({ _embedded }) => _embedded.companies);

const LINKS = 'leads,contacts';

/** `/companies`: get and search. An unknown id is null (the service answers 204). */
export function createCompanies(transport: Transport): CrmClient['companies'] {
  return {
    async get(companyId, options) {
      const answer = await transport.get(apiPath(`companies/${String(companyId)}`, { with: LINKS }), options);
      if (!answer.ok) return answer;
      return answer.value === null ? ok(null) : checkAnswer(company, answer.value);
    },
    async query(text, options) {
      const answer = await transport.get(
        apiPath('companies', { query: text, with: LINKS, limit: 50 }),
        options,
      );
      if (!answer.ok) return answer;
      return answer.value === null ? ok([]) : checkAnswer(page, answer.value);
    },
  };
}
