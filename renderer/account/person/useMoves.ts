import { useEffect, useState } from 'react';
import type { LeadCard, LeadNote, LeadRow } from '../../../preload/contract.ts';

/**
 * The moves of somebody's deals, asked of the CRM when their card was checked with it, and again when a deal stands elsewhere.
 * None before that.
 */
export function useMoves(
  leads: readonly Pick<LeadRow, 'id' | 'statusId'>[],
  freshness: LeadCard['freshness'] | null,
): readonly LeadNote[] {
  const [moves, setMoves] = useState<readonly LeadNote[]>([]);
  const isFresh = freshness === 'fresh';
  const places = leads
    .filter(({ id }) => id > 0)
    .map(({ id, statusId }) => `${id}:${statusId}`)
    .join(' ');
  useEffect(() => {
    if (!isFresh || places === '') return undefined;
    let isGone = false;
    const leadIds = places.split(' ').map((place) => Number.parseInt(place, 10));
    void window.api.leads.moves({ leadIds }).then((answer) => {
      if (!isGone && answer.ok) setMoves(answer.value);
    });
    return () => {
      isGone = true;
    };
  }, [isFresh, places]);
  return moves;
}
