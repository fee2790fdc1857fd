import type { Answer } from '../../answer.ts';
import { hal, noContent } from '../../answer.ts';
import type { BatchItem } from '../../batch.ts';
import { batchOf, singleOf } from '../../batch.ts';
import { cardAdded, cardChanged } from '../../feed/entityEvents.ts';
import type { Collection } from '../../collection.ts';
import type { CardRecord } from '../../model.ts';
import { isAnswer, pageOf, pageRequestOf } from '../../paging.ts';
import { listOf } from '../../phpQuery.ts';
import type { ValidationError } from '../../problem.ts';
import { badRequest, notFound } from '../../problem.ts';
import { maySee, notYours } from '../../rights.ts';
import type { ApiContext, ApiRoute } from '../../route.ts';
import type { AccountStore } from '../../store.ts';
import type { Rules } from '../../validation.ts';
import { errorAt, errorsIn, integerAt } from '../../validation.ts';
import { customFieldErrors } from './customFields.ts';
import { entitiesFor, severalStagesRefused } from './entityList.ts';
import { selfLink } from './links.ts';

/** What contacts, companies and leads do each in their own way; the rest is the same for the three (crm-api.md 3.3, 3.4). */
export interface EntityResource<T extends CardRecord> {
  readonly type: 'contacts' | 'companies' | 'leads';
  collection(account: AccountStore): Collection<T>;
  /** Keys of `filter` and of `order`. */
  readonly filters: readonly string[];
  readonly orders: readonly string[];
  rules(context: ApiContext): Rules;
  /** What is wrong beyond the rules; `entity` is the one to be changed, null when it is to be made. */
  errors(
    context: ApiContext,
    values: ReadonlyMap<string, unknown>,
    entity: T | null,
  ): readonly ValidationError[];
  make(context: ApiContext, values: ReadonlyMap<string, unknown>): T;
  change(context: ApiContext, entity: T, values: ReadonlyMap<string, unknown>): void;
  render(context: ApiContext, entity: T, wanted: readonly string[]): object;
  /** Keys in the thin answer of a write beside the id. */
  thin(entity: T, write: 'made' | 'changed'): object;
}

/** List, read, create, change many, change one. */
export function entityRoutes<T extends CardRecord>(resource: EntityResource<T>): readonly ApiRoute[] {
  const all = `/api/v4/${resource.type}`;
  const one = `${all}/:id`;
  return [
    { method: 'GET', path: all, handle: (context) => list(context, resource) },
    { method: 'GET', path: one, handle: (context) => read(context, resource) },
    { method: 'POST', path: all, handle: (context) => create(context, resource) },
    { method: 'PATCH', path: all, handle: (context) => changeMany(context, resource) },
    { method: 'PATCH', path: one, handle: (context) => changeOne(context, resource) },
  ];
}

function list<T extends CardRecord>(context: ApiContext, resource: EntityResource<T>): Answer {
  const request = pageRequestOf(context);
  if (isAnswer(request)) return request;
  const refusal = severalStagesRefused(context, request.query);
  if (refusal) return refusal;
  const rows = entitiesFor(context, resource.collection(context.account), request.query, resource);
  const wanted = listOf(request.query['with']);
  return pageOf(context, request, resource.type, rows, (row) => resource.render(context, row, wanted));
}

function read<T extends CardRecord>(context: ApiContext, resource: EntityResource<T>): Answer {
  const entity = resource.collection(context.account).get(Number(context.params['id']));
  if (!entity) return noContent();
  if (!maySee(context, entity)) return notYours();
  if (!entity.is_deleted) return hal(resource.render(context, entity, listOf(context.query['with'])));
  if (context.settings.deletedReads === '204') return noContent();
  const { id } = entity;
  return hal({ id, is_deleted: true, ...selfLink(context, `${resource.type}/${String(id)}`) });
}

/** What is wrong with one item; with `needsId` it has to name the entity it changes. */
function errorsOf<T extends CardRecord>(
  context: ApiContext,
  resource: EntityResource<T>,
  { values }: BatchItem,
  known: T | null,
  needsId: boolean,
): readonly ValidationError[] {
  const entity = needsId ? entityOf(context, resource, values) : known;
  const errors = [
    ...errorsIn(values, resource.rules(context)),
    ...customFieldErrors(resource.type, values.get('custom_fields_values')),
    ...resource.errors(context, values, entity),
  ];
  if (!needsId) return errors;
  if (!values.has('id')) return [errorAt('FieldMissing', 'id'), ...errors];
  return entity ? errors : [errorAt('NotSupportedChoice', 'id'), ...errors];
}

