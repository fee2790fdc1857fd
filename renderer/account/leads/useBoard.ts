import { useMemo } from 'react';
import type { BoardStage } from '../../../preload/contract.ts';
import { createLiveRead, type LiveValue } from '../../state/liveRead.ts';
import { useStore } from '../../state/useStore.ts';
import { concerns, useCardsChange } from '../../state/cardsChange.ts';

interface BoardWish {
  readonly pipelineId: number;
  /** Null: everybody's. */
  readonly responsible: number | null;
  readonly text: string;
}

/** Deals of each stage that are on the board; all of a stage are in the list. */
const PER_STAGE = 50;

/** The board of a pipeline, read again when deals change. */
export function useBoard({ pipelineId, responsible, text }: BoardWish): LiveValue<readonly BoardStage[]> {
  const board = useMemo(
    () =>
      createLiveRead(() => window.api.leads.board({ pipelineId, responsible, text, perStage: PER_STAGE })),
    [pipelineId, responsible, text],
  );
  useCardsChange((changed) => concerns(changed, 'leads', 'tasks'), board.refresh);
  return useStore(board);
}
