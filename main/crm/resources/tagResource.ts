import type { TagChanges } from '../types/tag.ts';
import { z } from 'zod';
import type { EntityRef } from '../types/entity.ts';
import type { RequestOptions } from '../types/requestOptions.ts';
import { collectionOf } from './entityPath.ts';
import type { CrmResult } from '../types/crmFailure.ts';
import { id, name } from './entityFields.ts';
import { itemsOf, walkPages, type Pages } from '../transport/pagination.ts';
import { apiPath } from '../transport/apiPath.ts';
import type { Transport } from '../transport/transport.ts';
import { given, type JsonObject } from '../transport/writeRequest.ts';

export interface CrmTag {
  readonly id: number;
  readonly name: string;
}

export interface TagsQuery {
  /** The service's own search. */
  readonly text?: string;
  readonly from?: string;
}

/** The tags of one kind of entity, each kind having its own. */
export interface CrmTags {
  pages(entity: EntityRef['entity'], query?: TagsQuery, options?: RequestOptions): Pages<CrmTag>;
  /** Makes tags; a name that is there already answers with the tag it has. */
  create(
    entity: EntityRef['entity'],
    names: readonly string[],
    options?: RequestOptions,
  ): Promise<CrmResult<readonly CrmTag[]>>;
}

const tags = itemsOf('tags', z.object({ id, name }));

const named = (names: readonly string[] | undefined): JsonObject[] | undefined =>
  names === undefined || names.length === 0 ? undefined : names.map((tag) => ({ name: tag }));

/** The keys of a `PATCH` that change tags; none when nothing is to change. */
export const tagChanges = ({ addTags, removeTags }: TagChanges): JsonObject =>
  given({ tags_to_add: named(addTags), tags_to_delete: named(removeTags) });

/** `/{entity}/tags` (crm-api.md 3.9). */
export function createTags(transport: Transport): CrmTags {
  return {
    pages: (entity, { text, from } = {}, options) =>
      walkPages(
        transport,
        {
          from: from ?? apiPath(`${collectionOf(entity)}/tags`, { query: text, limit: 250 }),
          read: tags,
        },
        options,
      ),
    async create(entity, names, options) {
      const body = names.map((tag) => ({ name: tag }));
      const answer = await transport.send('POST', apiPath(`${collectionOf(entity)}/tags`), body, options);
      return answer.ok ? tags(answer.value) : answer;
    },
  };
}
