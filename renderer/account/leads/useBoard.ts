import { useEffect, useEffectEvent, useState } from 'react';
import type { BoardStage } from '../../../preload/contract.ts';
import type { AskFailure } from '../../state/ask.ts';
import { useCardsChange } from '../useCardsChange.ts';

interface BoardWish {
  readonly pipelineId: number;
  /** Null: everybody's. */
  readonly responsible: number | null;
  readonly text: string;
}

interface Board {
  /** Null until first read. */
  readonly stages: readonly BoardStage[] | null;
  readonly failure: AskFailure;
}

/** Deals of each stage that are on the board; all of a stage are in the list. */
const PER_STAGE = 50;

/** The board of a pipeline, read again when deals change. A late answer to an older question is not shown. */
export function useBoard({ pipelineId, responsible, text }: BoardWish): Board {
  const [board, setBoard] = useState<Board>({ stages: null, failure: null });
  const [asked] = useState({ last: 0 });

  const read = useEffectEvent(async () => {
    asked.last += 1;
    const mine = asked.last;
    const answer = await window.api.leads.board({ pipelineId, responsible, text, perStage: PER_STAGE });
    if (mine !== asked.last) return;
    if (answer.ok) setBoard({ stages: answer.value, failure: null });
    else setBoard(({ stages }) => ({ stages, failure: answer.error.code }));
  });
  useEffect(() => void read(), [pipelineId, responsible, text]);
  useCardsChange(
    (changed) => changed === 'many' || changed.leads.length > 0,
    () => void read(),
  );
  return board;
}
