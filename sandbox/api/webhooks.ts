import type { Answer } from '../answer.ts';
import { hal, noContent } from '../answer.ts';
import { singleOf } from '../batch.ts';
import type { WebhookRecord } from '../model.ts';
import { asObject, listOf } from '../phpQuery.ts';
import { badRequest, notFound } from '../problem.ts';
import type { ValidationError } from '../problem.ts';
import { adminsOnly } from '../rights.ts';
import type { ApiContext, ApiRoute } from '../route.ts';
import { errorAt, errorsIn, integerAt, stringAt } from '../validation.ts';
import type { Rules } from '../validation.ts';
import { HOOK_CODES } from '../webhooks/hook.ts';
import { listAt } from './entity/entityWrites.ts';
import { selfLink } from './entity/links.ts';

/** `/api/v4/webhooks`: list, subscribe, unsubscribe; admins only (crm-api.md 5.1). */
export const webhookRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: '/api/v4/webhooks', handle: (context) => adminsOnly(context) ?? list(context) },
  {
    method: 'POST',
    path: '/api/v4/webhooks',
    handle: (context) => adminsOnly(context) ?? subscribe(context),
  },
  {
    method: 'DELETE',
    path: '/api/v4/webhooks',
    handle: (context) => adminsOnly(context) ?? unsubscribe(context),
  },
];

const MOST_WEBHOOKS = 100;

const DESTINATION: Rules = {
  destination: {
    type: 'string',
    isRequired: true,
    isNotBlank: true,
    isAllowed: (value) => typeof value === 'string' && /^https?:\/\//u.test(value) && URL.canParse(value),
  },
};

const SUBSCRIPTION: Rules = {
  ...DESTINATION,
  settings: { type: 'array', isRequired: true },
  sort: { type: 'integer', isNullable: true },
};

/** Clients that have one model of a hook send it whole. */
const UNSUBSCRIPTION: Rules = { ...SUBSCRIPTION, settings: { type: 'array', isNullable: true } };

const renderWebhook = ({ account }: ApiContext, webhook: WebhookRecord): object => ({
  ...webhook,
  account_id: account.account.id,
});

function list(context: ApiContext): Answer {
  const wanted = asObject(context.query['filter'])['destination'];
  const destinations = listOf(wanted);
  const webhooks = context.account.webhooks.filter(
    (one) => wanted === undefined || destinations.includes(one.destination),
  );
  return hal({
    _total_items: webhooks.length,
    ...selfLink(context, 'webhooks'),
    _embedded: { webhooks: webhooks.map((one) => renderWebhook(context, one)) },
  });
}

function subscriptionErrors(values: ReadonlyMap<string, unknown>): readonly ValidationError[] {
  const errors = errorsIn(values, SUBSCRIPTION);
  if (errors.length > 0) return errors;
  return listAt(values, 'settings').flatMap((code, index) =>
    HOOK_CODES.some((one) => one === code)
      ? []
      : [errorAt('NotSupportedChoice', `settings.${String(index)}`)],
  );
}

/** Subscribes a destination, or changes what it is told; saving a disabled one enables it again (crm-api.md 5.3). */
function subscribe(context: ApiContext): Answer {
  const batch = singleOf(context.body, ({ values }) => subscriptionErrors(values));
  if ('refusal' in batch) return batch.refusal;
  const values = batch.items[0]?.values ?? new Map<string, unknown>();
  const { account, settings, now } = context;
  const destination = stringAt(values, 'destination');
  const codes = listAt(values, 'settings').map(String);
  const known = account.webhooks.find((one) => one.destination === destination);
  if (known) {
    if (settings.webhookAgain === 'refused') return badRequest('Webhook already exists');
    known.settings = codes;
    known.updated_at = now;
    known.disabled = false;
    context.wrote();
    return hal(renderWebhook(context, known));
  }
  if (account.webhooks.length >= MOST_WEBHOOKS) {
    return badRequest(`No more than ${String(MOST_WEBHOOKS)} webhooks`);
  }
  const webhook: WebhookRecord = {
    id: context.store.nextId(),
    destination,
    created_at: now,
    updated_at: now,
    created_by: context.user.id,
    sort: integerAt(values, 'sort', account.webhooks.length + 1),
    disabled: false,
    settings: codes,
  };
  account.webhooks.push(webhook);
  context.wrote();
  return hal(renderWebhook(context, webhook), settings.webhookStatus);
}

function unsubscribe(context: ApiContext): Answer {
  const batch = singleOf(context.body, ({ values }) => errorsIn(values, UNSUBSCRIPTION));
  if ('refusal' in batch) return batch.refusal;
  const destination = stringAt(batch.items[0]?.values ?? new Map<string, unknown>(), 'destination');
  const { webhooks } = context.account;
  const index = webhooks.findIndex((one) => one.destination === destination);
  if (index === -1) return notFound('DELETE', context.origin + context.path);
  webhooks.splice(index, 1);
  context.wrote();
  return noContent();
}
