import type { Answer } from '../answer.ts';
import { hal, noContent } from '../answer.ts';
import { ENTITY_TYPES, SINGULAR } from '../entityType.ts';
import type { EventRecord } from '../model.ts';
import { isAnswer, pageOf, pageRequestOf } from '../paging.ts';
import type { PhpObject, PhpValue } from '../phpQuery.ts';
import { asObject, isPhpObject, listOf, textAt } from '../phpQuery.ts';
import { badRequest } from '../problem.ts';
import type { ApiContext, ApiRoute } from '../route.ts';
import { EVENT_TYPES } from './eventTypes.ts';
import { selfLink } from './entity/links.ts';

/** The feed of what happened, the types it knows, one event (crm-api.md 3.8). */
export const eventRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: '/api/v4/events', handle: list },
  { method: 'GET', path: '/api/v4/events/types', handle: types },
  { method: 'GET', path: '/api/v4/events/:id', handle: read },
];

/** Less than other lists. */
const LARGEST_LIMIT = 100;

/** No more than this many authors or entities in a filter. */
const MOST_IDS = 10;

function list(context: ApiContext): Answer {
  const request = pageRequestOf(context, LARGEST_LIMIT);
  if (isAnswer(request)) return request;
  const filter = asObject(request.query['filter']);
  if (listOf(filter['created_by']).length > MOST_IDS || listOf(filter['entity_id']).length > MOST_IDS) {
    return badRequest(`No more than ${String(MOST_IDS)} ids in a filter`);
  }
  if (filter['entity_id'] !== undefined && filter['entity'] === undefined) {
    return badRequest('filter[entity_id] needs filter[entity]');
  }
  const conditions = conditionsOf(filter);
  const kept = context.account.events.filter((event) => conditions.every((holds) => holds(event)));
  const rows = context.settings.eventOrder === 'newest' ? kept.toReversed() : kept;
  return pageOf(context, request, 'events', rows, (event) =>
    renderEvent(context, event, listOf(request.query['with'])),
  );
}

type Condition = (event: EventRecord) => boolean;

function conditionsOf(filter: PhpObject): Condition[] {
  const among = (key: string, valueOf: (event: EventRecord) => string): Condition[] => {
    if (filter[key] === undefined) return [];
    const wanted = new Set(listOf(filter[key]));
    return [(event) => wanted.has(valueOf(event))];
  };
  return [
    ...among('id', (event) => event.id),
    ...among('created_by', (event) => String(event.created_by)),
    ...among('entity', (event) => event.entity_type),
    ...among('entity_id', (event) => String(event.entity_id)),
    ...typeConditions(filter['type']),
    ...timeConditions(filter['created_at']),
    ...valueConditions(filter['value_after'], (event) => event.value_after),
    ...valueConditions(filter['value_before'], (event) => event.value_before),
  ];
}

/** A comma list or brackets; `custom_field_value_changed` stands for those of every field. */
function typeConditions(value: PhpValue): Condition[] {
  if (value === undefined) return [];
  const wanted = new Set(listOf(value));
  const anyField = wanted.has('custom_field_value_changed');
  return [({ type }) => wanted.has(type) || (anyField && /^custom_field_\d+_value_changed$/u.test(type))];
}

/** `[from]` and `[to]`, or `from,to` as the PHP client sends it. */
function timeConditions(value: PhpValue): Condition[] {
  if (value === undefined) return [];
  const [from, to] = isPhpObject(value) ? [textAt(value, 'from'), textAt(value, 'to')] : listOf(value);
  return [
    ({ created_at }) => created_at >= Number(from ?? -Infinity) && created_at <= Number(to ?? Infinity),
  ];
}

/** `[leads_statuses][0][pipeline_id|status_id]` and `[responsible_user_id]`. */
function valueConditions(value: PhpValue, valuesOf: (event: EventRecord) => readonly object[]): Condition[] {
  const { leads_statuses: stages, responsible_user_id: users } = asObject(value);
  const conditions: Condition[] = [];
  if (stages !== undefined && typeof stages !== 'string') {
    const wanted = Object.values(stages).map((one: PhpValue) => ({
      id: Number(textAt(asObject(one), 'status_id')),
      pipeline_id: Number(textAt(asObject(one), 'pipeline_id')),
    }));
    conditions.push((event) =>
      holdsAny(
        valuesOf(event),
        wanted.map((lead_status) => ({ lead_status })),
      ),
    );
  }
  if (users !== undefined) {
    const wanted = listOf(users).map((id) => ({ responsible_user: { id: Number(id) } }));
    conditions.push((event) => holdsAny(valuesOf(event), wanted));
  }
  return conditions;
}

const holdsAny = (values: readonly object[], wanted: readonly object[]): boolean => {
  const texts = new Set(wanted.map((one) => JSON.stringify(one)));
  return values.some((value) => texts.has(JSON.stringify(value)));
};

function read(context: ApiContext): Answer {
  const event = context.account.events.find((one) => one.id === context.params['id']);
  return event ? hal(renderEvent(context, event, listOf(context.query['with']))) : noContent();
}

function renderEvent(context: ApiContext, event: EventRecord, wanted: readonly string[]): object {
  const type = ENTITY_TYPES.find((one) => SINGULAR[one] === event.entity_type);
  const name = type && context.account[type].get(event.entity_id)?.name;
  const path = `${type ?? 'tasks'}/${String(event.entity_id)}`;
  return {
    ...event,
    account_id: context.account.account.id,
    ...selfLink(context, `events/${event.id}`),
    _embedded: {
      entity: {
        id: event.entity_id,
        ...(wanted.includes(`${event.entity_type}_name`) && { name }),
        ...selfLink(context, path),
      },
    },
  };
}

function types(context: ApiContext): Answer {
  const lang = textAt(context.query, 'language_code') === 'ru' ? 'ru' : 'en';
  return hal({
    _total_items: EVENT_TYPES.length,
    ...selfLink(context, 'events/types'),
    _embedded: {
      events_types: EVENT_TYPES.map(([key, type, ru, en]) => ({
        key,
        type,
        lang: lang === 'ru' ? ru : en,
      })),
    },
  });
}
