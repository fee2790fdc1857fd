import type { EntityType } from '../../entityType.ts';
import type { CardRecord, EntityRecord, TagRecord } from '../../model.ts';
import type { ApiContext } from '../../route.ts';
import type { Rules } from '../../validation.ts';
import { entriesOf, integerAt, stringAt } from '../../validation.ts';
import { withCustomFields } from './customFields.ts';

/** True for an id of a user of the account, or 0, the robot. */
export const isUser =
  ({ account }: ApiContext) =>
  (value: unknown): boolean =>
    value === 0 || account.users.some((user) => user.id === value);

/** What may be written to any contact, company or lead (crm-api.md 3.3, 3.4). */
export function entityRules(context: ApiContext): Rules {
  const user = { type: 'integer', isAllowed: isUser(context) } as const;
  return {
    id: { type: 'integer' },
    name: { type: 'string', isNullable: true },
    responsible_user_id: user,
    created_by: user,
    updated_by: user,
    created_at: { type: 'integer' },
    updated_at: { type: 'integer' },
    custom_fields_values: { type: 'array', isNullable: true },
    tags_to_add: { type: 'array' },
    tags_to_delete: { type: 'array' },
    _embedded: { type: 'object' },
    request_id: { type: 'integerOrString', isNullable: true },
    ...READ_ONLY,
  };
}

/**
 * Columns nobody can write, but which clients that save a whole model send back: they are let through and not looked at (crm-api.md 2.4,
 * PHP's updateOne; amocrm-js's save).
 */
const READ_ONLY: Rules = {
  account_id: { type: 'integer' },
  group_id: { type: 'integer', isNullable: true },
  is_deleted: { type: 'boolean' },
  is_unsorted: { type: 'boolean' },
  closest_task_at: { type: 'integer', isNullable: true },
  _links: { type: 'object' },
};

/** The columns of a new entity; the author is the token's user. */
export function newEntity(context: ApiContext, values: ReadonlyMap<string, unknown>): EntityRecord {
  const { user, now, store, settings } = context;
  return {
    id: store.nextId(),
    responsible_user_id: user.id,
    group_id: user.group_id,
    created_by: integerAt(values, 'created_by', user.id),
    updated_by: user.id,
    created_at: settings.writtenTimes === 'kept' ? integerAt(values, 'created_at', now) : now,
    updated_at: now,
  };
}

/** Writes what contacts, companies and leads have in common; what was not sent stays. */
export function changeEntity(
  context: ApiContext,
  type: EntityType,
  entity: CardRecord,
  values: ReadonlyMap<string, unknown>,
): void {
  entity.responsible_user_id = integerAt(values, 'responsible_user_id', entity.responsible_user_id);
  entity.updated_by = integerAt(values, 'updated_by', context.user.id);
  entity.updated_at = integerAt(values, 'updated_at', context.now);
  entity.custom_fields_values = withCustomFields(
    entity.custom_fields_values,
    values.get('custom_fields_values'),
    context.account.account.language,
  );
  const embedded = entriesOf(values.get('_embedded'));
  if (embedded.has('tags')) entity.tags = tagsOf(context, type, embedded.get('tags'));
  const kept = new Map(
    [...entity.tags, ...tagsOf(context, type, values.get('tags_to_add'))].map((tag) => [tag.id, tag]),
  );
  for (const tag of tagsOf(context, type, values.get('tags_to_delete'))) kept.delete(tag.id);
  entity.tags = [...kept.values()];
}

/** The list under a key; empty when there is none. */
export const listAt = (values: ReadonlyMap<string, unknown>, key: string): readonly unknown[] => {
  const value = values.get(key);
  return Array.isArray(value) ? value : [];
};

/** The id of the first thing in a list under a key of `_embedded`, 0 when there is none. */
export const embeddedId = (values: ReadonlyMap<string, unknown>, key: string): number => {
  const [first] = listAt(entriesOf(values.get('_embedded')), key);
  return integerAt(entriesOf(first), 'id', 0);
};

/** Tags named by id or name; a new name becomes a tag of the account, an unknown id nothing. */
function tagsOf(context: ApiContext, type: EntityType, value: unknown): TagRecord[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    const keys = entriesOf(one);
    const name = stringAt(keys, 'name');
    if (name !== '') return [tagNamed(context, type, name)];
    const known = context.account.tags[type].find((tag) => tag.id === integerAt(keys, 'id', 0));
    return known ? [known] : [];
  });
}

/** The tag of that name, made when there is none. Names are compared without case. */
export function tagNamed(context: ApiContext, type: EntityType, name: string): TagRecord {
  const tags = context.account.tags[type];
  const known = tags.find((tag) => tag.name.toLowerCase() === name.toLowerCase());
  if (known) return known;
  const tag = { id: context.store.nextId(), name, color: null };
  tags.push(tag);
  return tag;
}
