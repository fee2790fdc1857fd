import { z } from 'zod';
import { checkAnswer } from '../transport/responseCheck.ts';
import type { CrmClient } from '../types/crmClient.ts';
import type { CrmAccount } from '../types/account.ts';
import { flag, id, maybe, name, parts, readable, words } from './entityFields.ts';
import { apiPath } from '../transport/apiPath.ts';
import type { Transport } from '../transport/transport.ts';

/** Absent or null where the service does not tell. */
const text = maybe(words);
const said = maybe(flag);

const taskType = z
  .object({ id, name, code: text, color: text })
  .transform((type) => ({ ...type, code: type.code ?? null, color: type.color ?? null }));

/** crm-api.md 3.1. */
const account = z
  .object({
    id,
    name,
    subdomain: z.string(),
    current_user_id: id,
    country: text,
    currency: text,
    currency_symbol: text,
    customers_mode: text,
    is_unsorted_on: said,
    is_loss_reason_enabled: said,
    is_api_filter_enabled: said,
    _embedded: parts({
      task_types: readable(taskType),
      users_groups: readable(z.object({ id, name })),
      datetime_settings: parts({
        timezone: text,
        timezone_offset: text,
        date_format: text,
        time_format: text,
      }),
    }),
  })
  .transform((answer): CrmAccount => {
    const times = answer._embedded?.datetime_settings;
    return {
      id: answer.id,
      name: answer.name,
      subdomain: answer.subdomain,
      current_user_id: answer.current_user_id,
      country: answer.country ?? '',
      currency: answer.currency ?? '',
      currency_symbol: answer.currency_symbol ?? '',
      timezone: times?.timezone ?? null,
      timezone_offset: times?.timezone_offset ?? null,
      date_format: times?.date_format ?? null,
      time_format: times?.time_format ?? null,
      customers_mode: answer.customers_mode ?? null,
      is_unsorted_on: answer.is_unsorted_on ?? null,
      is_loss_reason_enabled: answer.is_loss_reason_enabled ?? null,
      is_api_filter_enabled: answer.is_api_filter_enabled ?? null,
      task_types: answer._embedded?.task_types ?? [],
      users_groups: answer._embedded?.users_groups ?? [],
    };
  });

const WITH = 'task_types,users_groups,datetime_settings,is_api_filter_enabled';

/** `GET /account`: the account, the user the token acts for, and the settings an agent's windows need. */
export const createAccount =
  (transport: Transport): CrmClient['account'] =>
  async (options) => {
    const answer = await transport.get(apiPath('account', { with: WITH }), options);
    return answer.ok ? checkAnswer(account, answer.value) : answer;
  };
