import { isChord, letterOf, type KeyPress } from '../../ui/keyboard.ts';
import type { Direction } from './boardModel.ts';

export type BoardAction =
  | { readonly do: 'step'; readonly direction: Direction }
  /** Puts the selected deal one stage on or back. */
  | { readonly do: 'move'; readonly step: 1 | -1 }
  | { readonly do: 'open' | 'chooseStage' | 'create' };

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
};

/**
 * What a key does on the board of stages: arrows select, with Shift they move the deal a stage on or back,
 * M chooses any stage, N makes a deal, Enter opens. `hasLead`: a deal is selected. Null for all other keys.
 */
export function boardAction(press: KeyPress, hasLead: boolean): BoardAction | null {
  if (isChord(press)) return null;
  if (press.shiftKey) {
    if (!hasLead) return null;
    if (press.key === 'ArrowLeft') return { do: 'move', step: -1 };
    return press.key === 'ArrowRight' ? { do: 'move', step: 1 } : null;
  }
  const direction = directions[press.key];
  if (direction !== undefined) return { do: 'step', direction };
  if (letterOf(press) === 'n') return { do: 'create' };
  if (!hasLead) return null;
  if (press.key === 'Enter' || press.key === ' ') return { do: 'open' };
  return letterOf(press) === 'm' ? { do: 'chooseStage' } : null;
}
