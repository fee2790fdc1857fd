import type { Answer } from '../answer.ts';
import { hal, noContent } from '../answer.ts';
import type { BatchItem } from '../batch.ts';
import { batchOf, singleOf } from '../batch.ts';
import { filtered, inOrder } from '../filters.ts';
import type { ContactRecord } from '../model.ts';
import { isAnswer, pageOf, pageRequestOf } from '../paging.ts';
import { listOf, textAt } from '../phpQuery.ts';
import { notFound } from '../problem.ts';
import type { ValidationError } from '../problem.ts';
import type { ApiContext, ApiRoute } from '../route.ts';
import { matcherOf } from '../textSearch.ts';
import { errorAt, errorsIn } from '../validation.ts';
import { changeContact, contactRules, newContact } from './contactWrites.ts';
import { customFieldErrors } from './customFields.ts';
import { selfLink } from './links.ts';
import { renderContact } from './renderParty.ts';

/** `/api/v4/contacts` (facts 3.3). */
export const contactRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: '/api/v4/contacts', handle: list },
  { method: 'GET', path: '/api/v4/contacts/:id', handle: read },
  { method: 'POST', path: '/api/v4/contacts', handle: create },
  { method: 'PATCH', path: '/api/v4/contacts', handle: patchMany },
  { method: 'PATCH', path: '/api/v4/contacts/:id', handle: patchOne },
];

/** Keys that contacts and companies can be filtered by. */
export const PARTY_FILTERS: readonly string[] = [
  'id',
  'name',
  'created_by',
  'updated_by',
  'responsible_user_id',
  'created_at',
  'updated_at',
  'closest_task_at',
];

function list(context: ApiContext): Answer {
  const request = pageRequestOf(context);
  if (isAnswer(request)) return request;
  const { query } = request;
  const rows = inOrder(context.account.contacts, query, ['updated_at', 'id']).filter(
    (row) => !row.is_deleted,
  );
  const search = textAt(query, 'query');
  const found = search === undefined ? rows : rows.filter(matcherOf(search, context.settings.phoneSearch));
  const kept = context.settings.apiFilter ? filtered(found, query['filter'], PARTY_FILTERS) : found;
  const wanted = listOf(query['with']);
  return pageOf(context, request, 'contacts', kept, (row) => renderContact(context, row, wanted));
}

function read(context: ApiContext): Answer {
  const contact = context.account.contacts.get(Number(context.params['id']));
  if (!contact || contact.is_deleted) return noContent();
  return hal(renderContact(context, contact, listOf(context.query['with'])));
}

const errorsOf =
  (context: ApiContext, needsId: boolean) =>
  (item: BatchItem): readonly ValidationError[] => {
    const errors = [
      ...errorsIn(item.values, contactRules(context)),
      ...customFieldErrors(item.values.get('custom_fields_values')),
    ];
    if (!needsId) return errors;
    if (!item.values.has('id')) return [errorAt('FieldMissing', 'id'), ...errors];
    const isKnown = context.account.contacts.get(Number(item.values.get('id'))) !== undefined;
    return isKnown ? errors : [errorAt('NotSupportedChoice', 'id'), ...errors];
  };

function create(context: ApiContext): Answer {
  const batch = batchOf(context.body, errorsOf(context, false));
  if ('refusal' in batch) return batch.refusal;
  const contacts = batch.items.map((item) => {
    const contact = newContact(context, item.values);
    context.account.contacts.add(contact);
    return {
      id: contact.id,
      is_deleted: false,
      is_unsorted: false,
      request_id: item.requestId,
      ...selfLink(context, `contacts/${String(contact.id)}`),
    };
  });
  context.wrote();
  return hal({ ...selfLink(context, 'contacts'), _embedded: { contacts } });
}

function patchMany(context: ApiContext): Answer {
  const batch = batchOf(context.body, errorsOf(context, true));
  if ('refusal' in batch) return batch.refusal;
  const contacts = batch.items.flatMap((item) => {
    const contact = context.account.contacts.get(Number(item.values.get('id')));
    return contact ? [patched(context, contact, item)] : [];
  });
  context.wrote();
  return hal({ ...selfLink(context, 'contacts'), _embedded: { contacts } });
}

function patchOne(context: ApiContext): Answer {
  const contact = context.account.contacts.get(Number(context.params['id']));
  if (!contact || contact.is_deleted) return notFound('PATCH', context.origin + context.path);
  const batch = singleOf(context.body, errorsOf(context, false));
  if ('refusal' in batch) return batch.refusal;
  const [answer] = batch.items.map((item) => patched(context, contact, item));
  context.wrote();
  if (context.settings.patchAnswer === 'object') return hal(answer ?? {});
  return hal({ ...selfLink(context, 'contacts'), _embedded: { contacts: [answer] } });
}

function patched(context: ApiContext, contact: ContactRecord, item: BatchItem): object {
  changeContact(context, contact, item.values);
  context.account.contacts.touch();
  return {
    id: contact.id,
    name: contact.name,
    updated_at: contact.updated_at,
    is_deleted: false,
    is_unsorted: false,
    request_id: item.requestId,
    ...selfLink(context, `contacts/${String(contact.id)}`),
  };
}
