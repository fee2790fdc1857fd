import type { Answer } from '../../answer.ts';
import { hal, noContent } from '../../answer.ts';
import type { BatchItem } from '../../batch.ts';
import { batchOf } from '../../batch.ts';
import { linkChanged } from '../../feed/linkEvents.ts';
import type { EntityRef, EntityType } from '../../entityType.ts';
import { ENTITY_TYPES, entityTypeOf } from '../../entityType.ts';
import { asObject, listOf, textAt } from '../../phpQuery.ts';
import type { ValidationError } from '../../problem.ts';
import { badRequest, notFound } from '../../problem.ts';
import { LINKABLE, entityAt, partnersOf, relationOf } from '../../relations.ts';
import { refusalAt } from '../../rights.ts';
import type { ApiContext, ApiRoute } from '../../route.ts';
import type { Rules } from '../../validation.ts';
import { entriesOf, errorAt, errorsIn, integerAt } from '../../validation.ts';
import { selfLink } from './links.ts';

/** `/link`, `/unlink` and `/links` of one entity, and of many at once (crm-api.md 3.4). */
export const linkRoutes: readonly ApiRoute[] = ENTITY_TYPES.flatMap((type) =>
  [`/api/v4/${type}/:entityId`, `/api/v4/${type}`].flatMap((path): ApiRoute[] => [
    {
      method: 'POST',
      path: `${path}/link`,
      handle: (context) => refusalAt(context, type) ?? change(context, type, 'entity_linked'),
    },
    {
      method: 'POST',
      path: `${path}/unlink`,
      handle: (context) => refusalAt(context, type) ?? change(context, type, 'entity_unlinked'),
    },
    {
      method: 'GET',
      path: `${path}/links`,
      handle: (context) => refusalAt(context, type) ?? list(context, type),
    },
  ]),
);

/** The entity of the path, or of the item when the path has none; null when it is not there. */
function ownerOf(
  context: ApiContext,
  type: EntityType,
  values: ReadonlyMap<string, unknown>,
): EntityRef | null {
  const inPath = context.params['entityId'];
  const id = inPath === undefined ? integerAt(values, 'entity_id', 0) : Number(inPath);
  return entityAt(context.account, { type, id });
}

const partnerOf = (context: ApiContext, values: ReadonlyMap<string, unknown>): EntityRef | null => {
  const type = entityTypeOf(values.get('to_entity_type'));
  return type ? entityAt(context.account, { type, id: integerAt(values, 'to_entity_id', 0) }) : null;
};

const linkRules = (type: EntityType, needsEntity: boolean): Rules => ({
  // The vendor's own client sends both in every body, null where its user set none; the path goes before them.
  entity_id: { type: 'integer', isRequired: needsEntity, isNullable: !needsEntity },
  entity_type: { type: 'string', isNullable: true },
  to_entity_id: { type: 'integer', isRequired: true },
  to_entity_type: {
    type: 'string',
    isRequired: true,
    isAllowed: (value) => LINKABLE[type].some((one) => one === value),
  },
  metadata: { type: 'object', isNullable: true },
  request_id: { type: 'integerOrString', isNullable: true },
});

const METADATA: Rules = {
  is_main: { type: 'boolean', isNullable: true },
  catalog_id: { type: 'integer', isNullable: true },
  quantity: { type: 'number', isNullable: true },
  price_id: { type: 'integer', isNullable: true },
  updated_by: { type: 'integer', isNullable: true },
};

/** What is wrong with one link: also linking what is linked already, or parting what is not. */
function errorsOf(
  context: ApiContext,
  type: EntityType,
  change: 'entity_linked' | 'entity_unlinked',
  { values }: BatchItem,
): readonly ValidationError[] {
  const errors = [
    ...errorsIn(values, linkRules(type, context.params['entityId'] === undefined)),
    ...errorsIn(entriesOf(values.get('metadata')), METADATA, 'metadata.'),
  ];
  if (errors.length > 0) return errors;
  const owner = ownerOf(context, type, values);
  if (!owner) return [errorAt('NotSupportedChoice', 'entity_id')];
  const partner = partnerOf(context, values);
  const relation = partner && relationOf(context.account, owner, partner);
  const isFitting = relation && relation.isLinked() === (change === 'entity_unlinked');
  return isFitting ? [] : [errorAt('NotSupportedChoice', 'to_entity_id')];
}

function change(context: ApiContext, type: EntityType, change: 'entity_linked' | 'entity_unlinked'): Answer {
  if (context.params['entityId'] !== undefined && !ownerOf(context, type, new Map())) {
    return notFound('POST', context.origin + context.path);
  }
  const batch = batchOf(context.body, (item) => errorsOf(context, type, change, item));
  if ('refusal' in batch) return batch.refusal;
  const links = batch.items.flatMap(({ values }) => {
    const owner = ownerOf(context, type, values);
    const partner = partnerOf(context, values);
    const relation = owner && partner && relationOf(context.account, owner, partner);
    if (!relation) return [];
    if (change === 'entity_unlinked') relation.unlink();
    else relation.link(entriesOf(values.get('metadata')).get('is_main') === true);
    linkChanged(context, change, owner, partner);
    return [namedLink(context, owner, partner)];
  });
  context.wrote();
  return change === 'entity_unlinked' ? noContent() : listed(context, links);
}

function list(context: ApiContext, type: EntityType): Answer {
  const filter = asObject(context.query['filter']);
  const wantedType = textAt(filter, 'to_entity_type');
  const wantedIds = listOf(filter['to_entity_id']).map(Number);
  if (wantedIds.length > 0 && wantedType === undefined) {
    return badRequest('filter[to_entity_id] needs filter[to_entity_type]');
  }
  const inPath = context.params['entityId'];
  const owners = (inPath === undefined ? listOf(filter['entity_id']) : [inPath])
    .map((id) => entityAt(context.account, { type, id: Number(id) }))
    .filter((owner) => owner !== null);
  if (inPath !== undefined && owners.length === 0) return notFound('GET', context.origin + context.path);
  const links = owners.flatMap((owner) =>
    partnersOf(context.account, owner)
      .filter((partner) => wantedType === undefined || partner.type === wantedType)
      .filter((partner) => wantedIds.length === 0 || wantedIds.includes(partner.id))
      .map((partner) =>
        inPath !== undefined && context.settings.linkAnswers === 'bare'
          ? renderLink(context, owner, partner)
          : namedLink(context, owner, partner),
      ),
  );
  return listed(context, links);
}

const listed = (context: ApiContext, links: readonly object[]): Answer =>
  hal({
    _total_items: links.length,
    ...selfLink(context, context.path.replace('/api/v4/', '')),
    _embedded: { links },
  });

/** A link that says whose it is: the answer of a write, and the list of many owners (crm-api.md 3.4). */
const namedLink = (context: ApiContext, owner: EntityRef, partner: EntityRef): object => ({
  entity_id: owner.id,
  entity_type: owner.type,
  ...renderLink(context, owner, partner),
});

function renderLink({ account }: ApiContext, owner: EntityRef, partner: EntityRef): object {
  const isMain = relationOf(account, owner, partner)?.isMain() ?? null;
  return {
    to_entity_id: partner.id,
    to_entity_type: partner.type,
    metadata: isMain === null ? null : { main_contact: isMain },
  };
}
