import { given, type JsonObject } from '../transport/writeRequest.ts';
import type { TagChanges } from '../types/tag.ts';

const named = (names: readonly string[] | undefined): JsonObject[] | undefined =>
  names === undefined || names.length === 0 ? undefined : names.map((tag) => ({ name: tag }));

/** The keys of a `PATCH` that change tags; none when nothing is to change. */
export const tagChanges = ({ addTags, removeTags }: TagChanges): JsonObject =>
  given({ tags_to_add: named(addTags), tags_to_delete: named(removeTags) });
