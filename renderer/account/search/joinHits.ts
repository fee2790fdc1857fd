import type { SearchHit } from '../../../preload/contract.ts';

const keyOf = ({ entity, id }: SearchHit): string => `${entity} ${id}`;

/** What the copy found, in its order, and after it what only the CRM has: nothing on the screen moves when it answers. */
export function joinHits(copied: readonly SearchHit[], asked: readonly SearchHit[]): readonly SearchHit[] {
  const known = new Set(copied.map(keyOf));
  return [...copied, ...asked.filter((hit) => !known.has(keyOf(hit)))];
}
