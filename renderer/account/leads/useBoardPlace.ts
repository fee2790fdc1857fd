import { useEffect, useLayoutEffect, type RefObject } from 'react';

/** How far a board and its columns were scrolled. */
interface Scrolled {
  readonly left: number;
  /** By stage. */
  readonly tops: ReadonlyMap<string, number>;
}

const places = new Map<number, Scrolled>();

const columnsOf = (board: HTMLElement): readonly (readonly [string, Element])[] =>
  Array.from(board.querySelectorAll<HTMLElement>('[data-stage-id]')).flatMap((column) => {
    const cards = column.querySelector('ul');
    return cards === null ? [] : [[column.dataset['stageId'] ?? '', cards] as const];
  });

/** A board comes back to where it was scrolled to, its columns too. */
export function useBoardPlace(board: RefObject<HTMLElement | null>, pipelineId: number): void {
  useLayoutEffect(() => {
    const shown = board.current;
    const place = places.get(pipelineId);
    if (shown === null) return undefined;
    if (place !== undefined) {
      shown.scrollTo({ left: place.left });
      for (const [stage, cards] of columnsOf(shown)) cards.scrollTo({ top: place.tops.get(stage) ?? 0 });
    }
    // Still in the page when a layout effect ends.
    return () => {
      const tops = new Map(columnsOf(shown).map(([stage, cards]) => [stage, cards.scrollTop]));
      places.set(pipelineId, { left: shown.scrollLeft, tops });
    };
  }, [board, pipelineId]);
}

/** The card that opens beside takes room from the board: the deal it is of stays seen, with its column. */
export function useColumnStaysSeen(board: RefObject<HTMLElement | null>, selected: number | null): void {
  useEffect(() => {
    const shown = board.current;
    if (shown === null || selected === null) return undefined;
    const see = (): void => {
      shown
        .querySelector(`[data-lead="${selected}"]`)
        ?.closest('[data-stage-id]')
        ?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
    };
    // Told once at first, and whenever the board gets another width.
    const watch = new ResizeObserver(see);
    watch.observe(shown);
    return () => watch.disconnect();
  }, [board, selected]);
}
