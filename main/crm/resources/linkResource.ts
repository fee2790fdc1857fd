import { z } from 'zod';
import { fail, ok } from '../../common/result.ts';
import type { EntityRef } from '../types/entity.ts';
import type { RequestOptions } from '../types/requestOptions.ts';
import { collectionOf, entityPath } from './entityPath.ts';
import type { CrmResult } from '../types/crmFailure.ts';
import { flag, id, maybe, parts } from './entityFields.ts';
import { itemsOf, walkPages, type Pages } from '../transport/pagination.ts';
import { apiPath } from '../transport/apiPath.ts';
import type { Transport } from '../transport/transport.ts';
import type { JsonObject } from '../transport/writeRequest.ts';

/** One link; kinds are the service's plurals, also those Ringside does not know (`catalog_elements`, `customers`). */
export interface CrmLink {
  readonly entity_id: number;
  readonly entity_type: string;
  readonly to_entity_id: number;
  readonly to_entity_type: string;
  /** Of a contact: the lead's main one. */
  readonly isMain: boolean;
}

export interface CrmLinks {
  /** What an entity is linked to: all, or only this one. */
  pages(of: EntityRef, to?: EntityRef | null, options?: RequestOptions): Pages<CrmLink>;
  /** Linking what is linked, or what is gone, is refused by the service with a 400. */
  add(
    of: EntityRef,
    to: EntityRef,
    as?: { readonly isMain: boolean },
    options?: RequestOptions,
  ): Promise<CrmResult<CrmLink>>;
}

/**
 * The links of one entity. Asked of it, the service says only where they lead; whose they are it says in the answer of a write
 * (crm-api.md 3.4). `metadata` is null or differs by what is linked.
 */
const linksOf = (of: EntityRef) =>
  itemsOf(
    'links',
    z
      .object({
        entity_id: maybe(id),
        entity_type: maybe(z.string()),
        to_entity_id: id,
        to_entity_type: z.string(),
        metadata: parts({ main_contact: maybe(flag) }),
      })
      .transform(({ metadata, entity_id, entity_type, ...said }): CrmLink => ({
        entity_id: entity_id ?? of.id,
        entity_type: entity_type ?? collectionOf(of.entity),
        ...said,
        isMain: metadata?.main_contact ?? false,
      })),
  );

const ends = (to: EntityRef): JsonObject => ({
  to_entity_id: to.id,
  to_entity_type: collectionOf(to.entity),
});

/** `/{entity}/{id}/links|link`. */
export function createLinks(transport: Transport): CrmLinks {
  return {
    pages: (of, to = null, options) =>
      walkPages(
        transport,
        {
          // The id alone would be a 400: it needs its kind beside it.
          from: apiPath(`${entityPath(of)}/links`, { filter: to === null ? undefined : ends(to) }),
          read: linksOf(of),
          wanted: (link) =>
            to === null || (link.to_entity_id === to.id && link.to_entity_type === collectionOf(to.entity)),
        },
        options,
      ),
    async add(of, to, as, options) {
      const body = [{ ...ends(to), ...(as === undefined ? {} : { metadata: { is_main: as.isMain } }) }];
      const answer = await transport.send('POST', apiPath(`${entityPath(of)}/link`), body, options);
      const read = answer.ok ? linksOf(of)(answer.value) : answer;
      if (!read.ok) return read;
      const [link] = read.value;
      return link === undefined
        ? fail({ kind: 'malformed', path: '_embedded.links.0', maySucceed: true, words: '' })
        : ok(link);
    },
  };
}
