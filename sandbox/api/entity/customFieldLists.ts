import type { Answer } from '../../answer.ts';
import { hal } from '../../answer.ts';
import type { FieldDefinition } from '../../demoData/fields.ts';
import { FIELD_DEFINITIONS } from '../../demoData/fields.ts';
import type { EntityType } from '../../entityType.ts';
import { ENTITY_TYPES } from '../../entityType.ts';
import { filtered } from '../../filters.ts';
import { isAnswer, pageRequestOf } from '../../paging.ts';
import { asObject } from '../../phpQuery.ts';
import { notFound } from '../../problem.ts';
import type { ApiContext, ApiRoute } from '../../route.ts';
import { selfLink } from './links.ts';

/** `/api/v4/{entity}/custom_fields` and their groups (crm-api.md 3.9). One of the few lists with totals. */
export const customFieldRoutes: readonly ApiRoute[] = ENTITY_TYPES.flatMap((type): ApiRoute[] => [
  { method: 'GET', path: `/api/v4/${type}/custom_fields`, handle: (context) => list(context, type) },
  { method: 'GET', path: `/api/v4/${type}/custom_fields/groups`, handle: (context) => groups(context, type) },
  { method: 'GET', path: `/api/v4/${type}/custom_fields/:id`, handle: (context) => read(context, type) },
]);

const GROUP = 'general';

const fieldsOf = (type: EntityType): FieldDefinition[] =>
  FIELD_DEFINITIONS.filter((one) => one.entities.includes(type));

function list(context: ApiContext, type: EntityType): Answer {
  const request = pageRequestOf(context);
  if (isAnswer(request)) return request;
  const { page, limit, query } = request;
  const fields = filtered(fieldsOf(type), query['filter'], ['type', 'id']);
  const ordered = asObject(query['order'])['sort'] === 'desc' ? fields.toReversed() : fields;
  return hal({
    _total_items: fields.length,
    _page: page,
    _page_count: Math.ceil(fields.length / limit),
    ...selfLink(context, `${type}/custom_fields?page=${String(page)}&limit=${String(limit)}`),
    _embedded: {
      custom_fields: ordered
        .slice((page - 1) * limit, page * limit)
        .map((one) => renderField(context, type, one)),
    },
  });
}

function read(context: ApiContext, type: EntityType): Answer {
  const field = fieldsOf(type).find((one) => one.id === Number(context.params['id']));
  return field ? hal(renderField(context, type, field)) : notFound('GET', context.origin + context.path);
}

function renderField(context: ApiContext, type: EntityType, field: FieldDefinition): object {
  const { account } = context.account;
  return {
    id: field.id,
    name: field[account.language],
    code: field.code,
    type: field.type,
    sort: FIELD_DEFINITIONS.indexOf(field) + 1,
    account_id: account.id,
    entity_type: type,
    is_predefined: field.code !== null,
    is_deletable: field.code === null,
    is_visible: true,
    is_required: false,
    is_api_only: false,
    group_id: null,
    required_statuses: [],
    enums:
      field.enums &&
      Object.entries(field.enums).map(([value, id], index) => ({ id, value, sort: (index + 1) * 10 })),
    settings: [],
    remind: null,
    currency: null,
    ...selfLink(context, `${type}/custom_fields/${String(field.id)}`),
  };
}

function groups(context: ApiContext, type: EntityType): Answer {
  const name = { ru: 'Основное', en: 'General' }[context.account.account.language];
  return hal({
    _total_items: 1,
    ...selfLink(context, `${type}/custom_fields/groups`),
    _embedded: {
      custom_field_groups: [
        {
          id: GROUP,
          name,
          sort: 0,
          is_predefined: true,
          entity_type: type,
          fields: fieldsOf(type).map((one) => one.id),
        },
      ],
    },
  });
}
