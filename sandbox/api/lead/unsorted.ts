import type { Answer } from '../../answer.ts';
import { hal, noContent } from '../../answer.ts';
import { singleOf } from '../../batch.ts';
import type { EntityRef } from '../../entityType.ts';
import { entityTypeOf } from '../../entityType.ts';
import { filtered } from '../../filters.ts';
import type { UnsortedRecord } from '../../model.ts';
import { isAnswer, pageOf, pageRequestOf } from '../../paging.ts';
import { asObject } from '../../phpQuery.ts';
import type { ValidationError } from '../../problem.ts';
import { notFound } from '../../problem.ts';
import { entityAt } from '../../relations.ts';
import type { ApiContext, ApiRoute } from '../../route.ts';
import type { Rules } from '../../validation.ts';
import { entriesOf, errorAt, errorsIn, integerAt } from '../../validation.ts';
import { isUser } from '../entity/entityWrites.ts';
import { createUnsorted } from './unsortedCreate.ts';
import { selfLink } from '../entity/links.ts';
import { linked } from '../contact/renderContactOrCompany.ts';
import { accept, decline, linkTo } from './unsortedWrites.ts';

/** Incoming leads: from a call of nobody known or a form, to be accepted or declined (crm-api.md 4.3). */
export const unsortedRoutes: readonly ApiRoute[] = [
  ...(['sip', 'forms'] as const).map((category): ApiRoute => ({
    method: 'POST',
    path: `/api/v4/leads/unsorted/${category}`,
    handle: (context) => create(context, category),
  })),
  { method: 'GET', path: '/api/v4/leads/unsorted', handle: list },
  { method: 'GET', path: '/api/v4/leads/unsorted/summary', handle: summary },
  { method: 'GET', path: '/api/v4/leads/unsorted/:uid', handle: read },
  { method: 'POST', path: '/api/v4/leads/unsorted/:uid/accept', handle: take },
  { method: 'DELETE', path: '/api/v4/leads/unsorted/:uid/decline', handle: refuse },
  { method: 'POST', path: '/api/v4/leads/unsorted/:uid/link', handle: link },
];

const waiting = ({ account }: ApiContext): UnsortedRecord[] =>
  account.unsorted.filter((one) => one.state === 'waiting');

const inPath = (context: ApiContext): UnsortedRecord | undefined =>
  waiting(context).find((one) => one.uid === context.params['uid']);

function create(context: ApiContext, category: 'sip' | 'forms'): Answer {
  const made = createUnsorted(context, category);
  if ('status' in made) return made;
  const unsorted = made.map(({ record, requestId }) => ({
    uid: record.uid,
    account_id: context.account.account.id,
    request_id: requestId,
    ...selfLink(context, `leads/unsorted/${record.uid}`),
    _embedded: embeddedOf(context, record),
  }));
  return hal({
    _total_items: unsorted.length,
    ...selfLink(context, `leads/unsorted/${category}`),
    _embedded: { unsorted },
  });
}

const embeddedOf = (context: ApiContext, record: UnsortedRecord): object => ({
  contacts: record.contact_id === null ? [] : [linked(context, 'contacts', record.contact_id)],
  leads: [linked(context, 'leads', record.lead_id)],
  companies: record.company_id === null ? [] : [linked(context, 'companies', record.company_id)],
});

function render(context: ApiContext, record: UnsortedRecord): object {
  const {
    lead_id: _lead,
    contact_id: _contact,
    company_id: _company,
    state: _state,
    sorted_at: _at,
    ...columns
  } = record;
  return {
    ...columns,
    account_id: context.account.account.id,
    ...selfLink(context, `leads/unsorted/${record.uid}`),
    _embedded: embeddedOf(context, record),
  };
}

function list(context: ApiContext): Answer {
  const request = pageRequestOf(context);
  if (isAnswer(request)) return request;
  const { query } = request;
  const rows = filtered(waiting(context), query['filter'], ['uid', 'category', 'pipeline_id']);
  const [order] = Object.values(asObject(query['order']));
  const ordered = order === 'desc' ? rows.toReversed() : rows;
  return pageOf(context, request, 'unsorted', ordered, (one) => render(context, one));
}

function read(context: ApiContext): Answer {
  const record = inPath(context);
  return record ? hal(render(context, record)) : noContent();
}

const SUMMARY_FILTERS = ['uid', 'created_at', 'pipeline_id'];

