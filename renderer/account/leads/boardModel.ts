import type { BoardStage, LeadRow } from '../../../preload/contract.ts';
import { assertNever } from '../../state/assertNever.ts';

/** A place on the board: a stage and a deal in it, both counted from 0; `row` -1 is the stage itself. */
export interface Cell {
  readonly column: number;
  readonly row: number;
}

/** Where a deal stands, null when the board does not show it. */
export function cellOf(stages: readonly BoardStage[], leadId: number | null): Cell | null {
  if (leadId === null) return null;
  for (const [column, stage] of stages.entries()) {
    const row = stage.leads.findIndex(({ id }) => id === leadId);
    if (row !== -1) return { column, row };
  }
  return null;
}

/** The deal in a place. */
export function leadAt(stages: readonly BoardStage[], cell: Cell | null): LeadRow | null {
  return cell === null ? null : (stages[cell.column]?.leads[cell.row] ?? null);
}

export type Direction = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

/**
 * The place a step leads to. Sideways it goes to the nearest stage that has deals, as far down as the
 * place it came from where there are that many; at an edge it stays. From nowhere it goes to the first deal.
 */
export function steppedCell(
  stages: readonly BoardStage[],
  from: Cell | null,
  direction: Direction,
): Cell | null {
  if (from === null) return firstCell(stages);
  const last = (stages[from.column]?.leads.length ?? 0) - 1;
  switch (direction) {
    case 'up':
      return { ...from, row: Math.max(0, from.row - 1) };
    case 'down':
      return { ...from, row: Math.min(last, from.row + 1) };
    case 'first':
      return { ...from, row: 0 };
    case 'last':
      return { ...from, row: last };
    case 'left':
    case 'right': {
      const column = filledColumn(stages, from.column, direction === 'left' ? -1 : 1);
      if (column === null) return from;
      return { column, row: Math.min(from.row, (stages[column]?.leads.length ?? 1) - 1) };
    }
    default:
      return assertNever(direction);
  }
}

function firstCell(stages: readonly BoardStage[]): Cell | null {
  const column = filledColumn(stages, -1, 1);
  return column === null ? null : { column, row: 0 };
}

function filledColumn(stages: readonly BoardStage[], from: number, step: 1 | -1): number | null {
  for (let column = from + step; column >= 0 && column < stages.length; column += step) {
    if ((stages[column]?.leads.length ?? 0) > 0) return column;
  }
  return null;
}

/** The stage beside a deal's own, where it can be moved with a key; null at the edge and where none can be put. */
export function neighbourStage(
  stages: readonly BoardStage[],
  leadId: number,
  step: 1 | -1,
): BoardStage | null {
  const at = cellOf(stages, leadId);
  if (at === null) return null;
  const stage = stages[at.column + step];
  return stage?.takesDeals === true ? stage : null;
}

/**
 * The deal to have the selection when the board was read again: the same one where it still is, otherwise
 * the one that took its place.
 */
export function keptSelection(
  before: readonly BoardStage[],
  after: readonly BoardStage[],
  leadId: number | null,
): number | null {
  if (leadId === null || cellOf(after, leadId) !== null) return leadId;
  const was = cellOf(before, leadId);
  const stage = was === null ? undefined : after[was.column];
  if (was === null || stage === undefined) return null;
  return (stage.leads[was.row] ?? stage.leads.at(-1))?.id ?? null;
}
