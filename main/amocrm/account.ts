import { z } from 'zod';
import { checkAnswer } from './answer.ts';
import type { CrmAccount, CrmClient } from './client.ts';
import { id, name } from './fields.ts';
import { apiPath } from './path.ts';
import type { Transport } from './transport.ts';

/** Facts/amocrm-api 3.1. */
const account = z
  .object({
    id,
    name,
    subdomain: z.string(),
    current_user_id: id,
    country: z.string().nullish(),
    currency: z.string().nullish(),
    currency_symbol: z.string().nullish(),
    _embedded: z
      .object({ datetime_settings: z.object({ timezone: z.string().nullish() }).nullish() })
      .nullish(),
  })
  .transform((said): CrmAccount => ({
    id: said.id,
    name: said.name,
    subdomain: said.subdomain,
    current_user_id: said.current_user_id,
    country: said.country ?? '',
    currency: said.currency ?? '',
    currency_symbol: said.currency_symbol ?? '',
    timezone: said._embedded?.datetime_settings?.timezone ?? null,
  }));

/** `GET /account`: names the account and the user the token acts for. */
export const createAccount =
  (transport: Transport): CrmClient['account'] =>
  async (options) => {
    const answer = await transport.get(apiPath('account', { with: 'datetime_settings' }), options);
    return answer.ok ? checkAnswer(account, answer.value) : answer;
  };
