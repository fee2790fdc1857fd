import type { SearchHit } from '../../preload/contract/cards.ts';

/** A hit with what its place follows from. */
export interface FoundHit {
  readonly hit: SearchHit;
  /** It was found by its whole number: there is nothing to choose. */
  readonly isCertain: boolean;
}

/**
 * Hits in the order of their use. People and companies first, then deals. Among people: who has the whole number that was typed; who
 * was called or called today; whose the agent is responsible for; who has an open deal; with whom the last call was later. Among
 * deals: the agent's own. Where all that is equal they stay as they were found.
 *
 * @param dayStart Unix ms at which the computer's day began
 */
export function rankedHits(found: readonly FoundHit[], dayStart: number): readonly SearchHit[] {
  const ranks = found.map(({ hit, isCertain }) => ({ hit, rank: rankOf(hit, isCertain, dayStart) }));
  // Stable: what is equal stays in its order.
  return ranks.toSorted((one, other) => compared(other.rank, one.rank)).map(({ hit }) => hit);
}

type Rank = readonly number[];

function rankOf(hit: SearchHit, isCertain: boolean, dayStart: number): Rank {
  const isPerson = hit.entity !== 'lead';
  return [
    Number(isPerson),
    Number(isCertain),
    Number(isPerson && (hit.calledAt ?? 0) >= dayStart),
    Number(hit.responsibleIsMe),
    Number(isPerson && hit.stage !== null),
    hit.calledAt ?? 0,
  ];
}

function compared(one: Rank, other: Rank): number {
  for (const [index, value] of one.entries()) {
    const difference = value - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
