import type { Answer } from '../../answer.ts';
import { hal } from '../../answer.ts';
import { batchOf } from '../../batch.ts';
import type { EntityType } from '../../entityType.ts';
import { ENTITY_TYPES } from '../../entityType.ts';
import { filtered } from '../../filters.ts';
import { isAnswer, pageOf, pageRequestOf } from '../../paging.ts';
import { textAt } from '../../phpQuery.ts';
import type { ApiContext, ApiRoute } from '../../route.ts';
import { errorsIn, stringAt } from '../../validation.ts';
import type { Rules } from '../../validation.ts';
import { tagNamed } from './entityWrites.ts';
import { selfLink } from './links.ts';

/** `/api/v4/{entity}/tags` (crm-api.md 3.9). */
export const tagRoutes: readonly ApiRoute[] = ENTITY_TYPES.flatMap((type): ApiRoute[] => [
  { method: 'GET', path: `/api/v4/${type}/tags`, handle: (context) => list(context, type) },
  { method: 'POST', path: `/api/v4/${type}/tags`, handle: (context) => create(context, type) },
]);

const RULES: Rules = {
  id: { type: 'integer', isNullable: true },
  name: { type: 'string', isRequired: true, isNotBlank: true },
  color: { type: 'string', isNullable: true },
  request_id: { type: 'integerOrString', isNullable: true },
};

function list(context: ApiContext, type: EntityType): Answer {
  const request = pageRequestOf(context);
  if (isAnswer(request)) return request;
  const wanted = textAt(request.query, 'query')?.toLowerCase() ?? '';
  const tags = filtered(context.account.tags[type], request.query['filter'], ['id', 'name']).filter((tag) =>
    tag.name.toLowerCase().includes(wanted),
  );
  return pageOf(context, request, 'tags', tags, (tag) => tag);
}

/** A name that is there already answers the tag it has. */
function create(context: ApiContext, type: EntityType): Answer {
  const batch = batchOf(context.body, ({ values }) => errorsIn(values, RULES));
  if ('refusal' in batch) return batch.refusal;
  const tags = batch.items.map(({ values, requestId }) => {
    const { id, name } = tagNamed(context, type, stringAt(values, 'name'));
    return { id, name, request_id: requestId };
  });
  context.wrote();
  return hal({ _total_items: tags.length, ...selfLink(context, `${type}/tags`), _embedded: { tags } });
}
