import { z } from 'zod';
import { checkAnswer } from '../transport/responseCheck.ts';
import type { CrmAccount, CrmClient } from '../types/crmClient.ts';
import { id, name } from './entityFields.ts';
import { apiPath } from '../transport/apiPath.ts';
import type { Transport } from '../transport/transport.ts';

const text = z.string().nullish();
const flag = z.boolean().nullish();

/** Absent or null where the service does not tell. */
const listed = <S extends z.ZodType>(item: S) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);

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
    is_unsorted_on: flag,
    is_loss_reason_enabled: flag,
    is_api_filter_enabled: flag,
    _embedded: z
      .object({
        task_types: listed(taskType),
        users_groups: listed(z.object({ id, name })),
        datetime_settings: z
          .object({ timezone: text, timezone_offset: text, date_format: text, time_format: text })
          .nullish(),
      })
      .nullish(),
  })
  .transform((said): CrmAccount => {
    const times = said._embedded?.datetime_settings;
    return {
      id: said.id,
      name: said.name,
      subdomain: said.subdomain,
      current_user_id: said.current_user_id,
      country: said.country ?? '',
      currency: said.currency ?? '',
      currency_symbol: said.currency_symbol ?? '',
      timezone: times?.timezone ?? null,
      timezone_offset: times?.timezone_offset ?? null,
      date_format: times?.date_format ?? null,
      time_format: times?.time_format ?? null,
      customers_mode: said.customers_mode ?? null,
      is_unsorted_on: said.is_unsorted_on ?? null,
      is_loss_reason_enabled: said.is_loss_reason_enabled ?? null,
      is_api_filter_enabled: said.is_api_filter_enabled ?? null,
      task_types: said._embedded?.task_types ?? [],
      users_groups: said._embedded?.users_groups ?? [],
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
