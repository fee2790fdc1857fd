import { describe, expect, it } from 'vitest';
import type { BoardStage, LeadRow } from '../../../../preload/contract.ts';
import { boardAction } from '../../../../renderer/account/leads/boardKeys.ts';
import {
  cellOf,
  keptSelection,
  leadAt,
  neighbourStage,
  steppedCell,
} from '../../../../renderer/account/leads/boardModel.ts';
import { press } from '../press.ts';

const lead = (id: number): LeadRow => ({
  id,
  name: `Lead ${id}`,
  price: 100,
  pipelineId: 1,
  pipeline: 'Sales',
  statusId: 11,
  stage: 'New',
  stageColour: null,
  outcome: 'open',
  responsibleId: 1,
  responsible: 'Emma',
  contact: null,
  contactRef: null,
  nextTask: null,
  updatedAt: 0,
  pending: null,
});

/** A board whose stages hold the leads of these ids. */
const board = (...stages: readonly (readonly number[])[]): BoardStage[] =>
  stages.map((ids, index) => ({
    pipelineId: 1,
    statusId: 11 + index,
    name: `Stage ${index}`,
    colour: null,
    outcome: 'open',
    takesDeals: index !== 4,
    count: ids.length,
    sum: 100 * ids.length,
    leads: ids.map(lead),
  }));

const stages = board([1, 2, 3], [], [4], [5, 6]);

describe('keys of the board', () => {
  it('select with the arrows, Home and End', () => {
    expect(boardAction(press('ArrowLeft'), false)).toEqual({ do: 'step', direction: 'left' });
    expect(boardAction(press('End'), true)).toEqual({ do: 'step', direction: 'last' });
  });

  it('move the selected deal a stage with Shift, and only when there is one', () => {
    const shift = { shiftKey: true };
    expect(boardAction(press('ArrowRight', shift), true)).toEqual({ do: 'move', step: 1 });
    expect(boardAction(press('ArrowLeft', shift), true)).toEqual({ do: 'move', step: -1 });
    expect(boardAction(press('ArrowRight', shift), false)).toBeNull();
    expect(boardAction(press('ArrowDown', shift), true)).toBeNull();
  });

  it('open, choose a stage and create; chords belong to the window', () => {
    expect(boardAction(press('Enter'), true)).toEqual({ do: 'open' });
    expect(boardAction(press('m'), true)).toEqual({ do: 'chooseStage' });
    expect(boardAction(press('ь', { code: 'KeyM' }), true)).toEqual({ do: 'chooseStage' });
    expect(boardAction(press('m'), false)).toBeNull();
    expect(boardAction(press('n'), false)).toEqual({ do: 'create' });
    expect(boardAction(press('ArrowLeft', { altKey: true }), true)).toBeNull();
  });
});

describe('steps on the board', () => {
  it('begin at the first deal, in the first stage that has any', () => {
    expect(steppedCell(stages, null, 'down')).toEqual({ column: 0, row: 0 });
    expect(steppedCell(board([], [7]), null, 'right')).toEqual({ column: 1, row: 0 });
    expect(steppedCell(board([], []), null, 'right')).toBeNull();
  });

  it('stay within a stage up and down', () => {
    expect(steppedCell(stages, { column: 0, row: 2 }, 'down')).toEqual({ column: 0, row: 2 });
    expect(steppedCell(stages, { column: 0, row: 0 }, 'up')).toEqual({ column: 0, row: 0 });
    expect(steppedCell(stages, { column: 0, row: 0 }, 'last')).toEqual({ column: 0, row: 2 });
    expect(steppedCell(stages, { column: 0, row: 2 }, 'first')).toEqual({ column: 0, row: 0 });
  });

  it('pass over empty stages sideways, and no further than a stage has deals', () => {
    expect(steppedCell(stages, { column: 0, row: 2 }, 'right')).toEqual({ column: 2, row: 0 });
    expect(steppedCell(stages, { column: 2, row: 0 }, 'left')).toEqual({ column: 0, row: 0 });
    expect(steppedCell(stages, { column: 3, row: 1 }, 'right')).toEqual({ column: 3, row: 1 });
  });
});

describe('a deal on the board', () => {
  it('is found by its id', () => {
    expect(cellOf(stages, 6)).toEqual({ column: 3, row: 1 });
    expect(leadAt(stages, { column: 3, row: 1 })?.id).toBe(6);
    expect(cellOf(stages, 99)).toBeNull();
    expect(leadAt(stages, null)).toBeNull();
  });

  it('moves to the stage beside its own, an empty one too, and not off the board', () => {
    expect(neighbourStage(stages, 3, 1)?.statusId).toBe(12);
    expect(neighbourStage(stages, 3, -1)).toBeNull();
    expect(neighbourStage(stages, 6, 1)).toBeNull();
    expect(neighbourStage(stages, 99, 1)).toBeNull();
  });

  it('is never put among the requests that wait to be sorted', () => {
    const withIncoming = board([1], [], [], [5], []);
    expect(neighbourStage(withIncoming, 5, 1)).toBeNull();
    expect(neighbourStage(withIncoming, 5, -1)?.statusId).toBe(13);
  });

  it('keeps the selection when it moved, and hands it to its neighbour when it is gone', () => {
    expect(keptSelection(stages, board([1, 3], [2], [4], [5, 6]), 2)).toBe(2);
    expect(keptSelection(stages, board([1, 3], [], [4], [5, 6]), 2)).toBe(3);
    expect(keptSelection(stages, board([1, 2], [], [4], [5, 6]), 3)).toBe(2);
    expect(keptSelection(stages, board([], [], [4], [5, 6]), 1)).toBeNull();
  });
});