/** The entity an item names. */
function entityOf<T extends CardRecord>(
  context: ApiContext,
  resource: EntityResource<T>,
  values: ReadonlyMap<string, unknown>,
): T | null {
  const entity = resource.collection(context.account).get(Number(values.get('id')));
  return entity && !entity.is_deleted ? entity : null;
}

function create<T extends CardRecord>(context: ApiContext, resource: EntityResource<T>): Answer {
  const batch = batchOf(context.body, (item) => errorsOf(context, resource, item, null, false));
  if ('refusal' in batch) return batch.refusal;
  const made = batch.items.map((item) => {
    const entity = resource.make(context, item.values);
    resource.collection(context.account).add(entity);
    cardAdded(context, resource.type, entity);
    return thinAnswer(context, resource, entity, item, 'made');
  });
  context.wrote();
  return hal({ ...selfLink(context, resource.type), _embedded: { [resource.type]: made } });
}

function changeMany<T extends CardRecord>(context: ApiContext, resource: EntityResource<T>): Answer {
  const batch = batchOf(context.body, (item) => errorsOf(context, resource, item, null, true));
  if ('refusal' in batch) return batch.refusal;
  const entities = batch.items.flatMap((item) => {
    const entity = entityOf(context, resource, item.values);
    return entity ? [{ entity, item }] : [];
  });
  const refusal = refusalOf(context, entities);
  if (refusal) return refusal;
  const changed = entities.map(({ entity, item }) => change(context, resource, entity, item));
  context.wrote();
  return hal({ ...selfLink(context, resource.type), _embedded: { [resource.type]: changed } });
}

function changeOne<T extends CardRecord>(context: ApiContext, resource: EntityResource<T>): Answer {
  const entity = resource.collection(context.account).get(Number(context.params['id']));
  if (!entity || entity.is_deleted) return notFound('PATCH', context.origin + context.path);
  const batch = singleOf(context.body, (item) => errorsOf(context, resource, item, entity, false));
  if ('refusal' in batch) return batch.refusal;
  const refusal = refusalOf(
    context,
    batch.items.map((item) => ({ entity, item })),
  );
  if (refusal) return refusal;
  const [answer] = batch.items.map((item) => change(context, resource, entity, item));
  context.wrote();
  if (context.settings.patchAnswer === 'object') return hal(answer ?? {});
  return hal({ ...selfLink(context, resource.type), _embedded: { [resource.type]: [answer] } });
}

/** Why a change is refused as a whole: somebody else's entity, or a newer one (crm-api.md 2.4, `staleUpdates`). */
function refusalOf(
  context: ApiContext,
  changes: readonly { entity: CardRecord; item: BatchItem }[],
): Answer | null {
  if (changes.some(({ entity }) => !maySee(context, entity))) return notYours();
  const isStale = changes.some(
    ({ entity, item }) => integerAt(item.values, 'updated_at', Infinity) < entity.updated_at,
  );
  return isStale && context.settings.staleUpdates === 'refused'
    ? badRequest('Last modified date is older than in database')
    : null;
}

function change<T extends CardRecord>(
  context: ApiContext,
  resource: EntityResource<T>,
  entity: T,
  item: BatchItem,
): object {
  const before = structuredClone(entity);
  resource.change(context, entity, item.values);
  resource.collection(context.account).touch();
  cardChanged(context, resource.type, before, entity);
  return thinAnswer(context, resource, entity, item, 'changed');
}

const thinAnswer = <T extends CardRecord>(
  context: ApiContext,
  resource: EntityResource<T>,
  entity: T,
  item: BatchItem,
  write: 'made' | 'changed',
): object => ({
  id: entity.id,
  ...(write === 'changed' && { updated_at: entity.updated_at }),
  ...resource.thin(entity, write),
  request_id: item.requestId,
  ...selfLink(context, `${resource.type}/${String(entity.id)}`),
});
