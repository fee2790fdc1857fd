import { z } from 'zod';
import { ok } from '../result.ts';
import { checkAnswer } from './answer.ts';
import type { CrmClient, CrmLead } from './client.ts';
import { id, linkedIds, name, unixSeconds } from './fields.ts';
import { apiPath } from './path.ts';
import type { Transport } from './transport.ts';

/** Facts/amocrm-api 3.4. */
const lead = z
  .object({
    id,
    name,
    price: z.number().nullish(),
    responsible_user_id: id.default(0),
    status_id: id.default(0),
    pipeline_id: id.default(0),
    updated_at: unixSeconds.default(0),
    closed_at: unixSeconds.nullish(),
    is_deleted: z.boolean().default(false),
    _embedded: z.object({ contacts: linkedIds, companies: linkedIds }).nullish(),
  })
  .transform(({ _embedded, price, closed_at, ...said }): CrmLead => ({
    ...said,
    price: price ?? null,
    closed_at: closed_at ?? null,
    contactIds: _embedded?.contacts ?? [],
    companyIds: _embedded?.companies ?? [],
  }));

const page = z
  .object({ _embedded: z.object({ leads: z.array(lead) }) })
  .transform(({ _embedded }) => _embedded.leads);

/** `/leads`: get one, or several by their ids. */
export function createLeads(transport: Transport): CrmClient['leads'] {
  return {
    async get(leadId, options) {
      const answer = await transport.get(apiPath(`leads/${String(leadId)}`, { with: 'contacts' }), options);
      if (!answer.ok) return answer;
      return answer.value === null ? ok(null) : checkAnswer(lead, answer.value);
    },
    async byIds(ids, options) {
      if (ids.length === 0) return ok([]);
      const path = apiPath('leads', { filter: { id: ids }, with: 'contacts', limit: 50 });
      const answer = await transport.get(path, options);
      if (!answer.ok) return answer;
      if (answer.value === null) return ok([]);
      const leads = checkAnswer(page, answer.value);
      // Where `is_api_filter_enabled` is off the filter is silently ignored (facts/amocrm-api 2.5).
      return leads.ok ? ok(leads.value.filter((one) => ids.includes(one.id))) : leads;
    },
  };
}
