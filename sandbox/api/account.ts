import type { Answer } from '../answer.ts';
import { hal } from '../answer.ts';
import type { AccountRecord } from '../model.ts';
import { listOf } from '../phpQuery.ts';
import type { ApiContext, ApiRoute } from '../route.ts';
import { selfLink } from './entity/links.ts';

/** `GET /api/v4/account` (crm-api.md 3.1) and the resource owner of the PHP examples. */
export const accountRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: '/api/v4/account', handle: readAccount },
  { method: 'GET', path: '/v3/user', handle: readOwner },
];

function readAccount(context: ApiContext): Answer {
  const { account } = context.account;
  const wanted = new Set(listOf(context.query['with']));
  const embedded = {
    ...(wanted.has('amojo_rights') && { amojo_rights: { can_direct: true, can_create_groups: true } }),
    ...(wanted.has('users_groups') && { users_groups: account.users_groups }),
    ...(wanted.has('task_types') && { task_types: account.task_types }),
    ...(wanted.has('entity_names') && { entity_names: entityNames(account.language) }),
    ...(wanted.has('datetime_settings') && { datetime_settings: dateSettings(account, context.now) }),
    ...(wanted.has('invoices_settings') && {
      invoices_settings: { lang: account.language, currency: account.currency },
    }),
  };
  return hal({
    id: account.id,
    name: account.name,
    subdomain: account.subdomain,
    created_at: account.created_at,
    created_by: 0,
    updated_at: account.created_at,
    updated_by: 0,
    current_user_id: context.user.id,
    country: account.country,
    currency: account.currency,
    currency_symbol: account.currency_symbol,
    customers_mode: context.settings.customers ? 'dynamic' : 'unavailable',
    is_unsorted_on: true,
    mobile_feature_version: 0,
    is_loss_reason_enabled: true,
    is_helpbot_enabled: false,
    is_technical_account: false,
    contact_name_display_order: 1,
    ...(wanted.has('amojo_id') && { amojo_id: account.amojo_id }),
    ...(wanted.has('uuid') && { uuid: account.uuid }),
    ...(wanted.has('version') && { version: 11 }),
    ...(wanted.has('drive_url') && { drive_url: context.origin }),
    ...(wanted.has('is_api_filter_enabled') && { is_api_filter_enabled: context.settings.apiFilter }),
    ...selfLink(context, 'account'),
    ...(Object.keys(embedded).length > 0 && { _embedded: embedded }),
  });
}

/** Patterns as PHP writes them, and the offset of the account's zone at `now` (Unix seconds). */
function dateSettings(account: AccountRecord, now: number): object {
  const { date_format, time_format, timezone } = account;
  const shortTime = time_format.replace(':s', '');
  return {
    date_pattern: `${date_format} ${shortTime}`,
    short_date_pattern: date_format,
    short_time_pattern: shortTime,
    date_format,
    date_formant: date_format,
    time_format,
    timezone,
    timezone_offset: offsetOf(timezone, now),
  };
}

/** `+03:00`, from the computer's own zone data. */
function offsetOf(timezone: string, now: number): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: timezone, timeZoneName: 'longOffset' });
  const name = parts.formatToParts(now * 1_000).find((part) => part.type === 'timeZoneName')?.value ?? '';
  return name.replace('GMT', '') || '+00:00';
}

const entityNames = (language: 'ru' | 'en'): object => ({
  leads: {
    ru: {
      gender: 'f',
      plural_form: { dative: 'сделкам', default: 'сделки' },
      singular_form: { default: 'сделка' },
    },
    en: { singular_form: { default: 'Lead' }, plural_form: { default: 'Leads' }, gender: 'unknown' },
  }[language],
});

function readOwner({ user, account }: ApiContext): Answer {
  return hal({
    id: user.id,
    name: user.name,
    email: user.email,
    lang: user.lang,
    account_id: account.account.id,
  });
}