function summary(context: ApiContext): Answer {
  const unsorted = filtered(context.account.unsorted, context.query['filter'], SUMMARY_FILTERS);
  const sorted = unsorted.filter((one) => one.sorted_at !== null);
  const seconds = sorted.reduce((sum, one) => sum + (one.sorted_at ?? 0) - one.created_at, 0);
  const of = (category: string): { total: number } => ({
    total: unsorted.filter((one) => one.state === 'waiting' && one.category === category).length,
  });
  return hal({
    total: unsorted.length,
    accepted: unsorted.filter((one) => one.state === 'accepted').length,
    declined: unsorted.filter((one) => one.state === 'declined').length,
    average_sort_time: sorted.length === 0 ? 0 : Math.round(seconds / sorted.length),
    categories: { sip: of('sip'), mail: of('mail'), forms: of('forms'), chats: of('chats') },
    ...selfLink(context, 'leads/unsorted/summary'),
  });
}

const sortRules = (context: ApiContext): Rules => ({
  user_id: { type: 'integer', isAllowed: isUser(context) },
  status_id: { type: 'integer' },
});

/** What was sent with an accept or a decline: nothing, or who and where. */
function sortingOf(
  context: ApiContext,
  record: UnsortedRecord,
): { userId: number; statusId: number | null } | Answer {
  const pipeline = context.account.pipelines.find((one) => one.id === record.pipeline_id);
  // PHP writes nothing to say as an empty list.
  const isEmpty = Array.isArray(context.body) && context.body.length === 0;
  const batch = singleOf(isEmpty ? {} : (context.body ?? {}), ({ values }): readonly ValidationError[] => {
    const isThere = pipeline?.statuses.some((one) => one.id === values.get('status_id')) ?? false;
    return [
      ...errorsIn(values, sortRules(context)),
      ...(values.has('status_id') && !isThere ? [errorAt('NotSupportedChoice', 'status_id')] : []),
    ];
  });
  if ('refusal' in batch) return batch.refusal;
  const values = batch.items[0]?.values ?? new Map<string, unknown>();
  return {
    userId: integerAt(values, 'user_id', context.user.id),
    statusId: values.has('status_id') ? integerAt(values, 'status_id', 0) : null,
  };
}

function take(context: ApiContext): Answer {
  const record = inPath(context);
  if (!record) return notFound('POST', context.origin + context.path);
  const sorting = sortingOf(context, record);
  if ('status' in sorting) return sorting;
  accept(context, record, sorting);
  context.wrote();
  return sortedAnswer(context, record);
}

function refuse(context: ApiContext): Answer {
  const record = inPath(context);
  if (!record) return notFound('DELETE', context.origin + context.path);
  const sorting = sortingOf(context, record);
  if ('status' in sorting) return sorting;
  decline(context, record, sorting.userId);
  context.wrote();
  return sortedAnswer(context, record);
}

/** Chats and letters alone can be put to an entity; of a call or a form it is refused (crm-api.md 4.3). */
function link(context: ApiContext): Answer {
  const record = inPath(context);
  if (!record) return notFound('POST', context.origin + context.path);
  const batch = singleOf(context.body, ({ values }): readonly ValidationError[] => {
    const errors = errorsIn(values, {
      link: { type: 'object', isRequired: true },
      user_id: { type: 'integer', isAllowed: isUser(context) },
    });
    if (errors.length > 0) return errors;
    const isLinkable = record.category === 'mail' || record.category === 'chats';
    return isLinkable && targetOf(context, values) ? [] : [errorAt('NotSupportedChoice', 'link.entity_id')];
  });
  if ('refusal' in batch) return batch.refusal;
  const values = batch.items[0]?.values ?? new Map<string, unknown>();
  const target = targetOf(context, values);
  if (target) linkTo(context, record, target, integerAt(values, 'user_id', context.user.id));
  context.wrote();
  return sortedAnswer(context, record);
}

/** The entity named in `link`, if it is there. */
function targetOf({ account }: ApiContext, values: ReadonlyMap<string, unknown>): EntityRef | null {
  const keys = entriesOf(values.get('link'));
  const type = entityTypeOf(keys.get('entity_type'));
  return type ? entityAt(account, { type, id: integerAt(keys, 'entity_id', 0) }) : null;
}

const sortedAnswer = (context: ApiContext, record: UnsortedRecord): Answer =>
  hal({
    uid: record.uid,
    pipeline_id: record.pipeline_id,
    category: record.category,
    created_at: record.created_at,
    _embedded: embeddedOf(context, record),
  });
